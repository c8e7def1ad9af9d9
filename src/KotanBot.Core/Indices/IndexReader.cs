using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Reads one index definition strictly. A definition comes back only when the file gave no issue at all.</summary>
public sealed class IndexReader
{
    private const int MostDecimals = 10;

    private static readonly string[] Statuses = ["official", "published", "provisional", "placeholder"];

    private readonly YamlMap _root;
    private readonly IssueList _issues;

    private IndexReader(YamlMap root)
    {
        _root = root;
        _issues = root.Issues;
    }

    public static IndexDefinition? Read(string file, string text, IssueList issues)
    {
        var own = new IssueList();
        var definition = YamlReader.Read(file, text, own) is { } root ? new IndexReader(root).ReadDefinition(HashOf(text)) : null;
        foreach (var issue in own)
            issues.Add(issue);
        return own.Count == 0 ? definition : null;
    }

    /// <summary>The same on every checkout: line ends and a byte order mark do not count.</summary>
    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF').ReplaceLineEndings("\n"))));

    private IndexDefinition ReadDefinition(string hash)
    {
        var id = ReadId(_root, "id");
        var status = ReadStatus(_root, "status", IndexStatus.Official, required: true);
        // Of a placeholder without a scale nothing but the name is known: there is no value to judge.
        var nameOnly = status == IndexStatus.Placeholder && !_root.Has("scale");
        var scale = nameOnly ? new IndexScale(0, 0, 0) : ReadScale(_root.Map("scale"), withDecimals: true);
        var rounding = nameOnly ? IndexRounding.None : ReadRounding();
        var groups = ReadGroups();
        var computation = new IndexStructureReader(_root, groups).Read();
        var definition = new IndexDefinition
        {
            Id = id,
            Edition = ReadId(_root, "edition"),
            IsDefault = _root.Flag("default"),
            Title = LocalText.Read(_root, "title"),
            Owner = _root.Text("owner"),
            Status = status,
            ItemsStatus = ReadItemsStatus(status),
            Note = ReadNote(_root, status),
            Scale = scale,
            Rounding = rounding,
            SeparateGroups = _root.OneOf("groups", "pooled", "pooled", "separate") == "separate",
            Groups = groups,
            AnswerScores = ReadAnswerScores(),
            Aggregation = computation.Aggregation,
            Variables = computation.Variables,
            Minimum = ReadMinimum(computation.Variables.Count > 0),
            Categories = nameOnly ? [] : new IndexCategoryReader(_root, scale, rounding).Read(),
            Counting = IndexCountingReader.Read(_root),
            ComparableWith = _root.Texts("comparable-with"),
            Sources = ReadSources(_root),
            Hash = hash,
        };
        _root.Close();
        if (nameOnly && definition.CanCompute)
            _issues.Add("missing-key", _root, "`scale` is missing: only an index of which nothing is computed may leave it out");
        else if (_issues.Count == 0)
            CheckRange(definition);
        return definition;
    }

