using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The part of a year, by the clock of an office, whose sendings a reading counts.</summary>
/// <param name="Satker">The office that answers for what is read.</param>
internal sealed record IndexPlace(string Satker, int UtcOffsetMinutes, ReportWeek Week, int Year, DateTimeOffset AsOf)
{
    public string Period => Year.ToString("D4", System.Globalization.CultureInfo.InvariantCulture);

    public long FromAt => Instant.ToColumn(BeginOf(Year));

    public long ToAt => Instant.ToColumn(AsOf);

    /// <summary>One, or two around New Year: a week that spans both years is the last of the one and the first of the other.</summary>
    public static IEnumerable<IndexPlace> Of(string satker, int utcOffsetMinutes, ReportWeek week, DateTimeOffset asOf)
    {
        var last = asOf.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes)).AddMilliseconds(-1).Year;
        for (var year = Math.Min(week.Monday.Year, last); year <= last; year++)
        {
            var place = new IndexPlace(satker, utcOffsetMinutes, week, year, asOf);
            var end = place.BeginOf(year + 1);
            yield return end < asOf ? place with { AsOf = end } : place;
        }
    }

    private DateTimeOffset BeginOf(int year) => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.FromMinutes(UtcOffsetMinutes)).ToUniversalTime();
}
