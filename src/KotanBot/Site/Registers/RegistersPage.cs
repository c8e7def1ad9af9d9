using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Registers;

/// <summary>One entry: how it stands, what its questionnaires came to, and what was counted.</summary>
/// <param name="Reading">The newest computed from questionnaires; null where nobody answered any.</param>
/// <param name="Verdict">What that would mean against the status; null where nothing can be said.</param>
public sealed record RegisterRow(RegisterEntry Entry, string Place, string Office, string? Status, IndexReading? Reading, string? Verdict);

/// <summary>A page of the entries of one register.</summary>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record RegisterModel(Register Register, ImmutableArray<Register> All, ImmutableArray<RegisterRow> Rows, int Count, int? Next, CountedIndex? Counted, bool WithBelow, Indices.ReadingWords Words);

/// <summary><c>/admin/registers</c>: what offices follow over time.</summary>
public sealed class RegistersPage(RegisterStore registers, IndexStore indices, SatkerStore satkers, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/registers";

    public const string SkipQuery = "mulai";

    private const int PageLength = 50;

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/registers", (SiteVisit visit) => Show(visit, definitions.Current.StatusRegister.Id)).Needs(Right.SeeWeek);
        site.MapGet("/registers/{register}", Show).Needs(Right.SeeWeek);
    }

    public static string PathOf(Register register) => $"{Path}/{register.Id}";

    private IResult Show(SiteVisit visit, string register)
    {
        if (definitions.Current.FindRegister(register) is not { } shown)
            return visit.NotFound();
        var counted = IndexPlan.Of(definitions.Current).Counted.FirstOrDefault(c => c.Register == shown.Id);
        var scope = visit.Looking.Scope;
        var entries = registers.List(scope, shown, counted, visit.Local(visit.Now).Year);
        var skip = int.TryParse(visit.Query[SkipQuery], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, entries.Count) : 0;
        var names = satkers.ListWithin(scope).ToDictionary(s => s.Code, s => s.Name);
        var readings = indices.Latest(scope, new IndexFilter(visit.Looking.Satker.Code) { Kind = IndexUnitKind.Kawasan, Basis = IndexBasis.Questionnaire })
            .GroupBy(r => r.Reading.Unit.Code).ToDictionary(r => r.Key, r => r.First().Reading);
        var rows = entries.Skip(skip).Take(PageLength).Select(e => RowOf(visit, shown, e, names.GetValueOrDefault(e.Satker, e.Satker), readings.GetValueOrDefault(e.Entry.Id))).ToImmutableArray();
        return visit.Page<RegisterView, RegisterModel>(new RegisterModel(
            shown, definitions.Current.Registers, rows, entries.Count, skip + PageLength < entries.Count ? skip + PageLength : null, counted, entries.Any(e => e.Satker != visit.Looking.Satker.Code),
            new Indices.ReadingWords(visit, definitions.Current)));
    }

    private RegisterRow RowOf(SiteVisit visit, Register register, RegisterEntry entry, string office, IndexReading? reading)
    {
        var language = visit.Visitor.Language;
        var verdict = entry.Entry.Status is { } before && reading?.Category is { } category && register.StatusOfRank(category.Rank) is { } after
            ? definitions.Current.Texts.Say(OfficeTexts.OfVerdict(Recovery.Judge(register, before, after.Key)), language)
            : null;
        return new RegisterRow(
            entry,
            definitions.Current.Regions.Path(entry.Entry.RegionCode) is { Length: > 0 } path ? path : entry.Entry.RegionCode,
            office,
            entry.Entry.Status is { } status ? register.LabelOf(status, language) : null,
            reading,
            verdict);
    }
}
