using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class DaysReadingTests
{
    [Theory]
    [InlineData("30", 30)]
    [InlineData("14 hari", 14)]
    [InlineData("dua minggu", 14)]
    [InlineData("seminggu", 7)]
    [InlineData("3 bulan", 90)]
    [InlineData("sebulan", 30)]
    [InlineData("setahun", 365)]
    [InlineData("2 weeks", 14)]
    public void Reads_days_as_people_say_them(string text, int days) => Assert.Equal(new NumberReading.Exact(days), DaysReading.Of(text));

    [Theory]
    [InlineData("banyak")]
    [InlineData("7 atau 30")]
    [InlineData("3 minggu 2 hari")]
    public void Does_not_guess(string text) => Assert.IsNotType<NumberReading.Exact>(DaysReading.Of(text));
}
