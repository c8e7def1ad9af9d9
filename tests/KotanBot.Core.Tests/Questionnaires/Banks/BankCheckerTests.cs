using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

/// <summary>What a rule of wording must let pass; what it must catch stands under tests/broken-dialogs/banks.</summary>
public sealed class BankCheckerTests
{
    [Theory]
    [InlineData("Seberapa sering warga di RT dan RW Anda meronda?")]
    [InlineData("Seberapa sering warga RT/RW ikut kerja bakti?")]
    [InlineData("Seberapa sering laki-laki dan perempuan dilibatkan?")]
    [InlineData("Seberapa sering sarana dan prasarana diperiksa?")]
    [InlineData("Seberapa sering ada rapat antara sekolah dan Polres?")]
    [InlineData("Seberapa sering warga berkumpul, misalnya arisan atau pengajian?")]
    [InlineData("Seberapa sering ada kegiatan bersama (olahraga, seni, dan lomba)?")]
    [InlineData("Seberapa sering dua atau tiga petugas berjaga bersama?")]
    [InlineData("Seberapa sering lima orang atau lebih berkumpul?")]
    [InlineData("Seberapa sering kegiatan pencegahan dan pemberantasan dibahas?")]
    [InlineData("Seberapa sering camat dan lain-lain diundang?")]
    [InlineData("Seberapa sering sekolah dan polisi berkumpul?", "double-barrelled")]
    [InlineData("Seberapa sering rapat antara sekolah dan polisi dicatat dan dikirim?", "double-barrelled")]
    [InlineData("Seberapa sering orang tua atau wali diundang?")]
    [InlineData("Seberapa sering tamu asing datang?")]
    public void Two_things_in_one_stem_are_told_from_one_thing_with_two_words(string stem, params string[] codes) => Gives(codes, "question", stem, Frequency);

    [Theory]
    [InlineData("Seberapa sering warga diundang, bukan hanya pengurus?")]
    [InlineData("Seberapa sering kurang dari lima orang hadir?")]
    [InlineData("Seberapa sering lebih kurang sepuluh orang hadir?")]
    [InlineData("Seberapa sering warga tidak hadir?", "double-negation")]
    [InlineData("Seberapa sering surat tanpa tanda tangan tidak dibalas?", "double-negation")]
    public void A_denial_is_told_from_words_that_only_look_like_one(string stem, params string[] codes) => Gives(codes, "question", stem, Frequency);

    [Fact]
    public void One_negation_fits_a_ladder() => Gives([], "question", "Apa yang dilakukan bila warga belum terdata?", "Belum ada", "Ditegur", "Didatangi", "Dibantu mendaftar");

    [Theory]
    [InlineData("question", "Seberapa setuju Anda dengan ronda malam?", "Tidak setuju|Setuju")]
    [InlineData("question", "Apakah RT Anda punya jadwal ronda?", "Tidak|Ya")]
    [InlineData("question", "Apakah ada aturan narkoba di kantor Anda?", "Belum ada|Ada imbauan lisan|Ada aturan tertulis|Aturan tertulis dijalankan")]
    [InlineData("question", "Berapa bagian karyawan yang ikut?", "Belum ada|Sebagian kecil|Sebagian besar|Semua")]
    [InlineData("question", "Seberapa sering Tim Terpadu berkumpul?", "Belum pernah|Setahun sekali|Setiap tiga bulan|Setiap bulan")]
    [InlineData("question", "Berapa lama pengaduan ditangani?", "Tidak jelas|Lama|Cukup cepat|Sangat cepat")]
    [InlineData("question", "Langkah apa yang diambil sekolah?", "Belum ada|Teguran|Panggilan orang tua|Rujukan konseling")]
    [InlineData("statement", "Tetangga kami cepat menolong.", "Tidak sesuai|Kurang sesuai|Sesuai|Sangat sesuai")]
    [InlineData("statement", "Aturan tentang narkoba di kantor kami:", "Belum ada|Ada imbauan lisan|Ada aturan tertulis|Ada aturan tertulis yang dijalankan")]
    public void Options_that_fit_their_stem_pass(string stem, string text, string options) => Gives([], stem, text, options.Split('|'));

    [Fact]
    public void Items_that_share_only_their_frame_are_no_duplicates()
    {
        string[] stems = ["Seberapa sering sekolah mengadakan penyuluhan bagi siswa?", "Seberapa sering sekolah mengadakan penyuluhan bagi guru?", "Seberapa sering polisi mengadakan penyuluhan bagi siswa?"];

        Assert.Empty(Issues([.. stems.Select(s => ("question", s, Frequency))]));
    }

    private static readonly string[] Frequency = ["Tidak pernah", "Jarang", "Sering", "Selalu"];

    private static void Gives(string[] codes, string stem, string text, params string[] options) => Assert.Equal(codes, Issues((stem, text, options)).Select(i => i.Code));

    private static IReadOnlyList<Issue> Issues(params (string Stem, string Text, string[] Options)[] items)
    {
        const string help = "help: { definition: D, includes: [{ id: I }], excludes: [{ id: E }] }";
        var written = items.Select((item, i) => $"""
              - id: butir-{i}
                variable: satu
                stem: {item.Stem}
                label: Butir {i}
                text: "{item.Text}"
                {help}
                options: [{string.Join(", ", item.Options.Select((o, place) => $"{{ key: {(char)('a' + place)}, label: {o}, score: {place + 1} }}"))}]

            """);
        var issues = new IssueList();
        var text = $"bank: contoh\nedition: draf\ntitle: Contoh\nstatus: provisional\nnote: Contoh.\nvariables: [{{ id: satu, title: Satu }}]\nitems:\n{string.Concat(written)}sources: [test]\n";
        Assert.Equal(BankReader.Read("contoh.yaml", text, issues) is null, issues.Count > 0);
        return [.. issues];
    }
}
