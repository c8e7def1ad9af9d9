using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Site;

/// <summary>What the page of exports shows: the form, and the session's export if there is one.</summary>
public sealed record ExportsModel(ExportForm Form, SiteExport? Export, IReadOnlyList<ItemBank> Banks)
{
    /// <summary>Why nothing was begun.</summary>
    public LocalText? Refusal { get; init; }
}

/// <summary><c>/admin/exports</c>: the files of <c>kotanbot export</c> for whoever has a browser and no machine. Each one begun is a line of the audit.</summary>
public sealed class ExportsPage(ExportDesk desk, ExportStore exports, SatkerStore satkers, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/exports";

    public const string FilePath = Path + "/file";

    public const string DropPath = Path + "/drop";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/exports", (SiteVisit visit) => Show(visit, ExportForm.Empty)).Needs(Right.Export);
        site.MapPost("/exports", BeginAsync).Needs(Right.Export);
        site.MapPost("/exports/drop", Drop).Needs(Right.Export);
        site.MapGet("/exports/file", Send).Needs(Right.Export);
    }

    private async Task<IResult> BeginAsync(SiteVisit visit, HttpContext context)
    {
        var form = ExportForm.Read(await context.Request.ReadFormAsync(visit.Aborted));
        var (wish, refusal) = form.ToWish(definitions.Current);
        if (wish is null)
            return Show(visit, form, refusal);
        var satker = satkers.Find(visit.Looking.Satker.Code)!;
        if (desk.Begin(visit.FormToken, visit.Looking.Scope, satker, wish, named: !visit.LooksElsewhere) is null)
        {
            return Show(visit, form, new LocalText(
                "Ekspor lain masih berjalan. Silakan tunggu sebentar, lalu coba lagi.", "Another export is still running. Please wait a moment and try again."));
        }

        await exports.NoteAsync(visit.Visitor, satker.Code, Describe(wish), visit.Now);
        return visit.GoTo(Path);
    }

    private IResult Drop(SiteVisit visit)
    {
        desk.Drop(visit.FormToken);
        return visit.GoTo(Path);
    }

    private IResult Send(SiteVisit visit)
    {
        if (Own(visit) is not { State: SiteExportState.Done } export || !File.Exists(export.Path))
            return visit.NotFound();
        var type = export.Wish.Form.Format == TableFormat.Xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
        return Results.File(new FileStream(export.Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), type, export.FileName);
    }

    private IResult Show(SiteVisit visit, ExportForm form, LocalText? refusal = null) => visit.Page<Exports, ExportsModel>(
        new ExportsModel(form, Own(visit), definitions.Current.Banks) { Refusal = refusal }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    /// <summary>Only while its office still lies within what the visitor may see.</summary>
    private SiteExport? Own(SiteVisit visit) =>
        desk.Find(visit.FormToken) is { } export && satkers.FindWithin(visit.Visitor.Scope, export.Satker.Code) is not null ? export : null;

    private static string Describe(ExportWish wish) => string.Join('|', new[]
    {
        wish.Word, wish.Extension, wish.Shape == TableShape.Wide ? "wide" : "long", wish.BankId, FormattableString.Invariant($"{wish.From:yyyy-MM-dd}"), FormattableString.Invariant($"{wish.To:yyyy-MM-dd}"),
    });
}
