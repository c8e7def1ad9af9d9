using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class NameSearchTests
{
    [Theory]
    [InlineData("rina", "Hj. Rina Wati, S.Pd.")]
    [InlineData("Bu Rina", "Rina Wati")]
    [InlineData("RINA wati", "Wati Rina")]
    [InlineData("pak Budi S.H.", "H. Budi Santoso")]
    [InlineData("rin", "Sabrina")]
    [InlineData("sa'ad", "Saad")]
    [InlineData("josé", "Jose")]
    [InlineData("Bripka Andi", "Andi, S.H.")]
    [InlineData("hj", "Hj. Siti")]
    public void Finds(string search, string name) => Assert.True(NameSearch.Finds(search, name));

    [Theory]
    [InlineData("rina", "Budi")]
    [InlineData("rina budi", "Rina Wati")]
    [InlineData("pak budi", "Pak Andi")]
    [InlineData("hj", "Siti")]
    [InlineData("", "Siti")]
    [InlineData("🙂", "Siti")]
    public void Does_not_find(string search, string name) => Assert.False(NameSearch.Finds(search, name));
}
