namespace KotanBot.Tests.Host;

public sealed class ReminderSettingsTests
{
    [Theory]
    [InlineData(null, DayOfWeek.Friday, 9)]
    [InlineData("  ", DayOfWeek.Friday, 9)]
    [InlineData("kamis 14", DayOfWeek.Thursday, 14)]
    [InlineData(" Thursday  07 ", DayOfWeek.Thursday, 7)]
    [InlineData("MINGGU 20", DayOfWeek.Sunday, 20)]
    public void A_weekday_and_an_hour_in_either_language(string? text, DayOfWeek weekday, int hour) =>
        Assert.Equal(new ReminderSettings { Weekday = weekday, Hour = hour }, ReminderSettings.Read(text));

    [Theory]
    [InlineData("off")]
    [InlineData("OFF")]
    public void Off_is_off(string text) => Assert.True(ReminderSettings.Read(text).IsOff);

    [Theory]
    [InlineData("jumat")]
    [InlineData("9")]
    [InlineData("jumat 9.30")]
    [InlineData("jumat 21")]
    [InlineData("jumat 6")]
    [InlineData("besok 9")]
    [InlineData("jumat 9 pagi")]
    public void Anything_else_is_refused_by_the_name_of_the_setting(string text) =>
        Assert.StartsWith(ReminderSettings.Variable, Assert.Throws<RefusedException>(() => ReminderSettings.Read(text)).Message, StringComparison.Ordinal);
}
