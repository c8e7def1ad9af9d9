using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class ReportWeekTests
{
    [Theory]
    [InlineData("2026-11-22T16:59:59Z", 420, "2026-11-16")]
    [InlineData("2026-11-22T17:00:00Z", 420, "2026-11-23")]
    [InlineData("2026-11-22T15:59:59Z", 480, "2026-11-16")]
    [InlineData("2026-11-22T15:00:00Z", 540, "2026-11-23")]
    [InlineData("2026-11-29T10:00:00Z", 420, "2026-11-23")]
    public void Begins_on_Monday_by_the_clock_of_the_office(string now, int offset, string monday) =>
        Assert.Equal(Day(monday), ReportWeek.Of(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), offset).Monday);

    [Theory]
    [InlineData("2026-11-27", "2026-W48")]
    [InlineData("2027-01-01", "2026-W53")]
    [InlineData("2024-12-30", "2025-W01")]
    public void Has_the_name_of_its_ISO_week(string day, string name) => Assert.Equal(name, ReportWeek.Of(Day(day)).Name);

    [Theory]
    [InlineData("2026-W48", "2026-11-23")]
    [InlineData("2026-w53", "2026-12-28")]
    [InlineData("2025-W53", null)]
    [InlineData("2026-W00", null)]
    [InlineData("2026-48", null)]
    [InlineData("minggu-1", null)]
    [InlineData("9999-W52", null)]
    public void Is_read_from_its_name(string name, string? monday) => Assert.Equal(monday is null ? null : Day(monday), ReportWeek.Parse(name)?.Monday);

    [Fact]
    public void Begins_at_other_instants_in_other_zones()
    {
        var week = ReportWeek.Of(Day("2026-11-25"));

        Assert.Equal(TimeSpan.FromHours(1), week.BeginsAt(420) - week.BeginsAt(480));
        Assert.Equal(week.After.BeginsAt(420), week.BeginsAt(420).AddDays(7));
        Assert.Equal(week, week.After.Before);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
