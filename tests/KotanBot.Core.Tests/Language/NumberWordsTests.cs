using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class NumberWordsTests
{
    [Theory]
    [InlineData(0, "nol")]
    [InlineData(11, "sebelas")]
    [InlineData(15, "lima belas")]
    [InlineData(20, "dua puluh")]
    [InlineData(100, "seratus")]
    [InlineData(111, "seratus sebelas")]
    [InlineData(1_000, "seribu")]
    [InlineData(2_021, "dua ribu dua puluh satu")]
    [InlineData(100_000, "seratus ribu")]
    [InlineData(1_001_000, "satu juta seribu")]
    public void Writes_the_words_that_people_say(long number, string expected) =>
        Assert.Equal(expected, NumberWords.ToIndonesian(number));

    [Theory]
    [InlineData("1250.5", "1.250,5")]
    [InlineData("0", "0")]
    [InlineData("999", "999")]
    [InlineData("1000", "1.000")]
    [InlineData("1234567", "1.234.567")]
    [InlineData("3.250", "3,25")]
    [InlineData("-1250.75", "-1.250,75")]
    public void Prints_numbers_the_Indonesian_way(string number, string expected) =>
        Assert.Equal(expected, NumberWords.Format(decimal.Parse(number)));

    [Fact]
    public void Refuses_numbers_it_cannot_write()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberWords.ToIndonesian(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NumberWords.ToIndonesian(NumberWords.Largest + 1));
    }
}
