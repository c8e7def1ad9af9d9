using System.Globalization;

namespace KotanBot.Storage.Offices;

/// <summary>A month by the clock of one office: what its reports say is counted, and counted anew, by these.</summary>
internal sealed record TallyMonth(string SatkerCode, DateOnly First, int UtcOffsetMinutes)
{
    /// <summary>As it is stored.</summary>
    public string Name => NameOf(First);

    public long FromAt => At(First);

    public long ToAt => At(First.AddMonths(1));

    public static TallyMonth Of(string satkerCode, long at, int utcOffsetMinutes)
    {
        var local = Instant.At(at).ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes));
        return new TallyMonth(satkerCode, new DateOnly(local.Year, local.Month, 1), utcOffsetMinutes);
    }

    public static string NameOf(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private long At(DateOnly day) => Instant.ToColumn(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(UtcOffsetMinutes)));
}
