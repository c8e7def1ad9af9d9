namespace KotanBot.Core.Indices;

/// <summary>What one respondent answered in one unit: the scores, and which items did not apply to them.</summary>
internal sealed class IndexRespondent
{
    private readonly IndexDefinition _definition;
    private readonly HashSet<string> _notApplicable;

    public IndexRespondent(IndexDefinition definition, IReadOnlyCollection<ScoreRow> rows)
    {
        _definition = definition;
        Group = rows.First().Group;
        Name = rows.First().Respondent;
        Scores = rows.Where(r => r.Score is not null).ToDictionary(r => r.Item, r => r.Score!.Value);
        _notApplicable = [.. rows.Where(r => r.Score is null && r.Missing == MissingReason.NotApplicable).Select(r => r.Item)];
    }

    public string Name { get; }

    public string Group { get; }

    public IReadOnlyDictionary<string, decimal> Scores { get; }

    public bool Answered(IEnumerable<IndexItem> items) => items.Any(i => Scores.ContainsKey(i.Id));

    public int AnsweredCount(IEnumerable<IndexItem> items) => items.Count(i => Scores.ContainsKey(i.Id));

    /// <summary>Items without any row count as applicable: a question that nobody recorded is a question unanswered.</summary>
    public int ApplicableCount(IEnumerable<IndexItem> items) =>
        items.Count(i => Scores.ContainsKey(i.Id) || (!_notApplicable.Contains(i.Id) && _definition.Applies(i, Group)));
}
