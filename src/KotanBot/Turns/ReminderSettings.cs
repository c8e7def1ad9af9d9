using System.Collections.Frozen;
using System.Globalization;
using KotanBot.Core.Offices;

namespace KotanBot;

/// <summary>
/// When volunteers who sent nothing in a week are reminded, by the clock of their office. Friday morning unless said otherwise: a report of the week can be
/// written then, and there is still time for it.
/// </summary>
public sealed record ReminderSettings
{
    public const string Variable = "KOTANBOT_REMINDER";

    private const string Off = "off";

    /// <summary>As people write them, in both languages.</summary>
    private static readonly FrozenDictionary<string, DayOfWeek> Days = new (string Words, DayOfWeek Day)[]
    {
        ("monday senin", DayOfWeek.Monday), ("tuesday selasa", DayOfWeek.Tuesday), ("wednesday rabu", DayOfWeek.Wednesday), ("thursday kamis", DayOfWeek.Thursday),
        ("friday jumat", DayOfWeek.Friday), ("saturday sabtu", DayOfWeek.Saturday), ("sunday minggu ahad", DayOfWeek.Sunday),
    }.SelectMany(d => d.Words.Split(' ').Select(w => KeyValuePair.Create(w, d.Day))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public DayOfWeek Weekday { get; init; } = DayOfWeek.Friday;

    /// <summary>A full hour of the day; phones lie beside beds.</summary>
    public int Hour { get; init; } = 9;

    /// <summary>Nobody is reminded by the program; an office still can with <c>/belum</c>.</summary>
    public bool IsOff { get; init; }

    /// <summary>Throws <see cref="RefusedException"/> for what is neither a weekday with an hour nor <c>off</c>.</summary>
    public static ReminderSettings FromEnvironment() => Read(Environment.GetEnvironmentVariable(Variable));

    public static ReminderSettings Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } given)
            return new ReminderSettings();
        if (given.Equals(Off, StringComparison.OrdinalIgnoreCase))
            return new ReminderSettings { IsOff = true };
        return given.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var day, var hour] && Days.TryGetValue(day, out var weekday)
            && int.TryParse(hour, NumberStyles.None, CultureInfo.InvariantCulture, out var full) && full is >= QuietHours.UntilHour and < QuietHours.FromHour
            ? new ReminderSettings { Weekday = weekday, Hour = full }
            : throw new RefusedException($"{Variable} must be a weekday and a full hour from 7 to 20, such as 'jumat 9', or {Off}");
    }
}
