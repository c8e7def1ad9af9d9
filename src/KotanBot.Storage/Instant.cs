using System.Globalization;

namespace KotanBot.Storage;

/// <summary>How instants and days stand in columns: UTC Unix milliseconds, and <c>yyyy-MM-dd</c>.</summary>
internal static class Instant
{
    private const string DayFormat = "yyyy-MM-dd";

    public static long ToColumn(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public static long? ToColumn(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    public static string ToColumn(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset At(long column) => DateTimeOffset.FromUnixTimeMilliseconds(column);

    public static DateTimeOffset? At(long? column) => column is { } known ? At(known) : null;

    public static DateOnly Day(string column) => DateOnly.ParseExact(column, DayFormat, CultureInfo.InvariantCulture);
}
