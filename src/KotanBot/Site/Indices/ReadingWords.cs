using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Site.Indices;

/// <summary>A reading in words: the value with its doubts, or why there is none.</summary>
public sealed class ReadingWords(SiteVisit visit, DefinitionSet definitions)
{
    private readonly FrozenDictionary<string, LocalText> _items = definitions.Banks.SelectMany(b => b.Items.Select(i => (i.Id, Title: i.Label)))
        .Concat(definitions.Indices.Definitions.SelectMany(d => d.Items.Select(i => (i.Id, i.Title))))
        .GroupBy(i => i.Id).ToFrozenDictionary(i => i.Key, i => i.First().Title);

    private string Language => visit.Visitor.Language;

    public string Unit(IndexUnit unit) => unit.Kind switch
    {
        IndexUnitKind.Region => definitions.Regions.Path(unit.Code) is { Length: > 0 } path ? path : unit.Code,
        IndexUnitKind.Lembaga => unit.Name ?? visit.Say("(lembaga tanpa nama)", "(institution without a name)"),
        _ => unit.Name ?? unit.Code,
    };

    public string Kind(IndexUnitKind kind) => kind switch
    {
        IndexUnitKind.Satker => visit.Say("kantor", "office"),
        IndexUnitKind.Lembaga => visit.Say("lembaga", "institution"),
        IndexUnitKind.Kawasan => "kawasan",
        IndexUnitKind.Region => visit.Say("wilayah", "region"),
        _ => throw new UnreachableException(),
    };

    /// <summary>Null where there is no value; then <see cref="Reason"/> says why.</summary>
    public string? Value(IndexReading reading) => reading.Value is { } value
        ? $"{IndexNumber.Format(value, reading.Decimals)}{(reading.Category is { } category ? $" {category.Label.In(Language)}" : "")}"
        : null;

    public string Reason(IndexReading reading) => (reading.Reason ?? IndexTexts.NoAnswers).In(Language);

    public string Interval(IndexReading reading) => reading.Interval is { } interval
        ? $"{IndexNumber.Format(interval.Lower, reading.Decimals)}–{IndexNumber.Format(interval.Upper, reading.Decimals)}"
        : "–";

    public string Basis(IndexBasis basis) => basis switch
    {
        IndexBasis.Sheets => visit.Say("lembar yang dikirim", "sheets that were sent"),
        IndexBasis.Reports => visit.Say("rancangan dari laporan", "draft from reports"),
        IndexBasis.Questionnaire => visit.Say("kuesioner", "questionnaire"),
        IndexBasis.Progress => visit.Say("hitungan pengisi", "counts of who filled it in"),
        IndexBasis.Decision => visit.Say("ketetapan kantor", "decision of the office"),
        _ => throw new UnreachableException(),
    };

    public string Method(IndexMethod method) => method switch
    {
        IndexMethod.Formula => visit.Say("rumus definisi atas lembar utuh", "the definition's formula on whole sheets"),
        IndexMethod.Drawn => visit.Say("butir yang diundi, berbobot 1 ÷ peluangnya", "drawn items, weighted by 1 ÷ their probability"),
        IndexMethod.Model => visit.Say("model yang sudah dikalibrasi, dengan semua jawaban", "the calibrated model with all answers"),
        _ => throw new UnreachableException(),
    };

    public string Group(IndexGroupReading reading) => reading.Title?.In(Language) ?? (reading.Id.Length == 0 ? visit.Say("tidak disebut", "not told") : reading.Id);

    public string Item(string id) => _items.TryGetValue(id, out var title) ? title.In(Language) : id;

    public string Stage(string stage) => stage switch
    {
        "item" => visit.Say("butir", "item"),
        "dimension" => visit.Say("dimensi", "dimension"),
        "variable" => visit.Say("variabel", "variable"),
        "index" => visit.Say("indeks", "index"),
        _ => stage,
    };

    /// <summary>The stages that are rounded, in the order of computing.</summary>
    public string Rounding(IndexRounding rounding)
    {
        (string Stage, int? Decimals)[] stages =
        [
            (visit.Say("butir", "item"), rounding.Item), (visit.Say("jumlah dimensi", "sum of a dimension"), rounding.DimensionSum), (visit.Say("dimensi", "dimension"), rounding.Dimension),
            (visit.Say("jumlah variabel", "sum of a variable"), rounding.VariableSum), (visit.Say("variabel", "variable"), rounding.Variable), (visit.Say("indeks", "index"), rounding.Index),
            (visit.Say("pembanding kategori", "comparison with categories"), rounding.Compare),
        ];
        var rounded = string.Join("; ", stages.Where(s => s.Decimals is not null).Select(s => visit.Say($"{s.Stage} {s.Decimals} angka", $"{s.Stage} {s.Decimals} decimals")));
        return rounded.Length == 0 ? visit.Say("tidak ada", "none") : rounded + visit.Say(" di belakang koma, ke atas mulai setengah", ", half up");
    }

    /// <summary>As many decimals as are kept.</summary>
    public static string Exact(decimal? value) => value is { } known ? known.ToString("0.##########", CultureInfo.InvariantCulture).Replace('.', ',') : "–";
}
