using KotanBot.Core.Conversations;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Words of somebody erased, taken out of what others have.</summary>
public sealed class ForgottenWordsTests
{
    [Theory]
    [InlineData("1. Rina, SMPN 1", "Rina", "1. (dihapus), SMPN 1")]
    [InlineData("Rina dan Rina", "Rina", "(dihapus) dan (dihapus)")]
    [InlineData("Alasan Al: alam", "Al", "Alasan (dihapus): alam")]
    [InlineData("Rina", "Rina", "(dihapus)")]
    [InlineData("Marina", "Rina", "Marina")]
    [InlineData("Tempat: Balai rumah Pak Somad di uj…\nPeserta: 45", "Balai rumah Pak Somad di ujung jalan", "Tempat: (dihapus)\nPeserta: 45")]
    public void Only_whole_words_go_and_what_was_cut_short_goes_too(string text, string words, string expected) => Assert.Equal(expected, Forgotten.InText(text, words));

    [Fact]
    public void What_is_no_prose_stays()
    {
        const string Json = """{"t":"choice","key":"pendidikan","text":"dari pendidikan","list":["pendidikan",3,null]}""";

        Assert.Equal("""{"t":"choice","key":"pendidikan","text":"dari (dihapus)","list":["(dihapus)",3,null]}""", Forgotten.InJson(Json, ["pendidikan"]));
        Assert.Same(Json, Forgotten.InJson(Json, ["sekolah"]));
    }
}
