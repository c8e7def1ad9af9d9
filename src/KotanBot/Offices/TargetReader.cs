using System.Collections.Immutable;
using KotanBot.Commands;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>
/// Reads targets from CSV: <c>satker,year,output,target</c> and, where it stands, <c>realisation</c>, in any order, separated by commas or
/// semicolons. An empty cell leaves what is there. An issue's column is the number of the field.
/// </summary>
internal sealed class TargetReader
{
    private const string Satker = "satker", Year = "year", Id = "output", Target = "target", Realisation = "realisation";

    private static readonly string[] Columns = [Satker, Year, Id, Target];

    private readonly string _file;
    private readonly ImmutableArray<Output> _outputs;
    private readonly HashSet<string> _satkers;
    private readonly IssueList _issues;
    private readonly List<TargetFigure> _figures = [];
    private readonly HashSet<(string Satker, int Year, string Output)> _seen = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private TargetReader(string file, ImmutableArray<Output> outputs, IEnumerable<string> satkers, IssueList issues)
    {
        _file = file;
        _outputs = outputs;
        _satkers = [.. satkers];
        _issues = issues;
    }

    /// <summary>Sound only when there was no issue.</summary>
    public static IReadOnlyList<TargetFigure> Read(string file, byte[] content, ImmutableArray<Output> outputs, IEnumerable<string> satkers, IssueList issues)
    {
        var reader = new TargetReader(file, outputs, satkers, issues);
        using var stream = new MemoryStream(content);
        CsvText.Read(stream, reader.ReadText, (code, line) => reader.Add(
            code, line, 1, code == CsvText.NotUtf8 ? "berkas bukan UTF-8; simpan ulang sebagai CSV UTF-8" : "baris ini tidak dapat dibaca sebagai CSV; periksa tanda kutipnya"));
        return reader._figures;
    }

    private void ReadText(string text)
    {
        using var csv = CsvText.Open(text, CsvText.HeaderOf(text).Contains(';') ? ';' : ',');
        if (!ReadHeader(csv.Headers))
            return;
        var rows = 0;
        for (; csv.Read(); rows++)
            ReadRow(csv.Current.ToArray(), (int)csv.LineNumber, csv.Headers.Count);
        if (rows == 0)
            Add("no-rows", 1, 1, "tidak ada satu target pun di bawah baris judul");
    }

    private bool ReadHeader(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
            if (!_places.TryAdd(names[i].Trim(), i))
                Add("duplicate-column", 1, i + 1, $"kolom `{names[i]}` ada dua kali");
            else if (!Columns.Append(Realisation).Contains(names[i].Trim(), StringComparer.OrdinalIgnoreCase))
                Add("unknown-column", 1, i + 1, $"kolom `{names[i]}` tidak dikenal; yang dikenal: {string.Join(", ", Columns)}, {Realisation}");
        foreach (var column in Columns)
            if (!_places.ContainsKey(column))
                Add("missing-column", 1, 1, $"kolom `{column}` tidak ada; yang perlu: {string.Join(", ", Columns)}");
        return _issues.Count == 0;
    }

    private void ReadRow(string[] cells, int line, int width)
    {
        // "3,5" without quotes is two fields; taking the first would turn it into 3 without a word.
        if (cells.Length != width)
        {
            Add("wrong-width", line, Math.Min(cells.Length, width), $"ada {cells.Length} isian, seharusnya {width} (angka berkoma perlu tanda kutip: \"3,5\")");
            return;
        }

        var (satker, output) = (cells[_places[Satker]], _outputs.FirstOrDefault(o => o.Id == cells[_places[Id]]));
        if (!_satkers.Contains(satker))
            Add("unknown-satker", line, _places[Satker] + 1, $"satker `{satker}` tidak dikenal");
        if (output is null)
            Add("unknown-output", line, _places[Id] + 1, $"output `{cells[_places[Id]]}` tidak dikenal; yang dikenal: {string.Join(", ", _outputs.Select(o => o.Id))}");
        if (IndexNumber.Parse(cells[_places[Year]]) is not { } year || year != decimal.Truncate(year) || year is < 2000 or > 2100)
        {
            Add("bad-year", line, _places[Year] + 1, $"`{cells[_places[Year]]}` bukan tahun seperti 2026");
            year = 0;
        }
        else if (!_seen.Add((satker, (int)year, cells[_places[Id]])))
            Add("duplicate-row", line, _places[Id] + 1, $"{satker}, {year}, {cells[_places[Id]]} sudah ada di baris lain");

        var target = Amount(cells, Target, line);
        var done = _places.ContainsKey(Realisation) ? Amount(cells, Realisation, line) : null;
        if (done is not null && output is { IsEntered: false })
            Add("counted-output", line, _places[Realisation] + 1, $"realisasi {output.Id} dihitung dari laporan terverifikasi; kosongkan");
        if (output is null)
            return;
        if (target is { } planned)
            _figures.Add(new TargetFigure(satker, (int)year, output.Id, Done: false, planned));
        if (done is { } entered)
            _figures.Add(new TargetFigure(satker, (int)year, output.Id, Done: true, entered));
    }

    private decimal? Amount(string[] cells, string column, int line)
    {
        var text = cells[_places[column]];
        if (text.Length == 0)
            return null;
        if (IndexNumber.Parse(text) is { } amount and >= 0 and <= TargetRealisation.Largest && amount.Scale <= TargetRealisation.Decimals)
            return amount;
        Add("not-a-number", line, _places[column] + 1, $"kolom {column}: `{text}` harus angka dari 0, paling banyak {TargetRealisation.Decimals} angka di belakang koma, tanpa titik ribuan");
        return null;
    }

    private void Add(string code, int line, int column, string text) => _issues.Add(new Issue(code, _file, line, column, text));
}
