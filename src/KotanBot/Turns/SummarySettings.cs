using System.Globalization;

namespace KotanBot;

/// <summary>From which full hour of a Monday weekly summaries are made, by the clock of each office. Nobody hears of them at night.</summary>
public sealed record SummarySettings
{
    public const string Variable = "KOTANBOT_SUMMARY_HOUR";

    public int Hour { get; init; } = 7;

    /// <summary>Throws <see cref="RefusedException"/> for what is no hour.</summary>
    public static SummarySettings FromEnvironment() => Read(Environment.GetEnvironmentVariable(Variable));

    public static SummarySettings Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } given)
            return new SummarySettings();
        return int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var hour) && hour <= 23
            ? new SummarySettings { Hour = hour }
            : throw new RefusedException($"{Variable} must be a full hour from 0 to 23, such as 7");
    }
}
