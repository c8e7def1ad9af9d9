using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Reads what a definition computes from: variables, dimensions, items and how they combine.</summary>
internal sealed class IndexStructureReader(YamlMap root, IReadOnlyList<IndexGroup> groups)
{
    private readonly IssueList _issues = root.Issues;
    private readonly HashSet<string> _items = [];
    private readonly HashSet<string> _units = [.. groups.Select(g => g.UnitOfAnalysis)];
    private IndexAggregation _aggregation = IndexAggregation.Means;
    private IndexScale _scores = new(0, 0, 0);

    public (IndexAggregation Aggregation, IReadOnlyList<IndexVariable> Variables) Read()
    {
        _aggregation = ReadAggregation();
        if (!root.Has("variables"))
        {
            RefuseWithoutVariables();
            return (_aggregation, []);
        }

        _scores = IndexReader.ReadScale(root.Map("scores"), withDecimals: false);
        var maps = root.Maps("variables");
        if (maps.Count == 0)
            _issues.Add("no-items", root.Find("variables")!, "leave `variables` out when the edition only classifies");
        var seen = new HashSet<string>();
        return (_aggregation, [.. maps.Select(m => ReadVariable(m, seen))]);
    }

    private void RefuseWithoutVariables()
    {
        foreach (var key in (string[])["aggregation", "scores", "minimum", "units-of-analysis", "answer-scores", "items-status"])
            if (root.Find(key) is { } node)
                _issues.Add("nothing-to-compute", node, $"`{key}` has no meaning without `variables`");
    }

    private IndexAggregation ReadAggregation()
    {
        if (root.OptionalMap("aggregation") is not { } map)
            return IndexAggregation.Means;
        var aggregation = new IndexAggregation(
            Combination(map.OneOf("items", "mean", "mean", "weighted", "sum")),
            Combination(map.OneOf("dimensions", "mean", "mean", "weighted", "weight-by-count", "sum")),
            Combination(map.OneOf("variables", "mean", "mean", "weighted", "weight-by-count", "sum")),
            map.OptionalNumber("multiply") ?? 1);
        if (aggregation.Multiply <= 0)
            _issues.Add("bad-weight", map.Find("multiply")!, "`multiply` must be above 0");
        map.Close();
        return aggregation;
    }

    private static IndexCombination Combination(string word) => word switch
    {
        "weighted" => IndexCombination.Weighted,
        "weight-by-count" => IndexCombination.WeightByCount,
        "sum" => IndexCombination.Sum,
        _ => IndexCombination.Mean,
    };

    private IndexVariable ReadVariable(YamlMap map, HashSet<string> seen)
    {
        var id = NewId(map, seen, "variable");
        var title = LocalText.Read(map, "title");
        var weight = Weight(map, _aggregation.Variables);
        var asked = ReadUnits(map);
        IReadOnlyList<IndexDimension> dimensions;
        if (map.Has("items") && map.Find("dimensions") is { } both)
            _issues.Add("two-structures", both, $"`{id}` has both `items` and `dimensions`");
        if (map.Has("items"))
        {
            dimensions = [new IndexDimension(id, title, 1, ReadItems(map, asked))];
        }
        else
        {
            var names = new HashSet<string>();
            dimensions = [.. map.Maps("dimensions").Select(m => ReadDimension(m, names, asked))];
            if (map.Find("dimensions") is YamlList { Items.Count: 0 } empty)
                _issues.Add("no-items", empty, $"`{id}` has no dimensions");
        }

        map.Close();
        return new IndexVariable(id, title, weight, dimensions);
    }

    private IndexDimension ReadDimension(YamlMap map, HashSet<string> seen, IReadOnlyList<string> asked)
    {
        var id = NewId(map, seen, "dimension");
        var dimension = new IndexDimension(id, LocalText.Read(map, "title"), Weight(map, _aggregation.Dimensions), ReadItems(map, asked));
        map.Close();
        return dimension;
    }

    private List<IndexItem> ReadItems(YamlMap parent, IReadOnlyList<string> asked)
    {
        var items = new List<IndexItem>();
        foreach (var map in parent.Maps("items"))
        {
            var id = NewId(map, _items, "item");
            var title = LocalText.Optional(map, "title") ?? new LocalText(id, null);
            var scores = map.OptionalMap("scores") is { } own ? IndexReader.ReadScale(own, withDecimals: false) : _scores;
            items.Add(new IndexItem(id, title, Weight(map, _aggregation.Items), scores, asked));
            map.Close();
        }

        if (parent.Find("items") is YamlList { Items.Count: 0 } empty)
            _issues.Add("no-items", empty, "`items` is empty");
        return items;
    }

    private string NewId(YamlMap map, HashSet<string> seen, string what)
    {
        var id = IndexReader.ReadId(map, "id");
        if (id.Length > 0 && !seen.Add(id))
            _issues.Add("duplicate-id", map.Find("id")!, $"the {what} `{id}` stands twice");
        return id;
    }

    /// <summary>A weight that nothing uses is as wrong as a missing one: its author believes that it counts.</summary>
    private decimal Weight(YamlMap map, IndexCombination combination)
    {
        var weight = IndexReader.ReadWeight(map);
        if (combination == IndexCombination.Weighted && weight is null)
            map.Require("weight");
        if (combination != IndexCombination.Weighted && weight is not null)
            _issues.Add("unused-weight", map.Find("weight")!, "the aggregation of this level is not `weighted`, so this weight would not count");
        return weight ?? 1;
    }

    private IReadOnlyList<string> ReadUnits(YamlMap map)
    {
        foreach (var unit in map.Scalars("units-of-analysis"))
            if (!_units.Contains(unit.Value))
                _issues.Add("unknown-unit", unit, $"`{unit.Value}` is not among the `units-of-analysis`");
        return map.Texts("units-of-analysis");
    }
}
