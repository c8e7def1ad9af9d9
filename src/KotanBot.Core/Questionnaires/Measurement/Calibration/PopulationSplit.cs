using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Which respondents share a latent distribution. A group of at least a hundred has its own; smaller ones are pooled, because their means
/// would be mostly noise and there may be hundreds of them.
/// </summary>
/// <param name="Populations">Id and groups of each, in the order of their first row.</param>
/// <param name="OfRow">Population of each row, −1 for a row without an answer.</param>
/// <param name="PooledGroups">How many groups were pooled.</param>
internal sealed record PopulationSplit(ImmutableArray<(string Id, ImmutableArray<string> Groups)> Populations, int[] OfRow, int PooledGroups)
{
    public const int LeastRespondents = 100;

    private const string Everybody = "all";
    private const string Others = "others";

    /// <param name="answered">Whether each row holds an answer that counts here.</param>
    public static PopulationSplit Of(ImmutableArray<string> groups, IReadOnlyList<bool> answered)
    {
        var counts = new Dictionary<string, int>();
        var order = new List<string>();
        for (var row = 0; row < groups.Length; row++)
            if (answered[row])
            {
                if (!counts.TryGetValue(groups[row], out var count))
                    order.Add(groups[row]);
                counts[groups[row]] = count + 1;
            }

        var large = order.Where(g => counts[g] >= LeastRespondents).ToList();
        var small = order.Where(g => counts[g] < LeastRespondents).ToList();
        var populations = large.Select(g => (Id: g.Length == 0 ? Everybody : g, Groups: ImmutableArray.Create(g))).ToList();
        if (large.Count == 0)
            populations.Add((order.Count == 1 && order[0].Length > 0 ? order[0] : Everybody, [.. small]));
        else if (small.Sum(g => counts[g]) >= LeastRespondents)
            populations.Add((Others, [.. small]));
        else
            populations[0] = (populations[0].Id, [.. populations[0].Groups, .. small]);
        var places = populations.SelectMany((p, i) => p.Groups.Select(g => (Group: g, Place: i))).ToDictionary(p => p.Group, p => p.Place);
        var ofRow = Enumerable.Range(0, groups.Length).Select(r => answered[r] ? places[groups[r]] : -1).ToArray();
        return new PopulationSplit([.. populations], ofRow, order.Count > 1 ? small.Count : 0);
    }
}
