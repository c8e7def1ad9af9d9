using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Which items belong to the full form of each group of respondents: all but those of which the group has no answer at all, where that is no
/// accident of planned missingness. With a share f of all cells answered, n respondents leave an item open by chance with probability (1 − f)ⁿ.
/// </summary>
public sealed class GroupForms
{
    /// <summary>The chance, over all items together, below which an item without any answer was not meant for the group.</summary>
    private const double Accident = 0.01;

    private readonly ImmutableArray<ImmutableArray<string>> _groupsOf;

    private GroupForms(ImmutableArray<string> groups, ImmutableArray<ImmutableArray<string>> groupsOf)
    {
        Groups = groups;
        _groupsOf = groupsOf;
    }

    /// <summary>Groups with an answer, in the order of the rows; empty where every item applies to everybody.</summary>
    public ImmutableArray<string> Groups { get; }

    /// <summary>The groups an item applies to; empty means all.</summary>
    public ImmutableArray<string> GroupsOf(int item) => _groupsOf[item];

    public static GroupForms Of(ResponseMatrix responses)
    {
        var answers = new Dictionary<string, (int Respondents, int[] PerItem)>();
        var groups = new List<string>();
        for (var row = 0; row < responses.Rows; row++)
        {
            if (!responses.Row(row).ContainsAnyExcept((byte)0))
                continue;
            var group = responses.Groups[row];
            if (!answers.TryGetValue(group, out var counted))
            {
                counted = (0, new int[responses.Columns]);
                groups.Add(group);
            }

            for (var item = 0; item < responses.Columns; item++)
                counted.PerItem[item] += responses[row, item] > 0 ? 1 : 0;
            answers[group] = (counted.Respondents + 1, counted.PerItem);
        }

        var leaving = groups.Where(g => NoAccident(answers[g].Respondents, answers[g].PerItem)).ToHashSet();
        var groupsOf = Enumerable.Range(0, responses.Columns)
            .Select(item => groups.Where(g => answers[g].PerItem[item] > 0 || !leaving.Contains(g)).ToImmutableArray())
            .Select(applies => applies.Length == groups.Count ? [] : applies)
            .ToImmutableArray();
        return new GroupForms(groupsOf.All(g => g.IsEmpty) ? [] : [.. groups], groupsOf);
    }

    private static bool NoAccident(int respondents, int[] perItem)
    {
        var share = perItem.Sum() / ((double)respondents * perItem.Length);
        return perItem.Length * Math.Pow(1 - share, respondents) < Accident;
    }
}
