using System.Text.RegularExpressions;
using KotanBot.Commands;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>
/// Reads offices from CSV: <c>code,name,level,parent,regions,timezone</c> in any order, separated by commas or semicolons; <c>certainty</c> is
/// taken in where it stands, further columns are left alone. Says of each cell what is wrong with it; how the offices fit together is for
/// <see cref="SatkerTreeChecker"/>. An issue's column is the number of the field.
/// </summary>
internal sealed partial class SatkerReader
{
    /// <summary>The columns that <see cref="SatkerTreeChecker"/> points to.</summary>
    public const string Code = "code", Level = "level", Parent = "parent", Regions = "regions";

    private const string Name = "name", Zone = "timezone", Sure = "certainty";

    private const int LongestName = 100;

    private static readonly string[] Columns = [Code, Name, Level, Parent, Regions, Zone];

    private readonly string _file;
    private readonly OfficialRegions _regions;
    private readonly IssueList _issues;
    private readonly int _issuesBefore;
    private readonly List<SatkerRow> _rows = [];
    private readonly HashSet<string> _codes = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private SatkerReader(string file, OfficialRegions regions, IssueList issues)
    {
        _file = file;
        _regions = regions;
        _issues = issues;
        _issuesBefore = issues.Count;
    }

    /// <summary>What can be told apart as a row, also beside issues, so that the tree can be checked in the same go.</summary>
    public static SatkerFile Read(string file, byte[] content, OfficialRegions regions, IssueList issues)
    {
        var reader = new SatkerReader(file, regions, issues);
        using var stream = new MemoryStream(content);
        CsvText.Read(stream, reader.ReadText, (code, line) => reader.Add(
            code, line, 1, code == CsvText.NotUtf8 ? "berkas bukan UTF-8; simpan ulang sebagai CSV UTF-8" : "baris ini tidak dapat dibaca sebagai CSV; periksa tanda kutipnya"));
        return new SatkerFile(file, reader._rows, reader._codes, reader._places);
    }

    private void ReadText(string text)
    {
        var header = CsvText.HeaderOf(text);
        using var csv = CsvText.Open(text, header.Contains(';') ? ';' : ',');
        if (!ReadHeader(csv.Headers))
            return;
        while (csv.Read())
            ReadRow(csv.Current.ToArray(), (int)csv.LineNumber, csv.Headers.Count);
        if (_issues.Count == _issuesBefore && _rows.Count == 0)
            Add("no-rows", 1, 1, "tidak ada satu satker pun di bawah baris judul");
    }

    private bool ReadHeader(IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
            if ((Columns.Contains(names[i].Trim(), StringComparer.OrdinalIgnoreCase) || names[i].Trim().Equals(Sure, StringComparison.OrdinalIgnoreCase)) && !_places.TryAdd(names[i].Trim(), i))
                Add("duplicate-column", 1, i + 1, $"kolom `{names[i]}` ada dua kali");
        foreach (var column in Columns)
            if (!_places.ContainsKey(column))
                Add("missing-column", 1, 1, $"kolom `{column}` tidak ada; yang perlu: {string.Join(", ", Columns)}");
        return _issues.Count == _issuesBefore;
    }

    private void ReadRow(string[] cells, int line, int width)
    {
        if (cells.Length != width)
        {
            Add("wrong-width", line, Math.Min(cells.Length, width), $"ada {cells.Length} isian, seharusnya {width}; pisahkan beberapa wilayah dengan spasi");
            return;
        }

        var code = Cell(Code);
        if (!CodeForm().IsMatch(code))
            Add("bad-code", line, Place(Code), $"`{code}` bukan kode satker; pakai huruf besar, angka, titik, dan tanda hubung, misalnya BNNK-19.02");
        else if (!_codes.Add(code))
            Add("duplicate-code", line, Place(Code), $"{code} sudah ada di baris lain");
        var name = Cell(Name);
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            Add("bad-name", line, Place(Name), name.Length == 0 ? "nama kosong" : $"nama harus satu baris, paling panjang {LongestName} huruf");
        var level = Known(SatkerWords.ReadLevel(Cell(Level).ToLowerInvariant()), "unknown-level", Level, SatkerWords.Levels);
        var minutes = Known(SatkerWords.ReadZone(Cell(Zone).ToUpperInvariant()), "unknown-timezone", Zone, SatkerWords.Zones);
        var sure = _places.ContainsKey(Sure) && Cell(Sure) is { Length: > 0 } word ? Known(SatkerWords.ReadCertainty(word.ToLowerInvariant()), "unknown-certainty", Sure, SatkerWords.Certainties) : null;
        var areas = ReadAreas(Cell(Regions), level, line);
        if (level is { } known)
            _rows.Add(new SatkerRow(line, new Satker(code, name, known, Cell(Parent) is { Length: > 0 } parent ? parent : null, areas.FirstOrDefault(), Cell(Zone).ToUpperInvariant(), minutes ?? 0)
            {
                Areas = [.. areas.Take(1), .. areas.Skip(1).Order(StringComparer.Ordinal)],
                Certainty = sure,
            }));

        string Cell(string column) => cells[_places[column]].Trim();

        T? Known<T>(T? value, string issue, string column, IEnumerable<string> words)
            where T : struct
        {
            if (value is null)
                Add(issue, line, Place(column), $"kolom {column}: `{Cell(column)}` tidak dikenal; yang dikenal: {string.Join(", ", words)}");
            return value;
        }
    }

    private List<string> ReadAreas(string cell, SatkerLevel? level, int line)
    {
        var areas = new List<string>();
        foreach (var code in cell.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_regions.Knows(code))
                Add("unknown-region", line, Place(Regions), _regions.Knows(code + "0")
                    ? $"wilayah `{code}` tidak ada di daftar resmi; mungkin {code}0, sebab lembar kerja membuang nol di belakang: jadikan kolom ini teks"
                    : $"wilayah `{code}` tidak ada di daftar resmi provinsi dan kab/kota");
            else if (areas.Contains(code))
                Add("region-served-twice", line, Place(Regions), $"wilayah {code} tertulis dua kali di baris ini");
            else if (level == SatkerLevel.Bnnk && _regions.Provinces.Contains(code))
                Add("wrong-region-level", line, Place(Regions), $"{code} adalah provinsi; BNNK melayani kab/kota");
            else
                areas.Add(code);
        }

        if (level == SatkerLevel.Pusat && cell.Length > 0)
            Add("wrong-region-level", line, Place(Regions), "pusat tidak melayani wilayah sendiri; kosongkan");
        else if (level is SatkerLevel.Bnnp or SatkerLevel.Bnnk && cell.Length == 0)
            Add("no-region", line, Place(Regions), level == SatkerLevel.Bnnp ? "tulis provinsi yang dilayani" : "tulis kab/kota yang dilayani");
        return areas;
    }

    private int Place(string column) => _places[column] + 1;

    private void Add(string code, int line, int column, string text) => _issues.Add(new Issue(code, _file, line, column, text));

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9.-]{0,31}$")]
    private static partial Regex CodeForm();
}

/// <summary>One office of a file, and where it stands.</summary>
internal sealed record SatkerRow(int Line, Satker Satker);

/// <summary>A file as read. Its rows are sound only when nothing was an issue; <paramref name="Codes"/> are also those of rows that could not be taken.</summary>
internal sealed record SatkerFile(string Name, IReadOnlyList<SatkerRow> Rows, IReadOnlySet<string> Codes, IReadOnlyDictionary<string, int> Places)
{
    public Issue Issue(string code, int line, string column, string text) => new(code, Name, line, Places[column] + 1, text);
}
