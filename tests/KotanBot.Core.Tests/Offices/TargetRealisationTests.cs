using System.Globalization;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class TargetRealisationTests
{
    /// <summary>As BNN published them; 96.79 is 2.71 of 2.80, which the report of 2017 cut off to 96.78.</summary>
    [Theory]
    [InlineData("53", "65", "122.64")]
    [InlineData("4", "6", "150")]
    [InlineData("3.15", "3.34", "106.03")]
    [InlineData("2.80", "2.71", "96.79")]
    [InlineData("3.15", "3.18", "100.95")]
    [InlineData("5", "10", "200")]
    [InlineData("30", "42", "140")]
    [InlineData("8", "1", "12.5")]
    [InlineData("800", "1", "0.13")]
    [InlineData("7", "0", "0")]
    public void Gives_the_published_percentages(string target, string done, string percent) =>
        Assert.Equal(Number(percent), new TargetRealisation(Number(target), Number(done)).Percent);

    [Fact]
    public void Gives_no_percentage_without_a_target_or_for_a_target_of_nothing()
    {
        Assert.Null(new TargetRealisation(null, 5).Percent);
        Assert.Null(new TargetRealisation(0, 5).Percent);
        Assert.Null(new TargetRealisation(0, 0).Percent);
    }

    [Fact]
    public void Is_behind_when_less_is_done_than_of_the_year_is_over()
    {
        Assert.True(new TargetRealisation(12, 5).IsBehind(183, 365));
        Assert.False(new TargetRealisation(12, 7).IsBehind(183, 365));
        Assert.False(new TargetRealisation(12, 12).IsBehind(365, 365));
        Assert.False(new TargetRealisation(null, 0).IsBehind(365, 365));
        Assert.False(new TargetRealisation(0, 0).IsBehind(365, 365));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
