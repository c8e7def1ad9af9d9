using System.Collections.Immutable;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Targets as they are set, and realisation as verified reports give it.</summary>
public abstract class TargetConformance : StoreConformance
{
    private const string Office = "BNNK-19.02";

    private static readonly ImmutableArray<Output> Outputs =
    [
        Of("entered", null),
        Of("talks", new OutputSource("lapor", [new OutputCondition("jenis", ["sosialisasi"])], OutputCount.Reports, null, "tanggal")),
        Of("people", new OutputSource("lapor", [new OutputCondition("jenis", ["sosialisasi", "rapat"])], OutputCount.Sum, "peserta", "tanggal")),
        Of("places", new OutputSource("lapor", [], OutputCount.Region, null, "tanggal")),
        Of("lembaga", new OutputSource("lapor", [], OutputCount.Lembaga, null, "tanggal")),
        Of("sent", new OutputSource("lapor", [], OutputCount.Reports, null, null)),
    ];

    [Fact]
    public async Task Counts_reports_sums_places_and_lembaga_by_the_year_that_the_report_tells()
    {
        var (rina, tono) = (NewChat("rina"), NewChat("tono"));
        await JoinAsync(rina, Office, "SMPN 2 Tanjungpandan");
        await JoinAsync(tono, Office, "smpn 2, Tanjungpandan");
        await ReportAsync(rina, "r1", "sosialisasi", 45, "2026-02-03", "19.02");
        await ReportAsync(rina, "r2", "sosialisasi", 30, "2025-12-30", "19.02");
        await ReportAsync(tono, "r3", "rapat", 12, "2026-03-01", "19.02.01");
        await ReportAsync(tono, "r4", "tes-urine", null, "2026-03-01", "19.02.01", "forwarded-to-centre");
        foreach (var review in (string[])["submitted", "needs-fix", "rejected"])
            await ReportAsync(tono, review, "sosialisasi", 1000, "2026-03-01", "19.06", review);

        Assert.Equal((0m, 1m, 57m, 2m, 1m, 4m), Figures(Office, 2026));
        Assert.Equal((0m, 1m, 30m, 1m, 1m, 0m), Figures(Office, 2025));
        Assert.Equal((0m, 0m, 0m, 0m, 0m, 0m), Figures("BNNK-53.14", 2026));
        Assert.Equal((0m, 1m, 57m, 2m, 1m, 4m), Figures("BNNP-19", 2026, withBelow: true));
        Assert.Equal((0m, 0m, 0m, 0m, 0m, 0m), Figures("BNNP-19", 2026));
    }

    /// <summary>Two forms tell the same: what they count is added up, and a place that both name is one place.</summary>
    [Fact]
    public async Task Adds_up_what_several_forms_tell()
    {
        var rina = NewChat("rina");
        await JoinAsync(rina, Office, "SMPN 2 Tanjungpandan");
        await ReportAsync(rina, "r1", "tes-urine", 24, "2026-02-03", "19.02");
        await ReportAsync(rina, "r2", "rapat", 12, "2026-02-03", "19.02.01");
        await ReportAsync(rina, "r3", "", 40, "2026-02-04", "19.02", dialog: "urine");
        await ReportAsync(rina, "r4", "", 5, "2025-02-04", "19.02", dialog: "urine");
        ImmutableArray<Output> outputs =
        [
            Of("tested", null) with { ByHand = null, Sources = [new OutputSource("lapor", [new OutputCondition("jenis", ["tes-urine"])], OutputCount.Sum, "peserta", "tanggal"), new OutputSource("urine", [], OutputCount.Sum, "peserta", "tanggal")] },
            Of("everywhere", null) with { ByHand = null, Sources = [new OutputSource("lapor", [], OutputCount.Region, null, "tanggal"), new OutputSource("urine", [], OutputCount.Region, null, "tanggal")] },
        ];

        var figures = Stores.Targets.Read(Scope.Server, Office, 2026, false, outputs)!.Outputs;
        await Stores.Tallies.RefreshAsync(outputs, TestContext.Current.CancellationToken);

        Assert.Equal([("tested", 64m), ("everywhere", 2m)], figures.Select(f => (f.Output, f.Counted)));
        Assert.Equal(figures, Stores.Targets.Read(Scope.Server, Office, 2026, false, outputs)!.Outputs);
    }