    /// <summary>Ids stand in file names, commands and stored rows, so only lower-case letters, digits and hyphens.</summary>
    internal static string ReadId(YamlMap map, string key)
    {
        var id = map.Text(key);
        if (id.Length > 0 && !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            map.Issues.Add("bad-id", map.Find(key)!, $"`{id}` must be lower-case letters, digits and hyphens");
        return id;
    }

    internal static IndexScale ReadScale(YamlMap? map, bool withDecimals)
    {
        if (map is null)
            return new IndexScale(0, 0, 0);
        var scale = new IndexScale(map.Number("minimum"), map.Number("maximum"), withDecimals ? ReadDecimals(map, "decimals") ?? 0 : 0);
        if (withDecimals)
            map.Require("decimals");
        map.Close();
        if (scale.Minimum >= scale.Maximum && map.Has("minimum") && map.Has("maximum"))
            map.Issues.Add("bad-scale", map, "`minimum` must lie below `maximum`");
        return scale;
    }

    private static int? ReadDecimals(YamlMap map, string key)
    {
        var decimals = map.OptionalInteger(key);
        if (decimals is < 0 or > MostDecimals)
            map.Issues.Add("bad-decimals", map.Find(key)!, $"`{key}` must lie between 0 and {MostDecimals}");
        return decimals;
    }

    internal static IndexStatus ReadStatus(YamlMap map, string key, IndexStatus otherwise, bool required)
    {
        if (required)
            map.Require(key);
        var word = map.OneOf(key, "", Statuses);
        return word.Length > 0 ? (IndexStatus)Array.IndexOf(Statuses, word) : otherwise;
    }

    private IndexStatus ReadItemsStatus(IndexStatus status)
    {
        var items = ReadStatus(_root, "items-status", status, required: false);
        if (items < status)
            _issues.Add("firmer-items", _root.Find("items-status")!, "`items-status` cannot be firmer than `status`");
        return items;
    }

    internal static LocalText? ReadNote(YamlMap map, IndexStatus status)
    {
        var note = LocalText.Optional(map, "note");
        if (note is null && IndexDefinition.IsUnofficial(status))
            map.Issues.Add("missing-note", map, "a provisional or placeholder definition must say in `note` what is assumed");
        return note;
    }

    private IndexRounding ReadRounding()
    {
        if (_root.Map("rounding") is not { } map)
            return IndexRounding.None;
        var rounding = new IndexRounding(
            ReadDecimals(map, "item"),
            ReadDecimals(map, "dimension-sum"),
            ReadDecimals(map, "dimension"),
            ReadDecimals(map, "variable-sum"),
            ReadDecimals(map, "variable"),
            ReadDecimals(map, "index"),
            ReadDecimals(map, "compare"));
        map.Require("compare");
        map.Close();
        if (rounding.Compare < rounding.Index)
            _issues.Add("double-rounding", map.Find("compare")!, "`compare` would round the rounded `index` again, which can lift a value into the next category");
        return rounding;
    }

    private List<IndexGroup> ReadGroups()
    {
        var groups = new List<IndexGroup>();
        var separate = _root.Find("groups") is YamlScalar { Value: "separate" };
        var seen = new HashSet<string>();
        foreach (var unit in _root.OptionalMaps("units-of-analysis"))
        {
            var unitId = ReadId(unit, "id");
            LocalText.Read(unit, "title");
            foreach (var map in unit.Maps("groups"))
            {
                var id = ReadId(map, "id");
                if (!seen.Add(id))
                    _issues.Add("duplicate-id", map.Find("id") ?? map, $"the group `{id}` stands twice");
                if (!separate && map.Find("weight") is { } unused)
                    _issues.Add("unused-weight", unused, "pooled respondents all count alike, so this weight would not count");
                groups.Add(new IndexGroup(id, LocalText.Read(map, "title"), unitId, ReadWeight(map) ?? 1, map.OptionalInteger("target")));
                map.Close();
            }

            unit.Close();
        }

        return groups;
    }

    internal static decimal? ReadWeight(YamlMap map)
    {
        var weight = map.OptionalNumber("weight");
        if (weight <= 0)
            map.Issues.Add("bad-weight", map.Find("weight")!, "`weight` must be above 0");
        return weight;
    }

    private FrozenDictionary<string, decimal> ReadAnswerScores()
    {
        var scores = new Dictionary<string, decimal>();
        if (_root.OptionalMap("answer-scores") is { } map)
            foreach (var (key, _) in map.Entries)
                scores[key.Value] = map.Number(key.Value);
        return scores.ToFrozenDictionary();
    }

    private IndexMinimum ReadMinimum(bool computes)
    {
        if (!computes)
            return new IndexMinimum(1, 0);
        if (_root.Map("minimum") is not { } map)
            return new IndexMinimum(1, 0);
        map.Require("respondents");
        var minimum = new IndexMinimum(map.OptionalInteger("respondents") ?? 1, map.Number("coverage")) { DrawnRespondents = map.OptionalInteger("drawn-respondents") ?? IndexMinimum.FewestDrawn };
        map.Close();
        if (minimum.Respondents < 1)
            _issues.Add("bad-minimum", map.Find("respondents")!, "at least one respondent is needed");
        if (minimum.DrawnRespondents < 2)
            _issues.Add("bad-minimum", map.Find("drawn-respondents")!, "at least two are needed, or nothing tells how certain the value is");
        if (minimum.Coverage is < 0 or > 1)
            _issues.Add("bad-minimum", map.Find("coverage")!, "`coverage` is a share between 0 and 1");
        return minimum;
    }

    internal static IReadOnlyList<string> ReadSources(YamlMap map)
    {
        map.Require("sources");
        var sources = map.Texts("sources");
        if (map.Find("sources") is YamlList { Items.Count: 0 } empty)
            map.Issues.Add("no-source", empty, "say where it comes from");
        return sources;
    }

    /// <summary>Catches a wrong factor or weight at load: otherwise values would silently leave the scale and its categories.</summary>
    private void CheckRange(IndexDefinition definition)
    {
        if (!definition.CanCompute)
            return;
        var lowest = IndexFormula.Evaluate(definition, IndexRounding.None, i => i.Scores.Minimum).Value ?? 0;
        var highest = IndexFormula.Evaluate(definition, IndexRounding.None, i => i.Scores.Maximum).Value ?? 0;
        if (IndexRounding.Apply(lowest, MostDecimals) != definition.Scale.Minimum || IndexRounding.Apply(highest, MostDecimals) != definition.Scale.Maximum)
            _issues.Add("scale-mismatch", _root.Find("scale")!, $"items reach {IndexRounding.Apply(lowest, 4)} to {IndexRounding.Apply(highest, 4)}, not the scale's {definition.Scale.Minimum} to {definition.Scale.Maximum}");
    }
}
