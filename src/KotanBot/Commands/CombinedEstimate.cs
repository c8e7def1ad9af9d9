using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>A variable over several groups of respondents, by the weights of the bank (equal where it gives none) and never by head count.</summary>
/// <param name="Groups">Those that have an estimate of the variable.</param>
/// <param name="Reason">Why there are no figures; null where there are.</param>
internal sealed record CombinedEstimate(string Variable, ImmutableArray<string> Groups, double? PopulationEstimate, double? StandardErrorTotal, string? Reason)
{
    private const string NoAnswer = "no-answer";

    private const string NotComparable = "not-comparable";

    public static ImmutableArray<CombinedEstimate> Of(ImmutableArray<GroupEstimate> groups, CalibratedBank bank)
    {
        var weights = bank.Groups.ToDictionary(g => g.Id, g => g.Weight);
        return Of(groups, weights, (variable, group) => bank.Parts.FirstOrDefault(p => p.Variable == variable && !p.Comparable && p.Groups.Contains(group)));
    }

    /// <summary>For a bank that was never calibrated; its item scores are on one scale for everybody.</summary>
    public static ImmutableArray<CombinedEstimate> Of(ImmutableArray<GroupEstimate> groups, ItemBank bank) =>
        Of(groups, bank.Groups.ToDictionary(g => g.Id, g => (double)g.Weight), (_, _) => null);

    /// <param name="scaleOf">The part that has a scale of its own for the group; null is the common scale.</param>
    private static ImmutableArray<CombinedEstimate> Of(ImmutableArray<GroupEstimate> groups, Dictionary<string, double> weights, Func<string, string, CalibratedPart?> scaleOf)
    {
        var combined = RespondentGroupCombination.Of("", [.. groups.Select(g => (WithShort(g), weights.GetValueOrDefault(g.Group, 1)))]);
        return [.. combined.Variables.Select(v => Of(v, groups, scaleOf))];
    }

    private static CombinedEstimate Of(VariableEstimate combined, ImmutableArray<GroupEstimate> groups, Func<string, string, CalibratedPart?> scaleOf)
    {
        var variable = combined.Variable;
        var used = groups.Select(g => (g.Group, Own: g.Variables.FirstOrDefault(v => v.Variable == variable && v.Estimate is not null))).Where(g => g.Own is not null).ToArray();
        ImmutableArray<string> names = [.. used.Select(g => g.Group)];
        if (names.IsEmpty)
            return new CombinedEstimate(variable, names, null, null, NoAnswer);
        var scale = scaleOf(variable, names[0]);
        if (names.Any(g => !ReferenceEquals(scaleOf(variable, g), scale)))
            return new CombinedEstimate(variable, names, null, null, NotComparable);
        // Where one group's error is unknown, that of all is too.
        var known = used.All(g => g.Own!.StandardErrorTotal is not null);
        return new CombinedEstimate(variable, names, combined.PopulationEstimate, known ? combined.StandardErrorTotal : null, null);
    }

    /// <summary>Without a model the error of shortening alone is unknown; here only the total one is used.</summary>
    private static GroupEstimate WithShort(GroupEstimate group) =>
        group.CovarianceShort.IsEmpty ? group with { CovarianceShort = [.. new double[group.CovarianceTotal.Length]] } : group;
}