    [Fact]
    public async Task Keeps_figures_and_leaves_an_audit_line_for_each_change_and_none_for_the_same_again()
    {
        await Stores.Targets.SaveAsync([new(Office, 2021, "entered", Done: false, 3.15m), new(Office, 2021, "entered", Done: true, 3.34m), new("BNNP-19", 2021, "entered", Done: false, 2m)], Now);
        await Stores.Targets.SaveAsync([new(Office, 2021, "entered", Done: false, 3.15m)], Now);
        await Stores.Targets.SaveAsync([new(Office, 2021, "entered", Done: false, 4m)], Now);

        var own = Read(Scope.Server, Office, 2021)!.Outputs.Single(o => o.Output == "entered");
        Assert.Equal((4m, 3.34m, 83.5m), (own.Target, own.Entered, own.Realisation.Percent));
        var all = Read(Scope.Server, "BNNP-19", 2021, withBelow: true)!.Outputs.Single(o => o.Output == "entered");
        Assert.Equal((6m, 3.34m), (all.Target, all.Entered));
        Assert.Equal(
            ["realisation BNNK-19.02 2021|entered: – → 3.34", "target BNNK-19.02 2021|entered: 3.15 → 4", "target BNNK-19.02 2021|entered: – → 3.15", "target BNNP-19 2021|entered: – → 2"],
            Stores.Database.Read(c => c.Query<string>("select deed || ' ' || satker_code || ' ' || subject || ': ' || coalesce(before_value, '–') || ' → ' || after_value from audit").Order(StringComparer.Ordinal).ToList()));
    }

    [Fact]
    public void Shows_nothing_outside_the_scope()
    {
        Assert.NotNull(Read(Scope.Of(Access.Officer, Office), Office, 2026));
        Assert.Null(Read(Scope.Of(Access.Officer, "BNNP-19"), Office, 2026));
        Assert.NotNull(Read(Scope.Of(Access.Admin, "BNNP-19"), Office, 2026));
        Assert.Null(Read(Scope.Of(Access.Admin, "BNNP-53"), Office, 2026));
        Assert.Null(Read(Scope.Nothing, Office, 2026));
    }

    private TargetsFacts? Read(Scope scope, string office, int year, bool withBelow = false) => Stores.Targets.Read(scope, office, year, withBelow, Outputs);

    private (decimal Entered, decimal Talks, decimal People, decimal Places, decimal Lembaga, decimal Sent) Figures(string office, int year, bool withBelow = false)
    {
        var done = Read(Scope.Server, office, year, withBelow)!.Outputs.ToDictionary(o => o.Output, o => o.Realisation.Done);
        return (done["entered"], done["talks"], done["people"], done["places"], done["lembaga"], done["sent"]);
    }

    private async Task JoinAsync(Chat chat, string office, string lembaga)
    {
        var code = await Stores.Invitations.CreateAsync(office, Access.Volunteer, 1, 30, Now);
        await chat.SayAsync("halo", new Effect.UseInvitation(code), new Effect.SaveProfile(Core.Dialogs.ProfileField.Lembaga, lembaga));
    }

    private async Task ReportAsync(Chat chat, string id, string kind, decimal? people, string day, string region, string review = "verified", string dialog = "lapor")
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        await chat.SayAsync(
            "kirim",
            new Effect.StartSubmission(id, dialog, "1"),
            new Effect.RecordAnswer(id, "jenis", new AnswerValue.Choice(kind)),
            new Effect.RecordAnswer(id, "tanggal", new AnswerValue.Dates(on, on)),
            new Effect.RecordAnswer(id, "wilayah", new AnswerValue.Place(region)),
            new Effect.RecordAnswer(id, "peserta", people is { } count ? new AnswerValue.Number(count) : new AnswerValue.Skipped(SkipReasons.DoesNotKnow)),
            new Effect.Submit(id) { Reports = true });
        await Stores.Database.WriteAsync((c, t) => c.Execute("update submission set review = @review where id = @id", new { id, review }, t));
    }

    private static Output Of(string id, OutputSource? source) =>
        new() { Id = id, Title = new LocalText(id, null), Unit = new LocalText("orang", null), Sources = source is null ? [] : [source], ByHand = source is null ? new LocalText("belum", null) : null };
}
