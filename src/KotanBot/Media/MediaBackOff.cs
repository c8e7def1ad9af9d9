namespace KotanBot.Media;

/// <summary>When a file is tried again: later each time, at most an hour apart, and for a day at most.</summary>
internal static class MediaBackOff
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MostApart = TimeSpan.FromHours(1);
    private const int MostDoublings = 10;

    /// <summary>Null when the day is over. The last try is at its end.</summary>
    /// <param name="jitter">0 to 1: spreads the tries of files that failed together.</param>
    public static DateTimeOffset? Next(DateTimeOffset expectedAt, int tries, TimeSpan told, DateTimeOffset now, double jitter)
    {
        var end = expectedAt + Longest;
        if (now >= end)
            return null;
        var doubled = First * Math.Pow(2, Math.Min(tries, MostDoublings));
        var wait = told > TimeSpan.Zero ? told * (1 + (jitter / 10)) : (doubled < MostApart ? doubled : MostApart) * (0.75 + (jitter / 2));
        return now + wait < end ? now + wait : end;
    }
}
