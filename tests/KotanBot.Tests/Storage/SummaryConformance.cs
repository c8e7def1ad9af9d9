using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>That every week of an office gets its summary exactly once, whatever the clock and the process do, and that it never changes.</summary>
public abstract partial class SummaryConformance : StoreConformance
{
    private const string Office = "BNNK-19.02";
    private const string Other = "BNNK-19.01";
    private const string Province = "BNNP-19";

    private static readonly DefinitionSet Shipped = DefinitionFiles.Load(ShippedFiles.Dialogs);

    private static readonly SummaryPlan Plan = new(7, new WeekSource([new WeekReport("lapor", "jenis", null, ["peserta"], "dana", null), new WeekReport("urine", null, "tes-urine", ["dites"], "dana", "kendala")], ["dipa"], ["tidak-ada"], "nihil", "alasan"), [])
    {
        Changes = [.. Shipped.Changes.Select(c => (c, Shipped.Find(c.Dialog)!))],
    };

    /// <summary>Monday seven o'clock in Belitung, after week 48.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 7, 0, 0, TimeSpan.FromHours(7));

    private readonly List<string> _names = [];

    [Fact]
    public async Task A_week_is_told_once_across_restarts_and_from_seven_on_Monday()
    {
        await JoinAsync("budi", Access.Admin);

        await RoundAsync(Monday.AddMilliseconds(-1));
        Assert.DoesNotContain("2026-W48 told", Weeks(Office));
        Assert.Contains($"{Office} 2026-W48 told", await RoundAsync(Monday));
        Assert.Empty(await RoundAsync(Monday));
        await ReopenAsync();
        Assert.Empty(await RoundAsync(Monday.AddHours(3)));
        Assert.Empty(await RoundAsync(Monday.AddDays(6)));

        Assert.Equal([("budi", new Notice.WeeklySummary(Office, new DateOnly(2026, 11, 23)))], Told(Monday));
        Assert.Empty(Told(Monday.AddDays(7)));
    }

