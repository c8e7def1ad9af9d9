using System.Globalization;

namespace KotanBot.Core.Definitions;

/// <summary>
/// A mapping read strictly: each key is asked for by name, and <see cref="Close"/> reports the keys nobody asked for.
/// Getters for required values report a missing key and return a harmless stand-in, so that one reading finds every issue.
/// </summary>
public sealed class YamlMap(string file, int line, int column, IReadOnlyList<(YamlScalar Key, YamlNode Value)> entries, IssueList issues)
    : YamlNode(file, line, column)
{
    private readonly HashSet<string> _asked = [];

    public IReadOnlyList<(YamlScalar Key, YamlNode Value)> Entries { get; } = entries;

    public IssueList Issues { get; } = issues;

    public bool Has(string key) => Find(key) is not null;

    /// <summary>The node under a key, or null; marks the key as known.</summary>
    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var (name, value) in Entries)
            if (name.Value == key)
                return value;
        return null;
    }

    public YamlNode? Require(string key)
    {
        var node = Find(key);
        if (node is null)
            Issues.Add("missing-key", this, $"`{key}` is missing");
        return node;
    }

    public string Text(string key) => AsText(Require(key), key) ?? "";

    public string? OptionalText(string key) => AsText(Find(key), key);

    public decimal? OptionalNumber(string key) => Find(key) is { } node ? AsNumber(node, key) : null;

    public decimal Number(string key) => Require(key) is { } node ? AsNumber(node, key) ?? 0 : 0;

    public int? OptionalInteger(string key)
    {
        if (OptionalNumber(key) is not { } number)
            return null;
        if (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)
            return (int)number;
        Issues.Add("not-an-integer", Find(key)!, $"`{key}` must be a whole number");
        return null;
    }

    public bool Flag(string key, bool otherwise = false)
    {
        switch (OptionalText(key))
        {
            case null: return otherwise;
            case "true" or "yes": return true;
            case "false" or "no": return false;
            default:
                Issues.Add("not-a-flag", Find(key)!, $"`{key}` must be true or false");
                return otherwise;
        }
    }

    /// <summary>One of the allowed words; anything else is an issue that lists them.</summary>
    public string OneOf(string key, string otherwise, params ReadOnlySpan<string> allowed)
    {
        var text = OptionalText(key);
        if (text is null || allowed.Contains(text))
            return text ?? otherwise;
        Issues.Add("unknown-value", Find(key)!, $"`{key}` is `{text}`; it must be one of {string.Join(", ", allowed.ToArray())}");
        return otherwise;
    }

    public YamlMap? OptionalMap(string key) => Find(key) is { } node ? AsMap(node, key) : null;

    public YamlMap? Map(string key) => Require(key) is { } node ? AsMap(node, key) : null;

    /// <summary>The mappings of a sequence; an element of another kind is an issue and is left out.</summary>
    public IReadOnlyList<YamlMap> OptionalMaps(string key) =>
        [.. Nodes(key).Select(n => AsMap(n, key)).OfType<YamlMap>()];

    public IReadOnlyList<YamlMap> Maps(string key)
    {
        Require(key);
        return OptionalMaps(key);
    }

    public IReadOnlyList<YamlScalar> Scalars(string key)
    {
        var scalars = new List<YamlScalar>();
        foreach (var node in Nodes(key))
        {
            if (node is YamlScalar scalar)
                scalars.Add(scalar);
            else
                Issues.Add("wrong-kind", node, $"`{key}` holds plain values only");
        }

        return scalars;
    }

    public IReadOnlyList<string> Texts(string key) => [.. Scalars(key).Select(s => s.Value)];

    /// <summary>Reports every key that was never asked for. Call it last.</summary>
    public void Close()
    {
        foreach (var (key, _) in Entries)
            if (!_asked.Contains(key.Value))
                Issues.Add("unknown-key", key, $"`{key.Value}` is not known here; known: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
    }

    private IReadOnlyList<YamlNode> Nodes(string key)
    {
        var node = Find(key);
        if (node is YamlList list)
            return list.Items;
        if (node is not null)
            Issues.Add("wrong-kind", node, $"`{key}` must be a list");
        return [];
    }

    private YamlMap? AsMap(YamlNode node, string key)
    {
        if (node is YamlMap map)
            return map;
        Issues.Add("wrong-kind", node, $"`{key}` must be a mapping");
        return null;
    }

    private string? AsText(YamlNode? node, string key)
    {
        if (node is null)
            return null;
        if (node is YamlScalar { Value.Length: > 0 } scalar)
            return scalar.Value;
        Issues.Add(node is YamlScalar ? "empty-value" : "wrong-kind", node, $"`{key}` must be a text");
        return null;
    }

    private decimal? AsNumber(YamlNode node, string key)
    {
        if (node is YamlScalar scalar && decimal.TryParse(scalar.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        Issues.Add("not-a-number", node, $"`{key}` must be a number with a decimal point");
        return null;
    }
}
