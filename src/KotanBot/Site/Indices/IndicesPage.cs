using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Indices;

/// <summary>The newest readings of one index, a page of them. <paramref name="Next"/> is where the next page begins.</summary>
/// <param name="Placeholders">Indices of which nothing but the name is known, and why they have no value.</param>
public sealed record IndexListModel(string Index, ImmutableArray<string> Indices, ImmutableArray<StoredReading> Readings, string? Next, ImmutableArray<LocalText> Placeholders, ReadingWords Words);

/// <summary><c>/admin/indices</c>: what collected data says of each index, and how that came about.</summary>
public sealed class IndicesPage(IndexStore indices, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/indices";

    public const string IndexQuery = "index";

    public const string AfterQuery = "after";

    public const string BasisQuery = "basis";

    private const int PageLength = 50;

    private readonly Lock _making = new();

    /// <summary>What most offices come for.</summary>
    private const string First = "IKOTAN";

    public void Map(RouteGroupBuilder site)
    {
        site.MapGet("/indices", List).Needs(Right.SeeWeek);
        site.MapGet("/indices/{index}/{**unit}", ShowKept).Needs(Right.SeeWeek);
        site.MapPost("/indices/{index}/{**unit}", (Delegate)MakeAgain).Needs(Right.SeeWeek);
    }

    public static string PathOf(IndexReading reading) => $"{Path}/{reading.Index.ToLowerInvariant()}/{string.Join('/', reading.Unit.Code.Split('/').Select(Uri.EscapeDataString))}";

    private IResult List(SiteVisit visit)
    {
        var codes = IndexPlan.Of(definitions.Current).Definitions.Select(d => d.Code).Distinct().Order(StringComparer.Ordinal).ToImmutableArray();
        var wanted = visit.Query[IndexQuery].ToString().ToUpperInvariant();
        var index = codes.Contains(wanted) ? wanted : codes.FirstOrDefault(c => c == First, codes.FirstOrDefault(""));
        var after = visit.Query[AfterQuery].ToString();
        var rest = Read(visit, index).SkipWhile(r => after.Length > 0 && KeyOf(r) != after).Skip(after.Length > 0 ? 1 : 0).Take(PageLength + 1).ToList();
        var placeholders = definitions.Current.Indices.Definitions.Where(d => d.IsNameOnly && !codes.Contains(d.Code)).Select(d => d.Note).OfType<LocalText>();
        return visit.Page<IndexList, IndexListModel>(new IndexListModel(
            index, codes, [.. rest.Take(PageLength)], rest.Count > PageLength ? KeyOf(rest[PageLength - 1]) : null, [.. placeholders], new ReadingWords(visit, definitions.Current)));
    }

    /// <summary>The own office first, its lembaga and kawasan, then what lies below. Lembaga below are their own office's.</summary>
    private IEnumerable<StoredReading> Read(SiteVisit visit, string index)
    {
        var (scope, office) = (visit.Looking.Scope, visit.Looking.Satker.Code);
        var filter = new IndexFilter(office) { Index = index };
        return indices.Latest(scope, filter with { Kind = IndexUnitKind.Satker }).OrderBy(r => r.Reading.Unit.Code != office)
            .Concat(indices.Latest(scope, filter with { Kind = IndexUnitKind.Lembaga, WithBelow = false }))
            .Concat(indices.Latest(scope, filter with { Kind = IndexUnitKind.Kawasan }))
            .Concat(indices.Latest(scope, filter with { Kind = IndexUnitKind.Region }));
    }

    private static string KeyOf(StoredReading stored) => $"{stored.Reading.Unit.Kind}|{stored.Reading.Unit.Code}|{stored.Reading.Basis}";

    private IResult ShowKept(SiteVisit visit, string index, string? unit) => Show(visit, index, unit, again: false);

    /// <summary>It changes nothing, but reads all answers again; so it is asked for with a form, and one waits for the other.</summary>
    private IResult MakeAgain(SiteVisit visit, string index, string? unit)
    {
        lock (_making)
            return Show(visit, index, unit, again: true);
    }

    private IResult Show(SiteVisit visit, string index, string? unit, bool again)
    {
        var (scope, filter) = (visit.Looking.Scope, new IndexFilter(visit.Looking.Satker.Code) { Index = index, Code = unit ?? "" });
        var newest = indices.Latest(scope, filter);
        if (newest.Count == 0)
            return visit.NotFound();
        var basis = newest.Select(r => (IndexBasis?)r.Reading.Basis).FirstOrDefault(b => string.Equals(b.ToString(), visit.Query[BasisQuery], StringComparison.OrdinalIgnoreCase)) ?? newest.Min(r => r.Reading.Basis);
        var stored = indices.Find(scope, filter with { Basis = basis })!;
        var series = indices.Series(scope, filter with { Basis = basis }).Select(s => s.Reading).ToList();
        var recomputed = again ? indices.Recompute(stored, IndexPlan.Of(definitions.Current)) : null;
        return visit.Page<IndexUnitView, IndexUnitModel>(new IndexUnitModel(
            stored, [.. newest.Select(r => r.Reading.Basis).Order()], series, IndexSeries.Lines(series, definitions.Current.Indices), new ReadingWords(visit, definitions.Current), again ? Compared(visit, recomputed) : null));
    }

    private static Recomputation Compared(SiteVisit visit, RecomputedReading? recomputed)
    {
        if (recomputed is null)
            return new Recomputation(false, [visit.Say("Tidak bisa dihitung lagi: teks edisi atau bank butirnya sudah tidak ada.", "It cannot be made again: the text of its edition or its bank is gone.")]);
        if (recomputed.IsEqual)
            return new Recomputation(true, [visit.Say("Dihitung ulang dari jawaban yang tersimpan sekarang: sama sampai angka terakhir.", "Made again from the answers that are stored now: equal to the last digit.")]);
        var (was, now) = (recomputed.Stored.Reading, recomputed.Now);
        var differences = new[]
        {
            Difference(visit.Say("nilai", "value"), ReadingWords.Exact(was.Value), ReadingWords.Exact(now.Value)),
            Difference(visit.Say("galat baku", "standard error"), ReadingWords.Exact(was.StandardError), ReadingWords.Exact(now.StandardError)),
            Difference("n", $"{was.N}", $"{now.N}"),
            Difference(visit.Say("banyaknya jawaban", "number of answers"), $"{was.Inputs.Answers}", $"{now.Inputs.Answers}"),
            Difference(visit.Say("sidik jawaban", "digest of the answers"), was.Inputs.Digest[..Math.Min(12, was.Inputs.Digest.Length)], now.Inputs.Digest[..Math.Min(12, now.Inputs.Digest.Length)]),
        };
        return new Recomputation(false,
        [
            visit.Say("Dihitung ulang dari jawaban yang tersimpan sekarang: ada yang berbeda, karena jawabannya berubah sesudah nilai ini dibuat (dikoreksi, ditambah, atau dihapus pemiliknya).", "Made again from the answers that are stored now: something differs, because the answers changed after this value was made (corrected, added, or erased by their owner)."),
            .. differences.OfType<string>(),
        ]);
    }

    private static string? Difference(string what, string was, string now) => was == now ? null : $"{what}: {was} → {now}";
}
