using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class ChoiceReaderTests
{
    private static readonly ChoiceWords[] Activities =
    [
        new("sosialisasi", "📢 Sosialisasi atau penyuluhan", ["penyuluhan", "ceramah"]),
        new("tes-urine", "Tes urine", ["tes urin", "deteksi dini"]),
        new("satgas", "Pembentukan satgas", ["relawan baru"]),
        new("rapat", "Rapat koordinasi", []),
        new("rapat-kerja", "Rapat kerja", ["raker"]),
    ];

    private static readonly ChoiceWords[] Ladder =
        [new("a", "Belum ada penggiat"), new("b", "Satu penggiat"), new("c", "Dua sampai lima penggiat"), new("d", "Lebih dari lima penggiat")];

    [Theory]
    [InlineData("tes-urine", "tes-urine")]
    [InlineData("TES-URINE", "tes-urine")]
    [InlineData("2", "tes-urine")]
    [InlineData("2.", "tes-urine")]
    [InlineData("2)", "tes-urine")]
    [InlineData("2️⃣", "tes-urine")]
    [InlineData("no 2", "tes-urine")]
    [InlineData("nomor dua", "tes-urine")]
    [InlineData("yang kedua", "tes-urine")]
    [InlineData("yang ke-2 saja", "tes-urine")]
    [InlineData("2 aja kak", "tes-urine")]
    [InlineData("b", "tes-urine")]
    [InlineData("B.", "tes-urine")]
    [InlineData("opsi b", "tes-urine")]
    [InlineData("2. Tes urine", "tes-urine")]
    [InlineData("tes urine", "tes-urine")]
    [InlineData("TES URINE!!!", "tes-urine")]
    [InlineData("urine", "tes-urine")]
    [InlineData("deteksi dini", "tes-urine")]
    [InlineData("tes urinn", "tes-urine")]
    [InlineData("tse urine", "tes-urine")]
    [InlineData("Sosialisasi atau penyuluhan", "sosialisasi")]
    [InlineData("sosial", "sosialisasi")]
    [InlineData("sosialisai", "sosialisasi")]
    [InlineData("sosialisasi di sekolah", "sosialisasi")]
    [InlineData("penyuluan ke warga", "sosialisasi")]
    [InlineData("satgas", "satgas")]
    [InlineData("raker", "rapat-kerja")]
    [InlineData("rapat kerja", "rapat-kerja")]
    [InlineData("koordinasi", "rapat")]
    public void Finds_the_one_that_is_meant(string text, string expected) =>
        Assert.Equal(new ChoiceReading.One(expected), ChoiceReader.Read(text, Activities));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("A", "a")]
    [InlineData("opsi d", "d")]
    [InlineData("jawaban C", "c")]
    [InlineData("3", "c")]
    [InlineData("belum", "a")]
    [InlineData("lebih dari lima", "d")]
    public void Reads_the_letters_of_a_ladder(string text, string expected) =>
        Assert.Equal(new ChoiceReading.One(expected), ChoiceReader.Read(text, Ladder));

    [Theory]
    [InlineData("penggiat", "a b c d")]
    public void Asks_back_when_all_fit(string text, string expected) => AssertSeveral(text, Ladder, expected);

    [Theory]
    [InlineData("kerja sosialisasi tes urine", "sosialisasi tes-urine")]
    [InlineData("1. Tes urine", "sosialisasi tes-urine")]
    [InlineData("rapt", "rapat")]
    public void Never_guesses_between_two(string text, string expected)
    {
        if (text == "rapt") Assert.Equal(new ChoiceReading.One("rapat"), ChoiceReader.Read(text, Activities));
        else AssertSeveral(text, Activities, expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("🙂")]
    [InlineData("9")]
    [InlineData("0")]
    [InlineData("z")]
    [InlineData("12345678901234567890")]
    [InlineData("bukan sosialisasi")]
    [InlineData("entahlah")]
    public void Finds_none_when_nothing_fits(string text) => Assert.IsType<ChoiceReading.None>(ChoiceReader.Read(text, Activities));

    [Theory]
    [InlineData("1,3", "sosialisasi satgas")]
    [InlineData("1 dan 3", "sosialisasi satgas")]
    [InlineData("1 3", "sosialisasi satgas")]
    [InlineData("3, 1, 1", "sosialisasi satgas")]
    [InlineData("1-3", "sosialisasi tes-urine satgas")]
    [InlineData("no 1 & 3", "sosialisasi satgas")]
    [InlineData("a,c", "sosialisasi satgas")]
    [InlineData("a dan c", "sosialisasi satgas")]
    [InlineData("sosialisasi, tes urine", "sosialisasi tes-urine")]
    [InlineData("sosialisasi dan tes urine", "sosialisasi tes-urine")]
    [InlineData("sosialisasi\ntes urine", "sosialisasi tes-urine")]
    [InlineData("sosialisai sama tes urin", "sosialisasi tes-urine")]
    [InlineData("sosialisasi tes urine", "sosialisasi tes-urine")]
    [InlineData("Sosialisasi atau penyuluhan", "sosialisasi")]
    [InlineData("semua", "sosialisasi tes-urine satgas rapat rapat-kerja")]
    [InlineData("semua kecuali 2", "sosialisasi satgas rapat rapat-kerja")]
    [InlineData("tidak ada", "")]
    [InlineData("gak ada", "")]
    [InlineData("nihil", "")]
    public void Reads_many_choices(string text, string expected)
    {
        var chosen = Assert.IsType<ManyChoicesReading.Chosen>(ChoiceReader.ReadMany(text, Activities));
        Assert.Equal(expected, string.Join(' ', chosen.Keys));
    }

    [Theory]
    [InlineData("1, 9", "sosialisasi")]
    [InlineData("sosialisasi, entahlah", "sosialisasi")]
    [InlineData("", "")]
    [InlineData("3-1", "")]
    public void Reports_the_parts_of_many_choices_that_fit_nothing(string text, string understood)
    {
        var unclear = Assert.IsType<ManyChoicesReading.Unclear>(ChoiceReader.ReadMany(text, Activities));
        Assert.Equal(understood, string.Join(' ', unclear.Understood));
    }

    private static void AssertSeveral(string text, ChoiceWords[] choices, string expected)
    {
        var several = Assert.IsType<ChoiceReading.Several>(ChoiceReader.Read(text, choices));
        Assert.Equal(expected, string.Join(' ', several.Keys));
    }
}
