using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds banks from which no fair questionnaire can be drawn: variables or dimensions of which a group has far more items than of another, and
/// groups that share too few items of a variable for their values to be put on one scale.
/// </summary>
internal static class BalanceChecker
{
    /// <summary>Common items with which two groups can be linked; with fewer, differential items could not be told from a real difference.</summary>
    public const int FewestCommonItems = 4;

    private const int MostTimes = 3;

    public static void Check(ItemBank bank, YamlMap root, IssueList issues)
    {
        if (bank.Groups.IsEmpty)
            CheckCounts(bank.Items.CountBy(i => i.Variable), root.Find("variables")!, "this bank", issues);
        foreach (var (group, place) in bank.Groups.Zip(BankReader.Mappings(root, "groups")))
            CheckCounts(bank.ItemsOf(group.Id).CountBy(i => i.Variable), place, $"the group `{group.Id}`", issues);
        foreach (var (variable, place) in bank.Variables.Zip(BankReader.Mappings(root, "variables")))
        {
            CheckCounts(bank.Items.Where(i => i.Variable == variable.Id && i.Dimension is not null).CountBy(i => i.Dimension!), place, $"the variable `{variable.Id}`", issues);
            CheckComparable(bank, variable, place, issues);
        }
    }

    /// <summary>A group need not have items of every variable; of those that it has, none may be all but alone.</summary>
    private static void CheckCounts(IEnumerable<KeyValuePair<string, int>> counts, YamlNode place, string whose, IssueList issues)
    {
        var ordered = counts.OrderBy(c => c.Value).ToArray();
        if (ordered is [var least, .., var most] && most.Value > MostTimes * least.Value)
            issues.Add("unbalanced-items", place, $"{whose} has {most.Value} items of `{most.Key}` and {least.Value} of `{least.Key}`; at most {MostTimes} times as many");
    }

    /// <summary>Groups are linked when they share enough items, also over a third group; all groups of a variable must be linked.</summary>
    private static void CheckComparable(ItemBank bank, BankVariable variable, YamlNode place, IssueList issues)
    {
        var asked = bank.Groups.Select(g => (g.Id, Items: bank.ItemsOf(g.Id).Where(i => i.Variable == variable.Id).Select(i => i.Id).ToImmutableHashSet())).Where(g => !g.Items.IsEmpty).ToList();
        if (asked.Count < 2)
            return;
        var linked = new List<(string Id, ImmutableHashSet<string> Items)> { asked[0] };
        var open = asked.Skip(1).ToList();
        for (var i = 0; i < linked.Count; i++)
        {
            var near = open.Where(g => g.Items.Intersect(linked[i].Items).Count >= FewestCommonItems).ToArray();
            linked.AddRange(near);
            open.RemoveAll(near.Contains);
        }

        if (open.Count > 0)
            issues.Add("groups-not-comparable", place, $"of `{variable.Id}`, {Named(linked)} share fewer than {FewestCommonItems} items with {Named(open)}, so that their values could not be compared");
    }

    private static string Named(IEnumerable<(string Id, ImmutableHashSet<string> Items)> groups) => string.Join(", ", groups.Select(g => $"`{g.Id}`"));
}
