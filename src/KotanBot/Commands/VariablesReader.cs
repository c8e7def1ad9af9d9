using System.Collections.Immutable;
using CsvHelper;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>
/// Reads which variable each item measures from CSV (<c>item,variable</c> and maybe <c>dimension</c>, in any order). Every item of the
/// responses has exactly one line; a line for another item is an issue too, because it is nearly always a misspelt one.
/// </summary>
public sealed class VariablesReader
{
    private static readonly string[] Columns = ["item", "variable"];

    private readonly string _file;
    private readonly ImmutableArray<string> _items;
    private readonly IssueList _issues;
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ItemVariable> _read = [];
    private readonly Dictionary<string, int> _lines = [];
    private readonly int _issuesBefore;

    private VariablesReader(string file, ImmutableArray<string> items, IssueList issues)
    {
        _file = file;
        _items = items;
        _issues = issues;
        _issuesBefore = issues.Count;
    }

    /// <summary>Line and number of the field, both from 1.</summary>
    public sealed record Place(int Line, int Field);

    /// <summary>Both in the order of the items.</summary>
    public sealed record Result(ImmutableArray<ItemVariable> Variables, ImmutableArray<Place> Places);

    /// <summary>Null with at least one issue added. Throws what <see cref="File.OpenRead"/> throws.</summary>
    public static Result? Read(string file, ImmutableArray<string> items, IssueList issues)
    {
        using var stream = File.OpenRead(file);
        return Read(file, stream, items, issues);
    }

    public static Result? Read(string file, Stream stream, ImmutableArray<string> items, IssueList issues)
    {
        var reader = new VariablesReader(file, items, issues);
        CsvText.Read(stream, reader.ReadText, (code, line) => reader.Add(code, line, 1, CsvText.InEnglish(code)));

        return issues.Count == reader._issuesBefore
            ? new Result([.. items.Select(i => reader._read[i])], [.. items.Select(i => new Place(reader._lines[i], reader._places["variable"] + 1))])
            : null;
    }

    private void ReadText(string text)
    {
        var header = CsvText.HeaderOf(text);
        using var csv = CsvText.Open(text, header.Contains(';') ? ';' : ',');
        if (!ReadHeader(csv))
            return;
        var known = _items.ToHashSet();
        while (csv.Read())
            ReadRow(csv, (int)csv.LineNumber, known);
        foreach (var item in _items)
            if (!_lines.ContainsKey(item))
                Add("item-without-variable", 1, _places["item"] + 1, $"item `{item}` of the responses has no line here");
    }

    private bool ReadHeader(CsvReader csv)
    {
        for (var field = 0; field < csv.Headers.Count; field++)
        {
            var name = csv.Headers[field].Trim();
            if (name is not ("item" or "variable" or "dimension"))
                Add("unknown-column", 1, field + 1, $"column `{name}` is not known here; known: item, variable, dimension");
            else if (!_places.TryAdd(name, field))
                Add("duplicate-column", 1, field + 1, $"column `{name}` stands twice");
        }

        foreach (var column in Columns)
            if (!_places.ContainsKey(column))
                Add("missing-column", 1, 1, $"column `{column}` is missing; needed: {string.Join(", ", Columns)}");
        return _issues.Count == _issuesBefore;
    }

    private void ReadRow(CsvReader csv, int line, HashSet<string> known)
    {
        if (csv.FieldCount != _places.Count)
        {
            Add("wrong-width", line, Math.Min(csv.FieldCount, _places.Count), $"the row has {csv.FieldCount} cells, the header {_places.Count}");
            return;
        }

        var item = csv.GetString(_places["item"]).Trim();
        var variable = csv.GetString(_places["variable"]).Trim();
        var dimension = _places.TryGetValue("dimension", out var place) ? csv.GetString(place).Trim() : "";
        _lines.TryAdd(item, line);
        if (item.Length == 0)
            Add("empty-field", line, _places["item"] + 1, "`item` is empty");
        else if (variable.Length == 0)
            Add("empty-field", line, _places["variable"] + 1, $"item `{item}`: `variable` is empty");
        else if (!known.Contains(item))
            Add("unknown-item", line, _places["item"] + 1, $"item `{item}` is not in the responses");
        else if (!_read.TryAdd(item, new ItemVariable(item, variable, dimension.Length == 0 ? null : dimension)))
            Add("duplicate-item", line, _places["item"] + 1, $"item `{item}` has a line already");
    }

    private void Add(string code, int line, int column, string text) => _issues.Add(new Issue(code, _file, line, column, text));
}
