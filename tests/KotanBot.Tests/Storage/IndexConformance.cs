using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>That readings are made once for what changed, never change once their week is over, and come out the same when they are made again.</summary>
public abstract class IndexConformance : StoreConformance
{
    private const string Office = "BNNK-19.02";
    private static readonly DefinitionSet Definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
    private static readonly IndexPlan Plan = IndexPlan.Of(Definitions);

    /// <summary>Wednesday at Belitung, in week 10.</summary>
    private static readonly DateTimeOffset Wednesday = new(2026, 3, 4, 9, 0, 0, TimeSpan.FromHours(7));

    private int _sent;

    [Fact]
    public async Task Verified_reports_make_a_draft_and_only_a_sent_sheet_the_index()
    {
        await EnterAsync("rina", "SMPN 2");
        await ReportAsync("rina", "sosialisasi", Wednesday.AddDays(-2));
        await ReportAsync("rina", "tes-urine", Wednesday.AddDays(-2));
        Assert.Equal(0, await RoundAsync(Wednesday.AddDays(-1)));
        await VerifyAllAsync(Wednesday.AddDays(-1));

        Assert.Equal(2, await RoundAsync(Wednesday));
        Assert.Equal(["IKP reports Lembaga SMPN 2", "IKP reports Satker BNNK Belitung"], Latest().Select(Show));
        Assert.All(Latest(), r => Assert.Contains("manusia", r.Reading.Missing.Select(m => m.Id)));
        Assert.Equal(0, await RoundAsync(Wednesday.AddDays(1)));

        await SheetAsync("rina", "c", Wednesday.AddDays(1));
        Assert.Equal(2, await RoundAsync(Wednesday.AddDays(2)));
        Assert.Equal(["IKP sheets Lembaga SMPN 2", "IKP sheets Satker BNNK Belitung"], Latest().Where(r => r.Reading.Basis == IndexBasis.Sheets).Select(Show));
        Assert.Equal([3m, 3m], Latest().Where(r => r.Reading.Basis == IndexBasis.Sheets).Select(r => r.Reading.Value!.Value));
        Assert.Equal(2, Latest().Count(r => r.Reading.IsDraft));
        Assert.DoesNotContain("SMPN", await Stores.Database.WriteAsync((c, t) => string.Join('|', c.Query<string>("select content || working from index_reading", transaction: t))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_that_is_over_never_changes_and_a_quiet_one_makes_no_reading()
    {
        await EnterAsync("rina", "SMPN 2");
        await SheetAsync("rina", "b", Wednesday);
        await RoundAsync(Wednesday.AddHours(20));
        await RoundAsync(Wednesday.AddDays(7));
        await RoundAsync(Wednesday.AddDays(14));
        Assert.Equal(["2026-W10 2 closed"], Series());

        await SheetAsync("rina", "d", Wednesday.AddDays(15));
        await RoundAsync(Wednesday.AddDays(16));
        Assert.Equal(["2026-W10 2 closed", "2026-W12 4 open"], Series());
        await Stores.Database.WriteAsync((c, t) => c.Execute("update answer set choice = 'a' where choice = 'b'", transaction: t));
        await MarkAsync();
        await RoundAsync(Wednesday.AddDays(17));
        Assert.Equal(["2026-W10 2 closed", "2026-W12 4 open"], Series());
    }

    [Fact]
    public async Task The_week_that_ended_counts_up_to_its_last_moment_and_not_what_came_after_it()
    {
        await EnterAsync("rina", "SMPN 2");
        await SheetAsync("rina", "b", Wednesday);
        var monday = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.FromHours(7));
        await RoundAsync(monday.AddDays(-1).AddHours(2));
        await SheetAsync("rina", "c", monday.AddMinutes(-1));
        await SheetAsync("rina", "d", monday.AddMinutes(1));

        await RoundAsync(monday.AddHours(2));

        Assert.Equal(["2026-W10 3 closed", "2026-W11 4 open"], Series());
    }

    [Fact]
    public async Task After_an_outage_every_week_that_ended_gets_its_reading()
    {
        await EnterAsync("rina", "SMPN 2");
        await SheetAsync("rina", "a", Wednesday);
        await RoundAsync(Wednesday.AddHours(20));
        await SheetAsync("rina", "b", Wednesday.AddDays(1));
        await SheetAsync("rina", "c", Wednesday.AddDays(7));
        await SheetAsync("rina", "d", Wednesday.AddDays(21));

        await RoundAsync(Wednesday.AddDays(28));

        Assert.Equal(["2026-W10 2 closed", "2026-W11 3 closed", "2026-W13 4 closed"], Series());
    }

    [Fact]
    public async Task A_week_over_New_Year_is_the_last_of_the_old_year_and_the_first_of_the_new()
    {
        await EnterAsync("rina", "SMPN 2");
        await EnterAsync("tono", "SMPN 2");
        await SheetAsync("rina", "b", new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.FromHours(7)));
        await SheetAsync("tono", "d", new DateTimeOffset(2027, 1, 1, 0, 30, 0, TimeSpan.FromHours(7)));

        await RoundAsync(new DateTimeOffset(2027, 1, 4, 2, 0, 0, TimeSpan.FromHours(7)));

        var made = Stores.Indices.Series(Scope.Server, new IndexFilter(Office) { Kind = IndexUnitKind.Satker });
        Assert.Equal(["2026 2026-W53 2", "2027 2026-W53 4"], made.Select(r => $"{r.Reading.Period} {r.Reading.Week} {r.Reading.Value:0}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_kept_reading_is_made_again_to_the_same_text_even_after_people_were_erased(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 14; i++)
        {
            await EnterAsync($"p{i}", $"Lembaga {i % 4}");
            await SheetAsync($"p{i}", "abcd"[random.Next(4)].ToString(), Wednesday.AddMinutes(i));
            await AskAsync($"p{i}", random, Wednesday.AddMinutes(30 + i));
        }

        await RoundAsync(Wednesday.AddDays(1));
        var kept = Stores.Indices.Latest(Scope.Server, new IndexFilter("BNN"));
        Assert.Equal(1 + 1 + 4, kept.Count);

        await ChatOf("p3").SayAsync("/hapus", new Effect.ErasePerson());
        foreach (var reading in kept.Where(k => k.Reading.Unit.Kind != IndexUnitKind.Lembaga))
        {
            var again = Recompute(reading);
            Assert.True(again.IsEqual, $"{ConversationJson.Write(again.Stored.Reading)}\n{ConversationJson.Write(again.Now)}");
        }

        // The erased person's sheet belongs to no lembaga any more.
        Assert.Equal(1, kept.Count(k => k.Reading.Unit.Kind == IndexUnitKind.Lembaga && !Recompute(k).IsEqual));
        await Stores.Database.WriteAsync((c, t) => c.Execute("update answer set choice = case choice when 'a' then 'b' else 'a' end where step_id like 'butir.%'", transaction: t));
        Assert.False(Recompute(kept.Single(k => k.Reading.Index == "IKOTAN")).IsEqual);
    }

    [Fact]
    public async Task Whoever_answers_about_a_region_counts_there_and_its_office_sees_how_far_each_group_is()
    {
        await EnterAsync("jauh", null, "BNNK-53.14");
        await AskAsync("jauh", new Random(1), Wednesday, group: "pendidikan");
        await RoundAsync(Wednesday.AddDays(1));
        await RoundAsync(Wednesday.AddDays(1), 480);

        var progress = Assert.Single(Stores.Indices.Progress(Scope.Of(Access.Admin, Office), Office));

        Assert.Equal(("19.02", "IKOTAN", 1, 180), (progress.Unit.Code, progress.Index, progress.N, progress.Target));
        Assert.Equal((1, 20), (progress.Groups.Single(g => g.Id == "pendidikan").N, progress.Groups.Single(g => g.Id == "pendidikan").Target));
        Assert.Single(Stores.Indices.Progress(Scope.Of(Access.Admin, Office), Office, "2026"));
        Assert.Empty(Stores.Indices.Progress(Scope.Of(Access.Admin, Office), Office, "2025"));
        Assert.Empty(Stores.Indices.Progress(Scope.Of(Access.Admin, "BNNK-53.14"), "BNNK-53.14"));
        Assert.Empty(Stores.Indices.Progress(Scope.Of(Access.Admin, "BNNK-53.14"), Office));
        Assert.Null(Stores.Indices.Find(Scope.Of(Access.Admin, "BNNK-53.14"), new IndexFilter(Office)));
        Assert.Single(Stores.Indices.Progress(Scope.Of(Access.Admin, "BNNP-19"), "BNNP-19"));
        Assert.Single(Stores.Indices.ReadInputs(Stores.Indices.Find(Scope.Server, new IndexFilter(Office))!, Plan));
    }

    [Fact]
    public async Task A_value_that_an_office_wrote_down_for_a_kawasan_is_classified_and_not_computed()
    {
        await EnterAsync("budi", null, Office, Access.Admin);
        await At("budi", Wednesday).SayAsync("x", new Effect.Office(new OfficeDeed.AddEntry("kawasan", "k1", "Perawas", "19.02")));
        await At("budi", Wednesday).SayAsync("x", new Effect.Office(new OfficeDeed.SetEntryStatus("k1", "siaga", new DateOnly(2026, 3, 4), 2.51m, null)));

        await RoundAsync(Wednesday.AddDays(1));

        var reading = Assert.Single(Latest());
        Assert.Equal(("IKKR decision Kawasan Perawas", 2.51m, "Siaga"), (Show(reading), reading.Reading.Value, reading.Reading.Category!.Label.Indonesian));
        Assert.True(Recompute(reading).IsEqual);
    }

    [Fact]
    public async Task A_night_has_one_round_in_each_zone_also_after_a_start_anew()
    {
        var two = new DateTimeOffset(2026, 3, 4, 2, 0, 0, TimeSpan.FromHours(7));
        Assert.False(Stores.Indices.IsRoundDue(420, 2, two.AddMinutes(-1)));
        Assert.True(Stores.Indices.IsRoundDue(420, 2, two));
        await Stores.Indices.EndRoundAsync(420, two);
        await ReopenAsync();
        Assert.False(Stores.Indices.IsRoundDue(420, 2, two.AddHours(5)));
        Assert.False(Stores.Indices.IsRoundDue(420, 0, two.AddHours(21)));
        Assert.True(Stores.Indices.IsRoundDue(540, 2, two));
        Assert.True(Stores.Indices.IsRoundDue(420, 2, two.AddDays(1)));
    }

    private RecomputedReading Recompute(StoredReading reading) =>
        Stores.Indices.Recompute(
            Stores.Indices.Find(Scope.Server, new IndexFilter(reading.Reading.Unit.Satker) { Kind = reading.Reading.Unit.Kind, Code = reading.Reading.Unit.Code, Index = reading.Reading.Index, Basis = reading.Reading.Basis })!, Plan)!;

    private IReadOnlyList<StoredReading> Latest() => Stores.Indices.Latest(Scope.Server, new IndexFilter(Office));

    private IEnumerable<string> Series() => Stores.Indices.Series(Scope.Server, new IndexFilter(Office) { Kind = IndexUnitKind.Satker, Index = "ikp" })
        .Select(r => $"{r.Reading.Week} {r.Reading.Value:0} {(r.Closed ? "closed" : "open")}");

    private static string Show(StoredReading stored) => $"{stored.Reading.Index} {stored.Reading.Basis.ToString().ToLowerInvariant()} {stored.Reading.Unit.Kind} {stored.Reading.Unit.Name}";

    private async Task<int> RoundAsync(DateTimeOffset now, int zone = 420)
    {
        var made = 0;
        foreach (var due in Stores.Indices.ReadDue(zone, now))
            made += await Stores.Indices.MakeAsync(due, Plan, Definitions.SourceOf, now);
        await Stores.Indices.EndRoundAsync(zone, now);
        return made;
    }

    private Task<int> MarkAsync() => Stores.Database.WriteAsync((c, t) => c.Execute("insert into index_mark (kind, code, changes) values ('satker', 'BNNK-19.02', 1)", transaction: t));

    private Chat At(string who, DateTimeOffset now)
    {
        var chat = ChatOf(who);
        chat.Now = now.ToUniversalTime();
        return chat;
    }

    private async Task EnterAsync(string who, string? lembaga, string satker = Office, string role = Access.Volunteer)
    {
        await JoinAsync(who, satker, role);
        if (lembaga is not null)
            await ChatOf(who).SayAsync("x", new Effect.SaveProfile(ProfileField.Lembaga, lembaga));
    }

    private Task<CommitResult.Committed> ReportAsync(string who, string kind, DateTimeOffset at)
    {
        var id = $"r{++_sent}";
        return At(who, at).SayAsync(
            "x",
            new Effect.StartSubmission(id, "lapor-kegiatan", "h"),
            new Effect.RecordAnswer(id, "jenis", new AnswerValue.Choice(kind)),
            new Effect.RecordAnswer(id, "sasaran", new AnswerValue.Choices(["pendidikan"])),
            new Effect.Submit(id) { Reports = true, IsReviewed = true });
    }

    private async Task VerifyAllAsync(DateTimeOffset at)
    {
        if (ChatOf("admin").Load().IsNew)
            await EnterAsync("admin", null, "BNN", Access.Admin);
        for (var i = 1; i <= _sent; i++)
            await At("admin", at).CommitAsync("x", new Effect.Office(new OfficeDeed.Review($"r{i}", ReviewTrigger.Verify, null)));
    }

    private Task<CommitResult.Committed> SheetAsync(string who, string option, DateTimeOffset at)
    {
        var id = $"s{++_sent}";
        return At(who, at).SayAsync(
            "x",
            [
                new Effect.StartSubmission(id, "ikp", "h"),
                .. Plan.Sheets.Single(s => s.Definition.Code == "IKP").Definition.Items.Select(i => new Effect.RecordAnswer(id, ItemSteps.IdOf("aspek", i.Id), new AnswerValue.Choice(option))),
                new Effect.Submit(id),
            ]);
    }

    private Task<CommitResult.Committed> AskAsync(string who, Random random, DateTimeOffset at, string? group = null)
    {
        var (id, bank) = ($"q{++_sent}", Plan.Questionnaires.Single(q => q.Definition.Code == "IKOTAN").Bank);
        var of = group ?? bank.Bank.Groups[random.Next(bank.Bank.Groups.Length)].Id;
        var items = bank.Bank.ItemsOf(of).OrderBy(_ => random.Next()).Take(6).ToList();
        return At(who, at).SayAsync(
            "x",
            [
                new Effect.StartSubmission(id, "ikotan", "h"),
                .. items.Select(i => new Effect.AskItem(id, ItemSteps.IdOf("butir", i.Id), "ikotan", bank.Hash, i.Id, i.Variable, of, "19.02", AskedAs.Drawn, 0.3)),
                .. items.Select(i => new Effect.RecordAnswer(id, ItemSteps.IdOf("butir", i.Id), new AnswerValue.Choice(i.Options[random.Next(i.Options.Length)].Key))),
                new Effect.Submit(id),
            ]);
    }
}
