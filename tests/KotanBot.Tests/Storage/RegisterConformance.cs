using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>What offices follow over time: who may name which entry, how an accepted report sets a status, and what is computed and counted of them.</summary>
public abstract class RegisterConformance : StoreConformance
{
    private const string Belitung = "BNNK-19.02";

    private static readonly DefinitionSet Definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
    private static readonly IndexPlan Plan = IndexPlan.Of(Definitions);
    private static readonly StatusSetting Setting = Definitions.Find("kawasan")!.SetsStatus!;

    private int _sent;

    [Fact]
    public async Task Everybody_names_entries_of_their_own_office_and_an_admin_those_below()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await JoinAsync("warga", Belitung, Access.Respondent);
        await JoinAsync("wati", "BNNP-19", Access.Admin);
        await JoinAsync("dedi", "BNNP-19", Access.Officer);
        await JoinAsync("jauh", "BNNK-53.14", Access.Admin);
        await AddAsync("budi", "kawasan", "k1", "Kelurahan Parit");
        await AddAsync("wati", "kawasan", "k2", "Desa Puding");
        await AddAsync("budi", "desa", "d1", "Parit");

        Assert.Equal(["k1"], Named("budi"));
        Assert.Equal(["k1"], Named("warga"));
        Assert.Equal(["k2", "k1"], Named("wati"));
        Assert.Equal(["k2"], Named("dedi"));
        Assert.Empty(Named("jauh"));
        Assert.Empty(Named("stranger"));
        Assert.Equal(["k1"], Entries("warga", new EntryNeeds(["kawasan"], "parit", 0, []))[0].Found.Select(e => e.Id));
        Assert.All(Entries("wati", new EntryNeeds(["kawasan"], "", 0, ["k1"]))[0].Listed, e => Assert.Null(e.Status));
    }

    [Fact]
    public async Task A_volunteer_writes_nothing_down()
    {
        await JoinAsync("rina", Belitung, Access.Volunteer);

        Assert.IsType<CommitResult.Conflict>(await ChatOf("rina").CommitAsync("x", new Effect.Office(new OfficeDeed.AddEntry("kawasan", "k1", "Parit", "19.02.01"))));
    }

    [Fact]
    public async Task An_accepted_report_sets_a_status_once_and_again_only_another()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await JoinAsync("wati", Belitung, Access.Admin);
        await AddAsync("budi", "kawasan", "k1", "Kelurahan Parit");
        await MapAsync("r1", "k1", "waspada");

        await DecideAsync("wati", "r1", ReviewTrigger.Verify);
        await ReviseAsync("r1", new AnswerValue.Choice("waspada"), new AnswerValue.Choice("waspada"));
        await DecideAsync("wati", "r1", ReviewTrigger.Verify);
        Assert.Equal(["waspada 2026-03-01 r1"], History("k1"));

        await ReviseAsync("r1", new AnswerValue.Choice("waspada"), new AnswerValue.Choice("siaga"));
        Assert.Equal(["waspada 2026-03-01 r1 fell"], History("k1"));
        await DecideAsync("wati", "r1", ReviewTrigger.Verify);
        Assert.Equal(["siaga 2026-03-01 r1", "waspada 2026-03-01 r1"], History("k1"));

        await ReviseAsync("r1", new AnswerValue.Choice("siaga"), new AnswerValue.Choice("aman"));
        await DecideAsync("wati", "r1", ReviewTrigger.Reject);
        Assert.Equal(["siaga 2026-03-01 r1 fell", "waspada 2026-03-01 r1 fell"], History("k1"));
        Assert.Equal(["add-entry", "set-entry-status", "set-entry-status"], Stores.Audit.Read(Scope.Server, new AuditFilter(null, null, 50)).Where(a => a.Subject == "k1").Select(a => a.Deed).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_older_mapping_that_is_accepted_later_does_not_take_the_place_of_a_newer_status()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await JoinAsync("wati", Belitung, Access.Admin);
        await AddAsync("budi", "kawasan", "k1", "Kelurahan Parit");
        await MapAsync("r1", "k1", "waspada");
        await ChatOf("wati").SayAsync("x", new Effect.Office(new OfficeDeed.SetEntryStatus("k1", "aman", new DateOnly(2026, 3, 2), null, null)));

        await DecideAsync("wati", "r1", ReviewTrigger.Verify);

        var standing = Stores.Facts.Read(ChatOf("wati").Load(), FactsRequest.Usual with { Office = [new OfficeNeed.Kawasan("k1").With(Definitions)] }, Now).Office!.Kawasan!;
        Assert.Equal("aman", Assert.Single(standing.All).Status);
        Assert.Equal(2, standing.History.Length);
    }

    [Fact]
    public async Task An_officer_and_another_office_set_nothing()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await JoinAsync("dewi", Belitung, Access.Officer);
        await JoinAsync("wati", Belitung, Access.Admin);
        await JoinAsync("jauh", "BNNK-53.14", Access.Admin);
        await AddAsync("jauh", "kawasan", "k9", "Baa");
        await MapAsync("r1", "k9", "aman");

        Assert.IsType<CommitResult.Conflict>(await ChatOf("dewi").CommitAsync("sah", new Effect.Office(Verify("r1"))));
        Assert.IsType<CommitResult.Conflict>(await ChatOf("jauh").CommitAsync("sah", new Effect.Office(Verify("r1"))));
        await DecideAsync("wati", "r1", ReviewTrigger.Verify);

        Assert.Empty(History("k9"));
    }

    [Fact]
    public async Task An_erased_reporter_leaves_the_status_and_no_way_back_to_their_report()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await JoinAsync("wati", Belitung, Access.Admin);
        await AddAsync("budi", "kawasan", "k1", "Kelurahan Parit");
        await MapAsync("r1", "k1", "bahaya");
        await DecideAsync("wati", "r1", ReviewTrigger.Verify);

        await ChatOf("budi").SayAsync("hapus", new Effect.ErasePerson());

        var line = Assert.Single(History("k1"));
        Assert.StartsWith("bahaya 2026-03-01 ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("r1", line, StringComparison.Ordinal);
        Assert.DoesNotContain("fell", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kawasan_has_a_provisional_value_of_its_own_once_enough_people_answered_about_it()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await AddAsync("budi", "kawasan", "k1", "Kelurahan Parit");
        await AddAsync("budi", "kawasan", "k2", "Desa Perawas");
        for (var i = 0; i < 9; i++)
            await AskAsync("warga", "k1", "c");
        await AskAsync("aparat", "k2", "a");
        await RoundAsync();
        Assert.Equal(["Desa Perawas  belum cukup data: 1 responden, perlu sedikitnya 10", "Kelurahan Parit  belum cukup data: 9 responden, perlu sedikitnya 10"], Readings().Select(Show));

        await AskAsync("kepala-desa", "k1", "a");
        await RoundAsync();

        var reading = Readings().Single(r => r.Reading.Unit.Code == "k1");
        Assert.Equal("Kelurahan Parit 2.00 ", Show(reading));
        Assert.Equal(("Waspada", IndexStatus.Provisional, "2026-draf"), (reading.Reading.Category!.Label.Indonesian, reading.Reading.Status, reading.Reading.Edition));
        Assert.Equal([(9, 30), (1, 1), (0, 2)], reading.Reading.Groups.Select(g => (g.N, g.Target!.Value)));
        Assert.True(Stores.Indices.Recompute(Stores.Indices.Find(Scope.Server, new IndexFilter(Belitung) { Code = "k1", Basis = IndexBasis.Questionnaire })!, Plan)!.IsEqual);
    }

    [Fact]
    public async Task Progress_counts_the_last_report_of_each_village_and_no_value()
    {
        await JoinAsync("budi", Belitung, Access.Officer);
        await AddAsync("budi", "desa", "d1", "Lassar");
        await AddAsync("budi", "desa", "d2", "Perpat");
        await CountAsync("d1", 12, 0, 1);
        await CountAsync("d1", 45, 1, 2);
        await RoundAsync();

        var reading = Assert.Single(Stores.Indices.Latest(Scope.Server, new IndexFilter(Belitung) { Index = "IKRN" })).Reading;

        Assert.Equal((null, IndexBasis.Progress, new IndexEntries(2, 1, 1), 0.5m), (reading.Value, reading.Basis, reading.Entries, reading.Coverage));
        Assert.Contains("belum diterbitkan", reading.Reason!.Indonesian, StringComparison.Ordinal);
        Assert.Equal([(30, 60), (1, 2), (2, 4)], reading.Groups.Select(g => (g.N, g.Target!.Value)));
        var villages = Stores.Registers.List(Scope.Server.At(Belitung), Definitions.FindRegister("desa")!, Plan.Counted.Single(), 2026);
        Assert.Equal(["Lassar 45 1 2", "Perpat"], villages.Select(v => string.Join(' ', [v.Entry.Name, .. v.Counts])));
        Assert.Empty(Stores.Registers.List(Scope.Of(Access.Admin, "BNNK-53.14"), Definitions.FindRegister("desa")!, null, 2026));
    }

    private Task<CommitResult.Committed> AddAsync(string who, string register, string id, string name) => ChatOf(who).SayAsync("x", new Effect.Office(new OfficeDeed.AddEntry(register, id, name, "19.02.01")));

    private ImmutableArray<EntryFacts> Entries(string who, EntryNeeds needs) => Stores.Facts.Read(ChatOf(who).Load(), new FactsRequest(false, null) { Entries = needs }, Now).Entries!.Value;

    private IEnumerable<string> Named(string who) => Entries(who, new EntryNeeds(["kawasan"], "", 0, []))[0].Listed.Select(e => e.Id);

    private Task<CommitResult.Committed> MapAsync(string id, string entry, string status) => ChatOf("budi").SayAsync(
        "x",
        new Effect.StartSubmission(id, "kawasan", "h"),
        new Effect.RecordAnswer(id, "kawasan", new AnswerValue.Entry(entry, "")),
        new Effect.RecordAnswer(id, "tanggal", new AnswerValue.Dates(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 1))),
        new Effect.RecordAnswer(id, "status", new AnswerValue.Choice(status)),
        new Effect.Submit(id) { Reports = true, IsReviewed = true });

    private Task<CommitResult.Committed> ReviseAsync(string id, AnswerValue before, AnswerValue after) => ChatOf("budi").SayAsync("x", new Effect.ReviseAnswer(id, "status", before, after));

    private Task<CommitResult.Committed> DecideAsync(string who, string id, ReviewTrigger trigger) =>
        ChatOf(who).SayAsync("x", new Effect.Office(Verify(id) with { Trigger = trigger, Reason = trigger == ReviewTrigger.Reject ? "Salah" : null }));

    private static OfficeDeed.Review Verify(string id) => new(id, ReviewTrigger.Verify, null) { Sets = Setting };

    private IEnumerable<string> History(string entry)
    {
        var facts = Stores.Facts.Read(ChatOf("wati").Load(), new FactsRequest(false, null) { Office = [new OfficeNeed.Kawasan(entry).With(Definitions)] }, Now);
        return facts.Office!.Kawasan!.History.Select(h => $"{h.Status} {h.On:yyyy-MM-dd} {h.Report}{(h.ReportFell ? " fell" : "")}");
    }

    private async Task AskAsync(string group, string entry, string option)
    {
        var (id, who, bank) = ($"q{++_sent}", $"orang-{_sent}", Plan.Entries.Single().Index.Bank);
        await JoinAsync(who, Belitung, Access.Respondent);
        await ChatOf(who).SayAsync(
            "x",
            [
                new Effect.StartSubmission(id, "ikkr", "h"),
                new Effect.RecordAnswer(id, "kawasan", new AnswerValue.Entry(entry, "")),
                .. bank.Bank.Items.Select(i => new Effect.AskItem(id, ItemSteps.IdOf("butir", i.Id), "ikkr", bank.Hash, i.Id, i.Variable, group, "19.02", AskedAs.Full, 1)),
                .. bank.Bank.Items.Select(i => new Effect.RecordAnswer(id, ItemSteps.IdOf("butir", i.Id), new AnswerValue.Choice(option))),
                new Effect.Submit(id),
            ]);
    }

    private Task<CommitResult.Committed> CountAsync(string entry, int residents, int head, int officers)
    {
        var id = $"n{++_sent}";
        ChatOf("budi").Now = Now.AddMinutes(_sent);
        return ChatOf("budi").SayAsync(
            "x",
            new Effect.StartSubmission(id, "ikrn", "h"),
            new Effect.RecordAnswer(id, "desa", new AnswerValue.Entry(entry, "")),
            new Effect.RecordAnswer(id, "warga", new AnswerValue.Number(residents)),
            new Effect.RecordAnswer(id, "kepala-desa", new AnswerValue.Number(head)),
            new Effect.RecordAnswer(id, "aparat", new AnswerValue.Number(officers)),
            new Effect.Submit(id) { Reports = true, IsReviewed = true });
    }

    private async Task RoundAsync()
    {
        foreach (var due in Stores.Indices.ReadDue(420, Now.AddHours(1)))
            await Stores.Indices.MakeAsync(due, Plan, Definitions.SourceOf, Now.AddHours(1));
    }

    private IReadOnlyList<StoredReading> Readings() =>
        [.. Stores.Indices.Latest(Scope.Server, new IndexFilter(Belitung) { Kind = IndexUnitKind.Kawasan, Basis = IndexBasis.Questionnaire }).OrderBy(r => r.Reading.Unit.Name, StringComparer.Ordinal)];

    private static string Show(StoredReading stored) => FormattableString.Invariant($"{stored.Reading.Unit.Name} {stored.Reading.Value:0.00} {stored.Reading.Reason?.Indonesian}");
}
