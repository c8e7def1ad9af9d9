using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Targets;

/// <summary>One output of the year; <paramref name="Source"/> says where what was done comes from.</summary>
public sealed record TargetRow(string Output, string Title, string Unit, TargetRealisation Figures, bool ByHand, string Source);

/// <summary>A figure that is entered now.</summary>
public sealed record TargetEntry(TargetRow Row, bool Done, string Amount)
{
    public string? Problem { get; init; }
}

/// <summary>What an office was to do in a year and did.</summary>
public sealed record TargetsModel(int Year, bool WithBelow, bool HasBelow, ImmutableArray<TargetRow> Rows, TargetEntry? Entry)
{
    public bool MaySet { get; init; }
}

/// <summary><c>/admin/targets</c>: targets and realisation, as <c>/target</c> shows and takes them.</summary>
public sealed class TargetsPage(OfficeStore offices, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/targets";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/targets", (SiteVisit visit) => Show(visit, YearOf(visit, visit.Query["year"]), null)).Needs(Right.SeeTargets);
        site.MapPost("/targets", (Delegate)SetAsync).Needs(Right.SetTargets);
    }

    private IResult Show(SiteVisit visit, int year, TargetEntry? sent)
    {
        var below = visit.Query["below"].ToString() == "1";
        if (Read(visit, year, below) is not { Satker: not null } facts)
            return visit.NotFound();
        var rows = definitions.Current.Outputs.Select(o => RowOf(visit, o, facts.Outputs.FirstOrDefault(f => f.Output == o.Id) ?? new OutputTarget(o.Id, null, null, 0))).ToImmutableArray();
        var maySet = visit.Allows(Right.SetTargets) && !below;
        var entry = sent ?? (maySet && rows.FirstOrDefault(r => r.Output == visit.Query["set"]) is { } row && (row.ByHand || visit.Query["done"].ToString() != "1") ? EntryOf(row, visit.Query["done"].ToString() == "1") : null);
        return visit.Page<TargetsTable, TargetsModel>(new(year, below, !facts.Below.IsEmpty, rows, entry) { MaySet = maySet }, sent is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private async Task<IResult> SetAsync(SiteVisit visit, HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(visit.Aborted);
        var year = YearOf(visit, form["year"]);
        var (done, typed) = (form["done"].ToString() == "1", form["amount"].ToString().Trim());
        if (definitions.Current.Outputs.FirstOrDefault(o => o.Id == form["output"] && !(done && !o.IsEntered)) is not { } output)
            return visit.NotFound();
        if (Amount(visit, typed, out var problem) is not { } amount)
        {
            var known = Read(visit, year, false)?.Outputs.FirstOrDefault(f => f.Output == output.Id) ?? new OutputTarget(output.Id, null, null, 0);
            return Show(visit, year, new TargetEntry(RowOf(visit, output, known), done, typed) { Problem = problem });
        }

        return await offices.DoAsync(visit.Visitor, new OfficeDeed.SetTarget(visit.Looking.Satker.Code, year, output.Id, done, amount), visit.Now)
            ? visit.GoTo($"{Path}?year={year.ToString(CultureInfo.InvariantCulture)}", "saved")
            : visit.Changed(visit.Link(Path));
    }

    private decimal? Amount(SiteVisit visit, string typed, out string? problem)
    {
        var reading = NumberReader.Read(typed);
        if (reading is NumberReading.Exact { Value: >= 0 and <= TargetRealisation.Largest } exact)
        {
            problem = null;
            return Math.Round(exact.Value, TargetRealisation.Decimals, MidpointRounding.AwayFromZero);
        }

        problem = reading switch
        {
            NumberReading.Exact => Say(visit, OfficeTexts.TargetRange, ("most", NumberWords.Format(TargetRealisation.Largest))),
            NumberReading.Vague => Say(visit, OfficeTexts.TargetExact),
            _ => Say(visit, EngineTexts.NotANumber),
        };
        return null;
    }

    private static TargetEntry EntryOf(TargetRow row, bool done) =>
        new(row, done, (done ? row.Figures.Done : row.Figures.Target) is { } amount and > 0 ? NumberWords.Format(amount) : "");

    private static TargetRow RowOf(SiteVisit visit, Output output, OutputTarget figures) => new(
        output.Id,
        output.Title.In(visit.Visitor.Language),
        output.Unit.In(visit.Visitor.Language),
        figures.Realisation,
        output.IsEntered,
        output.ByHand is { } why ? why.In(visit.Visitor.Language) : visit.Say("dihitung dari laporan sah", "counted from accepted reports"));

    private TargetsFacts? Read(SiteVisit visit, int year, bool below) => offices.Read(visit.Visitor, visit.Now, new OfficeNeed.Targets(year, visit.Looking.Satker.Code, below).With(definitions.Current)).Targets;

    private static int YearOf(SiteVisit visit, string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year : visit.Today.Year;

    private string Say(SiteVisit visit, TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Current.Texts.Say(key, visit.Visitor.Language, values);
}
