using System.Collections.Frozen;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>
/// One edition of one index, as its file says. Invariant when it was read without issues: categories ascend without gaps
/// from the scale's minimum, and items all at their minimum (maximum) give the scale's minimum (maximum).
/// </summary>
public sealed record IndexDefinition
{
    /// <summary>Lower-case, as in the file's name; people see <see cref="Code"/>.</summary>
    public required string Id { get; init; }

    public required string Edition { get; init; }

    /// <summary>Whether this edition is meant when none is named.</summary>
    public required bool IsDefault { get; init; }

    public required LocalText Title { get; init; }

    public required string Owner { get; init; }

    /// <summary>The status of scale and categories.</summary>
    public required IndexStatus Status { get; init; }

    /// <summary>The status of items and weights; never firmer than <see cref="Status"/>.</summary>
    public required IndexStatus ItemsStatus { get; init; }

    public required LocalText? Note { get; init; }

    public required IndexScale Scale { get; init; }

    public required IndexRounding Rounding { get; init; }

    /// <summary>Whether groups are averaged apart and then combined by weight; otherwise all respondents count alike.</summary>
    public required bool SeparateGroups { get; init; }

    /// <summary>Empty when the definition does not list them; then any group is accepted and all weigh the same.</summary>
    public required IReadOnlyList<IndexGroup> Groups { get; init; }

    /// <summary>Scores behind answer letters (a = 1 …), where the definition gives them.</summary>
    public required FrozenDictionary<string, decimal> AnswerScores { get; init; }

    public required IndexAggregation Aggregation { get; init; }

    /// <summary>Empty for an edition that only classifies values computed elsewhere.</summary>
    public required IReadOnlyList<IndexVariable> Variables { get; init; }

    public required IndexMinimum Minimum { get; init; }

    public required IReadOnlyList<IndexCategory> Categories { get; init; }

    /// <summary>What is counted in the place of a value; null for nothing.</summary>
    public IndexCounting? Counting { get; init; }

    /// <summary>Editions of the same index whose values may stand on one line with this one's.</summary>
    public required IReadOnlyList<string> ComparableWith { get; init; }

    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>SHA-256 of the definition's text in lower-case hex, with line ends as LF.</summary>
    public required string Hash { get; init; }

    public string Code => Id.ToUpperInvariant();

    public bool CanCompute => Variables.Count > 0;

    /// <summary>Not even its scale is known, so that no value can be judged; <see cref="Note"/> says why.</summary>
    public bool IsNameOnly => Categories.Count == 0;

    public IEnumerable<IndexItem> Items => Variables.SelectMany(v => v.Items);

    /// <summary>The category of a value, after the one rounding that the definition states; null outside the scale.</summary>
    public IndexCategory? Classify(decimal value)
    {
        if (IsNameOnly || !Scale.Contains(value))
            return null;
        var compared = IndexRounding.Apply(value, Rounding.Compare);
        return Categories.Last(c => c.LowerBound <= compared);
    }

    /// <summary>Whether people of this group are asked this item. Without listed groups everyone is.</summary>
    public bool Applies(IndexItem item, string group) =>
        item.UnitsOfAnalysis.Count == 0 || Groups.Any(g => g.Id == group && item.UnitsOfAnalysis.Contains(g.UnitOfAnalysis));

    public static bool IsUnofficial(IndexStatus status) => status is IndexStatus.Provisional or IndexStatus.Placeholder;
}
