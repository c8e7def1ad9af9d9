namespace KotanBot.Tests.Host;

public sealed class SummarySettingsTests
{
    [Theory]
    [InlineData(null, 7)]
    [InlineData("  ", 7)]
    [InlineData("9", 9)]
    [InlineData("0", 0)]
    public void Reads_the_hour(string? text, int hour) => Assert.Equal(hour, SummarySettings.Read(text).Hour);

    [Theory]
    [InlineData("24")]
    [InlineData("-1")]
    [InlineData("07.00")]
    [InlineData("pagi")]
    public void Refuses_what_is_no_hour(string text) => Assert.Contains(SummarySettings.Variable, Assert.Throws<RefusedException>(() => SummarySettings.Read(text)).Message);
}
