using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Which respondents share a latent distribution. A group of at least a hundred has its own; smaller ones are pooled, because their means
/// would be mostly noise and there may be hundreds of them. Groups that no common item links are never pooled: nothing says that they are alike.
/// </summary>
/// <param name="Populations">Id and groups of each, in the order of their first row; pooled ones last.</param>
/// <param name="OfRow">Population of each row, −1 for a row without an answer.</param>
/// <param name="PooledGroups">How many groups were pooled.</param>
internal sealed record PopulationSplit(ImmutableArray<(string Id, ImmutableArray<string> Groups)> Populations, int[] OfRow, int PooledGroups)
{
    public const int LeastRespondents = 100;

    private const string Everybody = "all";
    private const string Others = "others";

    /// <param name="items">The columns that count here.</param>
    public static PopulationSplit Of(ResponseMatrix responses, ImmutableArray<int> items)
    {
        var sets = Tally(responses, items);
        var groupCount = sets.Count;
        var large = sets.Where(s => s.Respondents >= LeastRespondents).ToList();
        var small = sets.Where(s => s.Respondents < LeastRespondents).ToList();
        var populations = large.Select(s => (Id: s.Groups[0].Length == 0 ? Everybody : s.Groups[0], Set: s)).ToList();
        var pooled = 0;
        foreach (var pool in Linked(small))
        {
            // Too few even together: they count with the largest population that answered something of what they answered.
            var host = pool.Respondents >= LeastRespondents ? default : populations.Where(p => p.Set.Items.Overlaps(pool.Items)).MaxBy(p => p.Set.Respondents);
            if (host.Set is { } joined)
                joined.Groups.AddRange(pool.Groups);
            else
                populations.Add((NameOf(pool, populations.Count == 0 && pool.Groups.Count == small.Count, pooled++), pool));
        }

        var places = populations.SelectMany((p, i) => p.Set.Groups.Select(g => (Group: g, Place: i))).ToDictionary(p => p.Group, p => p.Place);
        var ofRow = Enumerable.Range(0, responses.Rows).Select(r => Answers(responses, items, r).Any() ? places[responses.Groups[r]] : -1).ToArray();
        return new PopulationSplit([.. populations.Select(p => (p.Id, p.Set.Groups.ToImmutableArray()))], ofRow, groupCount > 1 ? small.Count : 0);
    }

    private static string NameOf(GroupSet pool, bool isWhole, int place) =>
        isWhole ? pool.Groups.Count == 1 && pool.Groups[0].Length > 0 ? pool.Groups[0] : Everybody
        : place == 0 ? Others : $"{Others}-{place + 1}";

    private static List<GroupSet> Tally(ResponseMatrix responses, ImmutableArray<int> items)
    {
        var sets = new Dictionary<string, GroupSet>();
        var order = new List<GroupSet>();
        for (var row = 0; row < responses.Rows; row++)
        {
            var answers = Answers(responses, items, row).ToList();
            if (answers.Count == 0)
                continue;
            var group = responses.Groups[row];
            if (!sets.TryGetValue(group, out var set))
                order.Add(set = sets[group] = new GroupSet([group], []));
            set.Respondents++;
            set.Items.UnionWith(answers);
        }

        return order;
    }

    /// <summary>The groups in sets that some item links, in the order of their first member.</summary>
    private static List<GroupSet> Linked(List<GroupSet> groups)
    {
        var linked = new List<GroupSet>();
        foreach (var group in groups)
        {
            var met = linked.Where(l => l.Items.Overlaps(group.Items)).ToList();
            if (met.Count == 0)
                linked.Add(new GroupSet([.. group.Groups], [.. group.Items]) { Respondents = group.Respondents });
            else
            {
                met[0].Add(group);
                foreach (var further in met.Skip(1))
                {
                    met[0].Add(further);
                    linked.Remove(further);
                }
            }
        }

        return linked;
    }

    private static IEnumerable<int> Answers(ResponseMatrix responses, ImmutableArray<int> items, int row) => items.Where(i => responses[row, i] != 0);

    private sealed class GroupSet(List<string> groups, HashSet<int> items)
    {
        public List<string> Groups { get; } = groups;

        /// <summary>Columns that somebody of the set answered.</summary>
        public HashSet<int> Items { get; } = items;

        public int Respondents { get; set; }

        public void Add(GroupSet other)
        {
            Groups.AddRange(other.Groups);
            Items.UnionWith(other.Items);
            Respondents += other.Respondents;
        }
    }
}
