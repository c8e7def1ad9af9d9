using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>Reads the categories and proves that every value of the scale has exactly one.</summary>
internal sealed class IndexCategoryReader(YamlMap root, IndexScale scale, IndexRounding rounding)
{
    private readonly IssueList _issues = root.Issues;

    public IReadOnlyList<IndexCategory> Read()
    {
        var categories = new List<IndexCategory>();
        foreach (var map in root.Maps("categories"))
        {
            var category = new IndexCategory(map.Number("lower-bound"), ReadRank(map), LocalText.Read(map, "label"), LocalText.Optional(map, "meaning"));
            map.Close();
            if (map.Has("lower-bound") && scale.Minimum < scale.Maximum)
                CheckBound(map.Find("lower-bound")!, category, categories);
            if (categories.Any(c => c.Label.Indonesian == category.Label.Indonesian))
                _issues.Add("duplicate-label", map.Find("label") ?? map, $"two categories are called `{category.Label.Indonesian}`");
            if (categories.Count > 0 && category.Rank <= categories[^1].Rank)
                _issues.Add("rank-order", map.Find("rank") ?? map, "ranks must ascend with the bounds");
            categories.Add(category);
        }

        if (root.Find("categories") is YamlList { Items.Count: 0 } empty)
            _issues.Add("no-categories", empty, "an index needs at least one category");
        return categories;
    }

    private static int ReadRank(YamlMap map)
    {
        map.Require("rank");
        return map.OptionalInteger("rank") ?? 0;
    }

    private void CheckBound(YamlNode at, IndexCategory category, List<IndexCategory> before)
    {
        var bound = category.LowerBound;
        if (before.Count == 0 && bound != scale.Minimum)
            _issues.Add("first-bound", at, $"the lowest category must start at the scale's minimum {scale.Minimum}, or values below it would have none");
        if (before.Count > 0 && bound <= before[^1].LowerBound)
            _issues.Add("bound-order", at, "lower bounds must ascend");
        if (bound > scale.Maximum)
            _issues.Add("bound-outside", at, $"{bound} lies above the scale's maximum {scale.Maximum}");
        if (rounding.Compare is >= 0 and <= 10 && IndexRounding.Apply(bound, rounding.Compare) != bound)
            _issues.Add("bound-too-fine", at, $"{bound} has more decimals than the {rounding.Compare} of `compare`");
    }
}
