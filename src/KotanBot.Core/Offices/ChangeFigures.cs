using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>
/// What a measure that is taken twice says of a group: never of one person, and nothing at all below <see cref="FewestPairs"/>.
/// All means are over the pairs, in the units of the measure's scores.
/// </summary>
/// <param name="Change">Id of the <see cref="PairedChange"/>.</param>
/// <param name="Pairs">People with a measure at the start and one at the end that have an answered question in common.</param>
public sealed record ChangeFigures(string Change, int Pairs)
{
    /// <summary>With fewer, a mean would tell of single people.</summary>
    public const int FewestPairs = 5;

    /// <summary>Null below <see cref="FewestPairs"/>, as the others.</summary>
    public decimal? Before { get; init; }

    public decimal? After { get; init; }

    /// <summary>The mean of each person's end less their start.</summary>
    public decimal? MeanChange { get; init; }

    /// <summary>Of <see cref="MeanChange"/>: the sample standard deviation of the differences over the root of their number (Student 1908).</summary>
    public decimal? StandardError { get; init; }

    [JsonIgnore]
    public bool IsEnough => MeanChange is not null;

    /// <summary>Pairs each end in the span with that person's last start before it.</summary>
    /// <param name="measures">In any order; those after the span, if any, are not looked at.</param>
    /// <returns>Null where nothing was measured at all.</returns>
    public static ChangeFigures? Of(PairedChange change, IReadOnlyCollection<ChangeMeasure> measures, DateTimeOffset from, DateTimeOffset to)
    {
        if (measures.Count == 0)
            return null;
        var pairs = measures.GroupBy(m => (m.Satker, m.Code)).Select(p => Pair(change, [.. p.Where(m => m.At < to).OrderBy(m => m.At)], from)).OfType<(decimal Before, decimal After)>().ToList();
        if (pairs.Count < FewestPairs)
            return new ChangeFigures(change.Id, pairs.Count);
        var mean = pairs.Average(p => p.After - p.Before);
        var squares = pairs.Sum(p => (p.After - p.Before - mean) * (p.After - p.Before - mean));
        return new ChangeFigures(change.Id, pairs.Count)
        {
            Before = pairs.Average(p => p.Before),
            After = pairs.Average(p => p.After),
            MeanChange = mean,
            StandardError = (decimal)Math.Sqrt((double)(squares / (pairs.Count - 1) / pairs.Count)),
        };
    }

    private static (decimal Before, decimal After)? Pair(PairedChange change, IReadOnlyList<ChangeMeasure> measures, DateTimeOffset from)
    {
        if (measures.LastOrDefault(m => m.Moment == change.After && m.At >= from) is not { } end || measures.LastOrDefault(m => m.Moment == change.Before && m.At < end.At) is not { } start)
            return null;
        var both = change.Steps.Where(s => start.Scores.ContainsKey(s) && end.Scores.ContainsKey(s)).ToList();
        return both.Count == 0 ? null : (both.Average(s => start.Scores[s]), both.Average(s => end.Scores[s]));
    }
}

/// <summary>One measure: of whom, by office and code; which of the two; when it was sent; and the score of each answered step.</summary>
public sealed record ChangeMeasure(string Satker, string Code, string Moment, DateTimeOffset At, ImmutableDictionary<string, decimal> Scores);
