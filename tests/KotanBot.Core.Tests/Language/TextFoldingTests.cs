using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class TextFoldingTests
{
    [Theory]
    [InlineData("  Halo,   DUNIA! ", "halo dunia")]
    [InlineData("Jum'at", "jumat")]
    [InlineData("Jum’at", "jumat")]
    [InlineData("café Ñandú ŽŘŵſ", "cafe nandu zrws")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("👍 oke 👍🏽", "oke")]
    [InlineData("a\u0301b", "ab")]
    [InlineData("a\uD800b\0c", "a b c")]
    [InlineData("", "")]
    public void Folds_to_plain_letters_digits_and_single_spaces(string text, string expected) => Assert.Equal(expected, TextFolding.Fold(text));

    [Fact]
    public void Writes_out_chat_abbreviations() =>
        Assert.Equal(["tidak", "yang", "tanggal"], TextFolding.Words("tdk yg tgl"));

    [Fact]
    public void Folding_twice_changes_nothing()
    {
        foreach (var text in HostileText.Many(500)) Assert.Equal(TextFolding.Fold(text), TextFolding.Fold(TextFolding.Fold(text)));
    }

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("empat", "ampat", 1)]
    [InlineData("tes", "tse", 1)]
    [InlineData("sabtu", "satu", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "xyz", 3)]
    public void Counts_edits_up_to_the_bound(string left, string right, int expected)
    {
        Assert.Equal(expected, EditDistance.Bounded(left, right, 3));
        Assert.Equal(expected, EditDistance.Bounded(right, left, 3));
        if (expected > 0) Assert.Equal(expected, EditDistance.Bounded(left, right, expected - 1));
    }
}