    [Fact]
    public async Task Two_who_make_the_same_week_at_once_make_it_once()
    {
        await JoinAsync("budi", Access.Admin);
        var due = Stores.Summaries.ReadDue(Plan, Monday).Single(d => d.Satker.Code == Office);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Stores.Summaries.MakeAsync(due, Plan, Monday)));

        Assert.Single(made, m => m);
        Assert.Single(Told(Monday));
    }

    [Fact]
    public async Task Begins_at_each_office_by_its_own_clock()
    {
        const string east = "BNNK-91.71";
        await Stores.Satkers.SaveAsync(new Satker(east, "BNNK Jayapura", SatkerLevel.Bnnk, "BNNP-53", null, "WIT", 540));
        await JoinAsync("budi", Access.Admin);
        await JoinAsync("rote", Access.Admin, "BNNK-53.14");
        await JoinAsync("timur", Access.Admin, east);
        await RoundAsync(Monday.AddHours(-2).AddMilliseconds(-1));

        Assert.Contains($"{east} 2026-W48 told", await RoundAsync(Monday.AddHours(-2)));
        Assert.Contains("BNNK-53.14 2026-W48 told", await RoundAsync(Monday.AddHours(-1)));
        Assert.Contains($"{Office} 2026-W48 told", await RoundAsync(Monday));
        Assert.Equal(["budi", "rote", "timur"], Told(Monday).Select(t => t.Who).Order());
    }

    [Theory]
    [InlineData("2026-12-22", "2026-W51 2026-W52 2026-W53 2027-W01")]
    [InlineData("2028-02-22", "2028-W07 2028-W08 2028-W09 2028-W10")]
    public async Task No_week_is_left_out_at_the_end_of_a_long_year_nor_around_29_February(string begin, string weeks)
    {
        var from = new DateTimeOffset(DateTime.Parse(begin, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7));
        await JoinAsync("budi", Access.Admin, at: from.AddDays(-10));

        var made = new List<string>();
        for (var now = from; now < from.AddDays(24); now = now.AddHours(5))
            made.AddRange((await RoundAsync(now)).Where(m => m.StartsWith(Office, StringComparison.Ordinal)));

        Assert.Equal(weeks.Split(' ').Select(w => $"{Office} {w} told"), made);
    }

    [Fact]
    public async Task A_clock_that_jumps_neither_repeats_nor_skips_a_week()
    {
        await JoinAsync("budi", Access.Admin);
        await RoundAsync(Monday.AddDays(-7));
        await RoundAsync(Monday);

        Assert.Empty(await RoundAsync(Monday.AddDays(-3)));
        var ahead = await RoundAsync(Monday.AddDays(21));
        Assert.Equal([$"{Office} 2026-W49 archive", $"{Office} 2026-W50 archive", $"{Office} 2026-W51 told"], ahead.Where(m => m.StartsWith(Office, StringComparison.Ordinal)));
        Assert.Empty(await RoundAsync(Monday.AddHours(1)));
        // What the clock made ahead of its time is made anew when its Monday comes; what was told is not told again.
        Assert.Contains($"{Office} 2026-W49 told", await RoundAsync(Monday.AddDays(7)));
        Assert.Contains($"{Office} 2026-W50 told", await RoundAsync(Monday.AddDays(14)));
        Assert.Empty(await RoundAsync(Monday.AddDays(21)));
        Assert.Equal(["2026-W51 told", "2026-W50 told", "2026-W49 told", "2026-W48 told", "2026-W47 told"], Weeks(Office));
    }

    [Fact]
    public async Task After_an_outage_the_last_week_comes_late_and_those_before_it_are_kept_untold()
    {
        await JoinAsync("budi", Access.Admin);
        await RoundAsync(Monday);
        var back = Monday.AddDays(23); // A Wednesday.

        var made = (await RoundAsync(back)).Where(m => m.StartsWith(Office, StringComparison.Ordinal));

        Assert.Equal([$"{Office} 2026-W49 archive", $"{Office} 2026-W50 archive", $"{Office} 2026-W51 told"], made);
        Assert.True(Find("2026-W51").Content.IsLate);
        Assert.False(Find("2026-W48").Content.IsLate);
        Assert.Equal([new Notice.WeeklySummary(Office, new DateOnly(2026, 12, 14))], Told(back).Select(t => t.What));
    }

    [Fact]
    public async Task On_the_last_night_of_the_week_it_is_too_late_to_tell()
    {
        await JoinAsync("budi", Access.Admin);

        Assert.Contains($"{Office} 2026-W48 archive", await RoundAsync(Monday.AddDays(6).AddHours(15)));
        Assert.Empty(Told(Monday.AddDays(6).AddHours(15)));
    }

    [Fact]
    public async Task Late_data_changes_no_summary_and_the_next_one_says_what_moved()
    {
        await JoinAsync("budi", Access.Admin);
        var rina = await JoinAsync("rina", Access.Volunteer);
        await ReportAsync(rina, "r1", Monday.AddDays(-2), 45);
        await ReportAsync(rina, "r2", Monday.AddDays(-1), 5);
        await RoundAsync(Monday);
        var before = Find("2026-W48");

        await ReportAsync(rina, "r3", Monday.AddDays(-2), 10);
        await ReviewAsync("r1", "verified");
        await ReviewAsync("r2", "rejected");
        await RoundAsync(Monday.AddDays(7));

        Assert.Equal((2, 50m, 0), (before.Content.Facts.Reports, before.Content.Facts.People, before.Content.Facts.Verified));
        Assert.Equal(ConversationJson.Write(before.Content), ConversationJson.Write(Find("2026-W48").Content));
        // r3 came late and r2 counts no more: one report for another, five people more.
        Assert.Equal(new SummaryMove(0, 0, 1, 1, 5), Find("2026-W49").Content.Moved);
        await RoundAsync(Monday.AddDays(14));
        Assert.Null(Find("2026-W50").Content.Moved);
    }

    [Fact]
    public async Task Counts_the_week_that_is_over_and_who_was_silent_in_it_and_before()
    {
        await JoinAsync("budi", Access.Admin);
        await ReportAsync(await JoinAsync("both"), "r1", Monday.AddDays(-9), 1);
        var within = await JoinAsync("within");
        await ReportAsync(within, "r2", Monday.AddHours(-7).AddMilliseconds(-1), 2);
        var after = await JoinAsync("after");
        await ReportAsync(after, "r3", Monday.AddHours(-7), 4);
        await JoinAsync("never");
        await JoinAsync("newcomer", at: Monday.AddDays(-3));

        await RoundAsync(Monday.AddHours(1));

        var facts = Find("2026-W48").Content.Facts;
        Assert.Equal((1, 2m), (facts.Reports, facts.People));
        // "both" reported the week before; "after" only when this week had begun, which its last report alone would not tell.
        var own = facts.Offices.Single(o => o.Silence.Office.Code == Office).Silence;
        Assert.Equal((4, 3, 2), (own.Volunteers, own.Silent, own.SilentTwoWeeks));
        await ReportAsync(within, "r4", Monday.AddHours(2), 8);
        Assert.Equal(1, Stores.Summaries.Find(Scope.Server, Province, Week("2026-W48"))!.Content.Facts.Reports);
    }

    [Fact]
    public async Task Offices_without_an_admin_are_told_in_one_message_to_those_who_serve_them()
    {
        await Stores.Satkers.SaveAsync(new Satker(Other, "BNNK Bangka", SatkerLevel.Bnnk, Province, null, "WIB", 420));
        await JoinAsync("wati", Access.Admin, Province);
        await JoinAsync("rina", Access.Volunteer);
        await JoinAsync("tono", Access.Volunteer, Other);
        await RoundAsync(Monday);

        Assert.Equal([("wati", new Notice.WeeklySummary(Province, new DateOnly(2026, 11, 23)))], Told(Monday));
        Assert.Contains(("wati", new Notice.SummariesBelow(new DateOnly(2026, 11, 23), null)), Told(Monday.AddMinutes(10)));
        Assert.Equal(2, Told(Monday.AddMinutes(10)).Count);
    }

    [Fact]
    public async Task An_office_where_nobody_is_yet_has_none()
    {
        await JoinAsync("budi", Access.Admin);

        var made = await RoundAsync(Monday);

        var centre = Stores.Satkers.List().Single(s => s.Level == SatkerLevel.Pusat).Code;
        Assert.Equal(((string[])[centre, Office, Province]).Order(StringComparer.Ordinal), made.Select(m => m.Split(' ')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_rejected_is_told_apart_and_counts_nowhere_else()
    {
        await JoinAsync("budi", Access.Admin);
        var rina = await JoinAsync("rina");
        await ReportAsync(rina, "r1", Monday.AddDays(-2), 45);
        await ReportAsync(rina, "r2", Monday.AddDays(-2), 500);
        await ReviewAsync("r2", "rejected");

        await RoundAsync(Monday);

        var facts = Find("2026-W48").Content.Facts;
        Assert.Equal((1, 45m, 1), (facts.Reports, facts.People, facts.Rejected));
        Assert.Equal(1, facts.Lingkungan.Sum(l => l.Count));
        Assert.Equal(1, facts.Offices.Sum(o => o.Reports));
    }

    [Fact]
    public async Task An_institution_is_silent_when_none_of_its_people_sent_anything_in_that_week()
    {
        await JoinAsync("budi", Access.Admin);
        var chats = new Dictionary<string, Chat>();
        foreach (var (name, lembaga) in new[] { ("rina", "SMPN 2"), ("tono", "SMPN 2"), ("maria", "Gereja Getsemani"), ("joko", "Karang Taruna") })
        {
            chats[name] = await JoinAsync(name);
            await chats[name].SayAsync("lembaga", new Effect.SaveProfile(ProfileField.Lembaga, lembaga));
        }
        await ReportAsync(chats["rina"], "r1", Monday.AddDays(-3), 1);
        // Too late for the week, which the last report alone would not tell from one in it.
        await ReportAsync(chats["maria"], "r2", Monday.AddHours(-6), 1);

        await RoundAsync(Monday);

        var facts = Find("2026-W48").Content.Facts;
        Assert.Equal((3, 2), (facts.Lembaga, facts.SilentLembaga));
        // Nobody of the office keeps these by name.
        Assert.Empty(facts.SilentLembagaNames);
    }

    [Fact]
    public async Task A_change_is_told_of_five_pairs_of_the_office_and_those_below_and_stays_when_the_officer_is_erased()
    {
        await Stores.Satkers.SaveAsync(new Satker(Other, "BNNK Bangka", SatkerLevel.Bnnk, Province, null, "WIB", 420));
        await JoinAsync("budi", Access.Admin, Province);
        await JoinAsync("siti");
        var (rina, tono) = (await JoinAsync("rina", Access.Officer), await JoinAsync("tono", Access.Officer, Other));
        foreach (var number in Enumerable.Range(1, 4))
            await MeasureAsync(rina, $"HP-00{number}", "a", number == 4 ? "c" : "b");
        // The same code at another office is somebody else.
        await MeasureAsync(tono, "HP-001", "a", "b");
        await rina.SayAsync("hapus", new Effect.ErasePerson());

        await RoundAsync(Monday);

        Assert.Equal([new ChangeFigures("ibm", 4)], Find("2026-W48").Content.Changes);
        var figures = Assert.Single(Stores.Summaries.Find(Scope.Server, Province, Week("2026-W48"))!.Content.Changes);
        Assert.Equal((5, 1m, 2.2m, 1.2m), (figures.Pairs, figures.Before, figures.After, figures.MeanChange));
        Assert.Equal(0.2m, figures.StandardError!.Value, 6);
        var (change, dialog) = Plan.Changes[0];
        Assert.Equal(figures, Stores.Changes.Read(Scope.Of(Access.Admin, Province), change, dialog, Monday.AddDays(-200), Monday));
        Assert.Equal(1, Stores.Changes.Read(Scope.Of(Access.Officer, Other), change, dialog, Monday.AddDays(-200), Monday)!.Pairs);
        Assert.Null(Stores.Changes.Read(Scope.Of(Access.Admin, "BNNK-53.14"), change, dialog, Monday.AddDays(-200), Monday));
    }

    private static async Task MeasureAsync(Chat chat, string code, string before, string after)
    {
        foreach (var (moment, option, days) in new[] { ("awal", before, -20), ("akhir", after, -4) })
        {
            var id = $"{chat.Address.Address}-{code}-{moment}";
            chat.Now = Monday.AddDays(days);
            await chat.SayAsync(
                "kirim",
                new Effect.StartSubmission(id, "ibm-ukur", "1") { FromOther = true },
                new Effect.RecordAnswer(id, "saat", new AnswerValue.Choice(moment)),
                new Effect.RecordAnswer(id, "kode", new AnswerValue.Choice(code)),
                new Effect.RecordAnswer(id, "tidur", new AnswerValue.Choice(option)),
                new Effect.RecordAnswer(id, "keluarga", new AnswerValue.Skipped(SkipReasons.PrefersNot)),
                new Effect.Submit(id));
        }
    }

    private async Task<List<string>> RoundAsync(DateTimeOffset now)
    {
        var made = new List<string>();
        foreach (var due in Stores.Summaries.ReadDue(Plan, now))
            if (await Stores.Summaries.MakeAsync(due, Plan, now))
                made.Add($"{due.Satker.Code} {due.Week.Name} {(due.Tell ? "told" : "archive")}");
        return made;
    }

    private StoredSummary Find(string week) => Stores.Summaries.Find(Scope.Server, Office, Week(week))!;

    private static ReportWeek Week(string name) => ReportWeek.Parse(name)!;

    private IEnumerable<string> Weeks(string office) => Stores.Summaries.List(Scope.Server, office).Select(s => $"{s.Content.Week.Name} {(s.Told ? "told" : "archive")}");

    private List<(string Who, Notice What)> Told(DateTimeOffset now)
    {
        var names = _names.ToDictionary(n => NewChat(n).Load().Conversation.Id, n => n);
        return [.. Stores.Notices.ReadDue(now, 100).Select(d => (names[d.ConversationId], d.Input.What)).Where(t => t.What is Notice.WeeklySummary or Notice.SummariesBelow)];
    }

    private async Task<Chat> JoinAsync(string name, string role = Access.Volunteer, string office = Office, DateTimeOffset? at = null)
    {
        var chat = NewChat(name);
        _names.Add(name);
        chat.Now = at ?? Monday.AddDays(-30);
        await chat.SayAsync("halo", new Effect.UseInvitation(await Stores.Invitations.CreateAsync(office, role, 1, 60, chat.Now)));
        return chat;
    }

    private static async Task ReportAsync(Chat chat, string id, DateTimeOffset at, decimal people)
    {
        chat.Now = at;
        await chat.SayAsync("kirim", new Effect.StartSubmission(id, "lapor", "1"), new Effect.RecordAnswer(id, "peserta", new AnswerValue.Number(people)), new Effect.Submit(id) { Reports = true });
    }

    private Task<int> ReviewAsync(string id, string review) => Stores.Database.WriteAsync((c, t) => c.Execute("update submission set review = @review where id = @id", new { id, review }, t));
}
