using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

/// <summary>Which places in words are shown to a reviewer as possibly the same.</summary>
public sealed class PlaceNamesTests
{
    [Theory]
    [InlineData("SMP Negeri 2 Tanjung Pandan", "smpn 2 tanjungpandan")]
    [InlineData("SMPN 1 Sijuk", "SMP N 1")]
    [InlineData("Desa Perawas", "Balai desa perawas")]
    [InlineData("Perawas", "Perwas")]
    [InlineData("Aula Kantor Camat Sijuk", "kantor camat")]
    [InlineData("Kantor Desa", "kantor desa")]
    [InlineData("Kantor Desa Keciput", "kantor desa")]
    [InlineData("Lapangan", "lapangan")]
    [InlineData("Masjid Al-Ikhlas", "masjid al ikhlas")]
    public void May_be_the_same_place(string one, string other)
    {
        Assert.True(PlaceNames.MayBeSame(one, other));
        Assert.True(PlaceNames.MayBeSame(other, one));
    }

    [Theory]
    [InlineData("SMPN 1 Sijuk", "SMPN 2 Sijuk")]
    [InlineData("SMAN 101", "SMAN 102")]
    [InlineData("SMPN 1", "SMAN 1")]
    [InlineData("Masjid Al-Ikhlas", "Masjid Al-Huda")]
    [InlineData("Desa Perawas", "Desa Buluh Tumbang")]
    [InlineData("kantor desa", "kantor camat")]
    [InlineData("Desa Keciput", "Kantor Camat")]
    [InlineData("", "")]
    [InlineData("🙂", "🙂")]
    public void Is_another_place(string one, string other)
    {
        Assert.False(PlaceNames.MayBeSame(one, other));
        Assert.False(PlaceNames.MayBeSame(other, one));
    }
}
