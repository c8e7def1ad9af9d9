using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using CsvHelper;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>
/// Reads answers to items from CSV, one row per respondent: <c>respondent,group,&lt;item&gt;,…</c>, separated by commas or semicolons, with
/// categories from 1 and empty cells for missing answers. The matrix comes back only when the whole file is sound; an issue's column is the
/// number of the field.
/// </summary>
public sealed class ResponsesReader
{
    public const string Respondent = "respondent";

    public const string Group = "group";

    /// <summary>Further faults of a file are counted only: a file of the wrong kind has one in every cell.</summary>
    private const int MostIssues = 200;

    private readonly string _file;
    private readonly IssueList _issues;
    private readonly List<string> _respondents = [];
    private readonly List<string> _groups = [];
    private readonly List<string> _items = [];
    private readonly List<int> _itemFields = [];
    private readonly List<byte> _categories = [];
    private readonly Dictionary<string, int> _lines = [];
    private int _respondentField = -1;
    private int _groupField = -1;
    private int _fields;
    private int _faults;

    private ResponsesReader(string file, IssueList issues)
    {
        _file = file;
        _issues = issues;
    }

    /// <summary>The number of the field, from 1, of each item; tells where a fault that shows only later stands.</summary>
    public sealed record Result(ResponseMatrix Responses, ImmutableArray<int> ItemFields, ImmutableArray<int> Lines);

    /// <summary>Null with at least one issue added. Throws what <see cref="File.OpenRead"/> throws.</summary>
    public static Result? Read(string file, IssueList issues)
    {
        using var stream = File.OpenRead(file);
        return Read(file, stream, issues);
    }

    public static Result? Read(string file, Stream stream, IssueList issues)
    {
        var reader = new ResponsesReader(file, issues);
        CsvText.Read(stream, reader.ReadText, (code, line) => reader.Add(code, line, 1, CsvText.InEnglish(code)));

        if (reader._faults > MostIssues)
            issues.Add(new Issue("more-issues", file, int.MaxValue, 1, $"{reader._faults - MostIssues} further faults are not listed"));
        if (reader._faults > 0)
            return null;
        var responses = new ResponseMatrix([.. reader._respondents], [.. reader._groups], [.. reader._items], [.. reader._categories]);
        return new Result(responses, [.. reader._itemFields.Select(f => f + 1)], [.. reader._respondents.Select(r => reader._lines[r])]);
    }

    private void ReadText(string text)
    {
        var header = CsvText.HeaderOf(text);
        using var csv = CsvText.Open(text, SeparatorOf(header));
        if (!ReadHeader(csv))
            return;
        while (csv.Read())
            ReadRow(csv, (int)csv.LineNumber);
        if (_faults == 0 && _respondents.Count == 0)
            Add("no-rows", 1, 1, "there is no respondent below the header");
    }

    /// <summary>What follows <c>respondent</c>: the name of an item may hold the other one.</summary>
    private static char SeparatorOf(ReadOnlySpan<char> header)
    {
        var place = header.IndexOf(Respondent);
        var rest = place < 0 ? header : header[(place + Respondent.Length)..].TrimStart("\" ");
        if (rest is not [',' or ';', ..])
            rest = header.IndexOfAny(',', ';') is var first and >= 0 ? header[first..] : ",";
        return rest[0];
    }

    private bool ReadHeader(CsvReader csv)
    {
        var names = csv.Headers;
        _fields = names.Count;
        var seen = new HashSet<string>();
        for (var field = 0; field < names.Count; field++)
        {
            var name = names[field].Trim();
            if (name.Length == 0)
                Add("empty-column-name", 1, field + 1, "this column has no name");
            else if (!seen.Add(name))
                Add("duplicate-column", 1, field + 1, $"column `{name}` stands twice");
            else if (name == Respondent)
                _respondentField = field;
            else if (name == Group)
                _groupField = field;
            else
            {
                _items.Add(name);
                _itemFields.Add(field);
            }
        }

        if (names.Any(n => n.Contains('\t')))
        {
            Add("wrong-separator", 1, 1, $"the header is separated by tabs; it must be {Respondent},{Group},<item>,… with commas or semicolons");
            return false;
        }

        var begins = names.Count == 0 ? "is empty" : $"begins with `{string.Join(',', names.Take(2))}`";
        if (_respondentField < 0)
            Add("missing-column", 1, 1, $"column `{Respondent}` is missing; the header must be {Respondent},{Group},<item>,… but {begins}");
        if (_groupField < 0)
            Add("missing-column", 1, 1, $"column `{Group}` is missing; the header must be {Respondent},{Group},<item>,… but {begins}");
        if (_faults == 0 && _items.Count == 0)
            Add("no-items", 1, 1, $"there is no item beside {Respondent} and {Group}");
        return _faults == 0;
    }

    private void ReadRow(CsvReader csv, int line)
    {
        if (csv.FieldCount != _fields)
        {
            Add("wrong-width", line, Math.Min(csv.FieldCount, _fields), $"the row has {csv.FieldCount} cells, the header {_fields}");
            return;
        }

        var respondent = csv.GetString(_respondentField).Trim();
        if (respondent.Length == 0)
            Add("empty-field", line, _respondentField + 1, $"`{Respondent}` is empty");
        else if (!_lines.TryAdd(respondent, line))
            Add("duplicate-respondent", line, _respondentField + 1, $"respondent `{respondent}` stands in line {_lines[respondent]} already");
        _respondents.Add(respondent);
        _groups.Add(csv.GetString(_groupField).Trim());
        for (var item = 0; item < _items.Count; item++)
            _categories.Add(ReadCategory(csv.GetSpan(_itemFields[item]), csv, line, item));
    }

    private byte ReadCategory(ReadOnlySpan<byte> cell, CsvReader csv, int line, int item)
    {
        if (cell is [>= (byte)'1' and <= (byte)'9'])
            return (byte)(cell[0] - '0');
        var text = csv.GetString(_itemFields[item]).Trim();
        if (text.Length == 0)
            return 0;
        if (!BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var category))
            Add("not-an-integer", line, _itemFields[item] + 1, $"item {_items[item]}: `{text}` is not a whole number; leave the cell empty where an answer is missing");
        else if (category < 1 || category > ResponseMatrix.MostCategories)
            Add("out-of-range", line, _itemFields[item] + 1, $"item {_items[item]}: category {text} is not between 1 and {ResponseMatrix.MostCategories}");
        else
            return (byte)category;
        return 0;
    }

    private void Add(string code, int line, int column, string text)
    {
        if (++_faults <= MostIssues)
            _issues.Add(new Issue(code, _file, line, column, text));
    }
}
