using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Reads how an item's option follows from the respondent's own reports.</summary>
internal static class EvidenceReader
{
    /// <param name="options">How many options the item has; 0 when they could not be read.</param>
    public static ReportEvidence? Read(YamlMap item, int options)
    {
        if (item.OptionalMap("evidence") is not { } map)
            return null;
        map.Require("counts");
        var counts = map.OneOf("counts", "", "reports", "distinct-options") == "distinct-options" ? EvidenceCount.DistinctOptions : EvidenceCount.Reports;
        var evidence = new ReportEvidence(map.Text("dialog"), map.Text("step"), counts, [.. map.Texts("options")], ReadBounds(map, options));
        map.Close();
        return evidence;
    }

    /// <summary>
    /// A bound below 1 would take an option without any report. Equal bounds pass over the option between, and options without a bound are never
    /// taken: that a rule was reported does not tell whether it is followed.
    /// </summary>
    private static ImmutableArray<int> ReadBounds(YamlMap map, int options)
    {
        if (map.Require("lower-bounds") is not { } node)
            return [];
        var scalars = map.Scalars("lower-bounds");
        var bounds = ImmutableArray.CreateBuilder<int>();
        foreach (var scalar in scalars)
        {
            if (!int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bound))
                map.Issues.Add("not-an-integer", scalar, "a lower bound must be a whole number");
            else if (bound < (bounds.Count == 0 ? 1 : bounds[^1]))
                map.Issues.Add("bound-order", scalar, "lower bounds begin at 1 or more and never descend");
            bounds.Add(bound);
        }

        if (options > 0 && (scalars.Count == 0 || scalars.Count > options - 1))
            map.Issues.Add("bound-count", node, $"{options} options have 1 to {options - 1} lower bounds, in order from the second option on");
        return bounds.ToImmutable();
    }
}
