using CsvHelper;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Commands;

/// <summary>
/// Reads answers from CSV (<c>unit,group,respondent,item,score</c>, in any order, separated by commas or semicolons) and checks
/// them against a definition. Rows come back only when the whole file is sound; an issue's column is the number of the field.
/// </summary>
public sealed class IndexAnswersReader
{
    private static readonly string[] Columns = ["unit", "group", "respondent", "item", "score"];

    private readonly IndexDefinition _definition;
    private readonly string _file;
    private readonly IssueList _issues;
    private readonly List<ScoreRow> _rows = [];
    private readonly List<int> _lines = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    private IndexAnswersReader(IndexDefinition definition, string file, IssueList issues)
    {
        _definition = definition;
        _file = file;
        _issues = issues;
    }

    public static IReadOnlyList<ScoreRow> Read(IndexDefinition definition, string file, Stream stream, IssueList issues)
    {
        var reader = new IndexAnswersReader(definition, file, issues);
        CsvText.Read(stream, reader.ReadText, (code, line) => reader.Add(
            code, line, 1, code == CsvText.NotUtf8 ? "berkas bukan UTF-8; simpan ulang sebagai CSV UTF-8" : "baris ini tidak dapat dibaca sebagai CSV; periksa tanda kutipnya"));

        return issues.Count == 0 ? reader._rows : [];
    }

    private void ReadText(string text)
    {
        var header = CsvText.HeaderOf(text);
        using var csv = CsvText.Open(text, header.Contains(';') ? ';' : ',');
        if (!ReadHeader(csv))
            return;
        while (csv.Read())
            ReadRow(csv.Current.ToArray(), (int)csv.LineNumber);
        if (_issues.Count == 0 && _rows.Count == 0)
            Add("no-rows", 1, 1, "tidak ada satu jawaban pun di bawah baris judul");
        foreach (var fault in ScoreChecker.Check(_definition, _rows))
            Add(fault.Code, _lines[fault.Row], _places[fault.Column] + 1, $"kolom {fault.Column}: {fault.Text.Indonesian}");
    }

    private bool ReadHeader(CsvReader csv)
    {
        var names = csv.Headers;
        for (var i = 0; i < names.Count; i++)
            if (!_places.TryAdd(names[i].Trim(), i))
                Add("duplicate-column", 1, i + 1, $"kolom `{names[i]}` ada dua kali");
        foreach (var column in Columns)
            if (!_places.ContainsKey(column))
                Add("missing-column", 1, 1, $"kolom `{column}` tidak ada; yang perlu: {string.Join(", ", Columns)}");
        return _issues.Count == 0;
    }

    private void ReadRow(string[] row, int line)
    {
        // "3,5" without quotes is two fields; taking the first would turn it into 3 without a word.
        if (row.Length != _places.Count)
        {
            Add("wrong-width", line, Math.Min(row.Length, _places.Count), $"ada {row.Length} isian, seharusnya {_places.Count} (angka berkoma perlu tanda kutip: \"3,5\")");
            return;
        }

        var text = row[_places["score"]];
        var (score, missing) = ReadScore(text);
        if (score is null && missing is null)
        {
            Add("not-a-number", line, _places["score"] + 1, $"kolom score: `{text}` bukan angka; tanpa jawaban: kosongkan, atau tulis tidak-tahu atau tidak-berlaku");
            return;
        }

        _rows.Add(new ScoreRow(
            row[_places["unit"]], row[_places["group"]], row[_places["respondent"]], row[_places["item"]], score, missing ?? MissingReason.Unanswered));
        _lines.Add(line);
    }

    private (decimal? Score, MissingReason? Missing) ReadScore(string text) => text.ToLowerInvariant().Replace(' ', '-') switch
    {
        "" => (null, MissingReason.Unanswered),
        "tidak-tahu" => (null, MissingReason.DontKnow),
        "tidak-berlaku" => (null, MissingReason.NotApplicable),
        var word => (_definition.AnswerScores.TryGetValue(word, out var score) ? score : IndexNumber.Parse(text), null),
    };

    private void Add(string code, int line, int column, string text) => _issues.Add(new Issue(code, _file, line, column, text));
}
