namespace KotanBot.Core.Indices;

/// <summary>
/// The sums and counts behind the item means of one unit, per item and group. A respondent can be taken out and put back,
/// which makes the jackknife linear in the number of respondents.
/// </summary>
internal sealed class IndexTally
{
    private readonly IndexDefinition _definition;
    private readonly Dictionary<string, Cell[]> _cells;
    private readonly Dictionary<string, int> _groupIndex;
    private readonly decimal[] _groupWeights;

    public IndexTally(IndexDefinition definition, IReadOnlyList<IndexRespondent> respondents)
    {
        _definition = definition;
        var groups = respondents.Select(r => r.Group).Distinct().Order(StringComparer.Ordinal).ToArray();
        _groupIndex = groups.Select((g, i) => (g, i)).ToDictionary(p => p.g, p => definition.SeparateGroups ? p.i : 0);
        _groupWeights = [.. groups.Select(g => definition.Groups.FirstOrDefault(d => d.Id == g)?.Weight ?? 1)];
        _cells = definition.Items.ToDictionary(i => i.Id, _ => new Cell[groups.Length]);
        foreach (var respondent in respondents)
            Count(respondent, 1);
    }

    public IndexFormula.Outcome Evaluate(IndexRounding rounding) => IndexFormula.Evaluate(_definition, rounding, ItemValue);

    public IndexFormula.Outcome EvaluateWithout(IndexRespondent respondent)
    {
        Count(respondent, -1);
        var outcome = Evaluate(IndexRounding.None);
        Count(respondent, 1);
        return outcome;
    }

    private void Count(IndexRespondent respondent, int sign)
    {
        var group = _groupIndex[respondent.Group];
        foreach (var (item, score) in respondent.Scores)
        {
            ref var cell = ref _cells[item][group];
            cell = new Cell(cell.Sum + (sign * score), cell.Count + sign);
        }
    }

    private decimal? ItemValue(IndexItem item)
    {
        var cells = _cells[item.Id];
        decimal sum = 0, weights = 0;
        for (var g = 0; g < cells.Length; g++)
        {
            if (cells[g].Count == 0)
                continue;
            var weight = _definition.SeparateGroups ? _groupWeights[g] : 1;
            sum += weight * (cells[g].Sum / cells[g].Count);
            weights += weight;
        }

        return weights > 0 ? sum / weights : null;
    }

    private readonly record struct Cell(decimal Sum, int Count);
}
