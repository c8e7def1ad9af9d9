using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Charts;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Summaries;

namespace KotanBot.Site.Summaries;

/// <summary>The archive of one year. <paramref name="Hidden"/>: some cover offices below, and the visitor sees one office alone.</summary>
public sealed record SummaryListModel(int Year, ImmutableArray<int> Years, ImmutableArray<SummaryLine> Weeks, bool Hidden);

/// <summary>One week of the archive.</summary>
public sealed record SummaryLine(StoredSummary Stored, string Days)
{
    public WeekFacts Facts => Stored.Content.Facts;
}

/// <summary>One summary whole. <paramref name="Before"/> and <paramref name="After"/> are the weeks beside it that have one.</summary>
public sealed record SummaryModel(StoredSummary Stored, SummaryParts Parts, ImmutableArray<CountTable> Counts, ImmutableArray<TargetLine> Targets, ReportWeek? Before, ReportWeek? After, Chart Chart)
{
    public WeekSummary Content => Stored.Content;
}

/// <summary><c>/admin/summaries</c>: the weekly summaries that were made, each as it was sent.</summary>
public sealed class SummariesPage(SummaryStore summaries, ServedDefinitions definitions, PngPicture pictures)
{
    public const string Path = SitePaths.Root + "/summaries";

    private const string YearQuery = "year";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/summaries", List).Needs(Right.SeeWeek);
        site.MapGet("/summaries/{week}", Show).Needs(Right.SeeWeek);
        site.MapGet("/summaries/{week}/gambar.png", PictureAsync).Needs(Right.SeeWeek);
        site.MapGet("/summaries/{week}/tabel.xlsx", TableAsync).Needs(Right.SeeWeek);
    }

    public static string PathOf(ReportWeek week) => $"{Path}/{week.Name}";

    private IResult List(SiteVisit visit)
    {
        var (scope, office) = (visit.Looking.Scope, visit.Looking.Satker.Code);
        var years = summaries.ReadYears(scope, office).ToImmutableArray();
        var year = int.TryParse(visit.Query[YearQuery], NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && years.Contains(wanted) ? wanted : years.FirstOrDefault(visit.Today.Year);
        var found = summaries.ListYear(scope, office, year);
        var seen = found.Where(s => MaySee(visit, s.Content)).ToList();
        var words = Words(visit);
        return visit.Page<SummaryList, SummaryListModel>(
            new SummaryListModel(year, years, [.. seen.Select(s => new SummaryLine(s, words.Days(s.Content)))], seen.Count < found.Count));
    }

    private IResult Show(SiteVisit visit, string week)
    {
        if (Refusal(visit, week, out var stored) is { } refusal)
            return refusal;
        var tables = new SummaryTables(definitions.Current, visit);
        return visit.Page<SummaryView, SummaryModel>(new SummaryModel(
            stored!,
            Words(visit).Parts(stored!.Content),
            tables.Counts(stored.Content.Facts),
            tables.Targets(stored.Content),
            Beside(visit, stored.Content.Week.Before),
            Beside(visit, stored.Content.Week.After),
            Draw(visit, stored)));
    }

    private async Task<IResult> PictureAsync(SiteVisit visit, string week)
    {
        if (Refusal(visit, week, out var stored) is { } refusal)
            return refusal;
        return await pictures.TryMakeAsync(Draw(visit, stored!).ToPicture(), visit.Aborted) is { } png
            ? Results.File(png, MadeFile.Png, $"ringkasan-{stored!.Content.Satker.Code}-{stored.Content.Week.Name}.png")
            : visit.Page<SiteMessage, SiteMessageModel>(
                new(visit.Say("Gambar tidak bisa dibuat", "No picture can be made"), visit.Say("Program pembuat gambar tidak terpasang di server. Grafiknya ada di halaman ringkasan.", "The program for pictures is not installed on the server. The chart stands on the summary's page.")),
                StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<IResult> TableAsync(SiteVisit visit, string week)
    {
        if (Refusal(visit, week, out var stored) is { } refusal)
            return refusal;
        var stream = new MemoryStream();
        await new SummaryBook(definitions.Current, visit.Visitor.Language).WriteAsync(stored!.Content, stream, visit.Aborted);
        return Results.File(stream.ToArray(), MadeFile.Workbook, $"ringkasan-{stored.Content.Satker.Code}-{stored.Content.Week.Name}.xlsx");
    }

    private Chart Draw(SiteVisit visit, StoredSummary stored) =>
        new SummaryChart(definitions.Current, visit.Visitor.Language).Draw(stored.Content, Find(visit, stored.Content.Week.Before)?.Content);

    /// <summary>Null where the visitor may see the summary.</summary>
    private IResult? Refusal(SiteVisit visit, string week, out StoredSummary? stored)
    {
        stored = null;
        if (ReportWeek.Parse(week) is not { } named)
            return visit.NotFound();
        stored = Find(visit, named);
        if (stored is null)
            return None(visit);
        return MaySee(visit, stored.Content) ? null : ForAdmins(visit);
    }

    private ReportWeek? Beside(SiteVisit visit, ReportWeek week) => Find(visit, week) is null ? null : week;

    private StoredSummary? Find(SiteVisit visit, ReportWeek week) => summaries.Find(visit.Looking.Scope, visit.Looking.Satker.Code, week);

    /// <summary>As in chat: what covers offices below is for those who see them.</summary>
    internal static bool MaySee(SiteVisit visit, WeekSummary summary) => visit.Looking.Scope.WithBelow || summary.Facts.Offices.Length <= 1;

    private SummaryText Words(SiteVisit visit) => new(definitions.Current, visit.Visitor.Language);

    private static IResult None(SiteVisit visit) => visit.Page<SiteMessage, SiteMessageModel>(
        new(
            visit.Say("Belum ada ringkasan", "No summary yet"),
            visit.Say(
                "Kantor ini tidak punya ringkasan untuk minggu itu. Ringkasan dibuat tiap Senin pagi untuk minggu sebelumnya, sejak kantor punya anggota.",
                "This office has no summary of that week. Summaries are made on Monday mornings for the week before, since the office has members."))
        {
            Back = visit.Link(Path),
        },
        StatusCodes.Status404NotFound);

    private static IResult ForAdmins(SiteVisit visit) => visit.Page<SiteMessage, SiteMessageModel>(
        new(
            visit.Say("Khusus admin", "For admins only"),
            visit.Say("Ringkasan ini mencakup kantor di bawahnya, jadi hanya untuk admin.", "This summary covers the offices below, so it is for admins only."))
        {
            Back = visit.Link(Path),
        },
        StatusCodes.Status403Forbidden);
}
