using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// How the response categories of an item become the categories of its graded model. A category with fewer than ten answers joins its smaller
/// neighbour, because its threshold could not be estimated; the joined category keeps the mean original score of its answers.
/// </summary>
/// <param name="Map">Category of the model (from 0) for each response category (from 1).</param>
/// <param name="Scores">Mean original score of each category of the model.</param>
internal sealed record CategoryMerge(ImmutableArray<int> Map, ImmutableArray<double> Scores)
{
    public const int LeastAnswers = 10;

    public int Categories => Scores.Length;

    public bool IsMerged => Map.Length != Scores.Length;

    /// <param name="counts">Answers of each response category, from 1; the last entry is not empty.</param>
    public static CategoryMerge Of(IReadOnlyList<int> counts)
    {
        var parts = counts.Select((count, i) => (First: i, Last: i, Count: count)).ToList();
        while (parts.Count > 1)
        {
            var rare = Enumerable.Range(0, parts.Count).MinBy(i => parts[i].Count);
            if (parts[rare].Count >= LeastAnswers)
                break;
            var left = rare == parts.Count - 1 || (rare > 0 && parts[rare - 1].Count <= parts[rare + 1].Count) ? rare - 1 : rare;
            parts[left] = (parts[left].First, parts[left + 1].Last, parts[left].Count + parts[left + 1].Count);
            parts.RemoveAt(left + 1);
        }

        var map = new int[counts.Count];
        for (var part = 0; part < parts.Count; part++)
            Array.Fill(map, part, parts[part].First, parts[part].Last - parts[part].First + 1);
        return new CategoryMerge([.. map], [.. parts.Select(p => Score(counts, p.First, p.Last))]);
    }

    private static double Score(IReadOnlyList<int> counts, int first, int last)
    {
        double sum = 0, answers = 0;
        for (var i = first; i <= last; i++)
        {
            sum += counts[i] * (i + 1.0);
            answers += counts[i];
        }

        return answers == 0 ? (first + last + 2) / 2.0 : sum / answers;
    }
}
