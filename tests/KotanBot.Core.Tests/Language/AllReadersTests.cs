using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class AllReadersTests(RegionData data) : IClassFixture<RegionData>
{
    private static readonly ChoiceWords[] Choices =
        [new("satu", "Sosialisasi di sekolah", ["penyuluhan"]), new("dua", "Tes urine", []), new("tiga", "😀", default)];

    [Fact]
    public void No_reader_throws_on_any_input()
    {
        foreach (var text in HostileText.Extremes.Concat(HostileText.Many(2_000)))
        {
            foreach (var today in (ReadOnlySpan<DateOnly>)[new(2026, 11, 21), new(2024, 2, 29), new(2026, 1, 1)]) Assert.NotNull(DateReader.Read(text, today));
            Assert.NotNull(NumberReader.Read(text));
            Assert.NotNull(ChoiceReader.Read(text, Choices));
            Assert.NotNull(ChoiceReader.Read(text, []));
            Assert.NotNull(ChoiceReader.ReadMany(text, Choices));
            Assert.NotNull(RegionReader.Read(text, data.Index, near: "53.14"));
            Assert.True(Enum.IsDefined(TipDetector.Recognise(text, TipDetectorTests.Words)));
            _ = YesNoReader.Read(text);
        }
    }

    [Fact]
    public void Every_reading_is_the_same_when_read_again()
    {
        foreach (var text in HostileText.Many(300))
        {
            Assert.Equal(NumberReader.Read(text), NumberReader.Read(text));
            Assert.Equal(DateReader.Read(text, new DateOnly(2026, 11, 21)).ToString(), DateReader.Read(text, new DateOnly(2026, 11, 21)).ToString());
        }
    }
}
