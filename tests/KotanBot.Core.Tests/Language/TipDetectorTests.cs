using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class TipDetectorTests
{
    /// <summary>The lists that dialogs/aduan.yaml is to carry.</summary>
    internal static readonly TipWords Words = new(
        Actors: ["bandar", "pengedar", "kurir", "pemasok", "penjual sabu", "penjual narkoba", "penjual ganja", "gembong", "tukang jual sabu", "sindikat", "dealer"],
        Acts:
        [
            "jual*", "menjual*", "dijual*", "berjualan", "beli", "membeli", "transaksi*", "bertransaksi", "edar", "edarkan", "mengedar*", "ngedar*", "diedarkan",
            "pesta", "pakai", "pake", "memakai", "makai", "nyabu", "nyimeng", "isap", "hisap", "menghisap", "simpan", "menyimpan", "nyimpan", "tanam",
            "menanam", "nanam", "antar", "mengantar", "kirim", "selundup*", "menyelundup*", "produksi", "memproduksi", "meracik", "selling", "sells", "dealing",
        ],
        Drugs:
        [
            "narkoba", "narkotika", "sabu", "sabu2", "shabu", "sabu sabu", "ganja", "cimeng", "ekstasi", "inex", "heroin", "putaw", "kokain", "gorila",
            "sinte", "tramadol", "pil koplo", "obat terlarang", "barang haram", "pil", "drugs", "meth",
        ],
        Signals:
        [
            "lapor", "melapor", "melaporkan", "mau lapor", "laporkan", "tetangga", "ada bandar", "ada pengedar", "ada kurir", "ada yang jual", "ada yang pakai",
            "ada orang", "orang itu", "gang", "di rumah", "rumah itu", "rumah kos", "kos", "kosan", "kontrakan", "alamat*", "curiga*", "mencurigakan", "lihat",
            "melihat", "liat", "tangkap", "ditangkap", "gerebek", "grebek", "digerebek", "dekat rumah", "kampung saya", "teman saya", "anak saya", "suami saya",
            "adik saya", "saudara saya", "plat", "namanya", "tiap malam", "setiap malam", "sering", "tolong", "resah", "meresahkan", "jalan", "neighbour", "report",
        ],
        Educational:
        [
            "sosialisasi", "penyuluhan", "bahaya", "tes urine", "tes urin", "siswa", "pelajar", "peserta", "seminar", "pelatihan", "bimtek", "workshop",
            "ceramah", "edukasi", "kampanye", "deklarasi", "materi", "rapat", "kegiatan", "satgas", "penggiat", "opd", "diskusi", "upacara", "spanduk",
        ],
        Ignored:
        [
            "bahaya narkoba", "anti narkoba", "antinarkoba", "bebas narkoba", "bersih narkoba", "bersih dari narkoba", "tanpa narkoba", "rawan narkoba",
            "ancaman narkoba", "penyalahgunaan narkoba", "bandar lampung", "bandar udara", "bandar baru", "bandar jaya", "bandar sribhawono",
        ]);

    [Theory]
    [InlineData("ada bandar di gang mawar")]
    [InlineData("mau lapor pengedar")]
    [InlineData("tetangga saya jual sabu")]
    [InlineData("di rumah itu transaksi narkoba")]
    [InlineData("Pak, saya curiga di kos sebelah sering pesta sabu")]
    [InlineData("tolong tangkap bandarnya")]
    [InlineData("mau lapor ada yang jual ganja dekat rumah")]
    [InlineData("MAU LAPOR PENGEDR DI KAMPUNG SAYA")]
    [InlineData("orang itu ngedarin sabu2 tiap malam")]
    public void Recognises_a_tip(string text) => Assert.Equal(TipStrength.Clear, TipDetector.Recognise(text, Words));

    [Theory]
    [InlineData("jual sabu")]
    [InlineData("pengedar")]
    [InlineData("saat sosialisasi warga melapor ada bandar di gang mawar")]
    [InlineData("anak saya kena narkoba")]
    public void Asks_about_what_may_be_a_tip(string text) => Assert.Equal(TipStrength.Possible, TipDetector.Recognise(text, Words));

    [Theory]
    [InlineData("sosialisasi bahaya narkoba di SMP 1")]
    [InlineData("penyuluhan tentang pengedar narkoba kepada siswa")]
    [InlineData("tes urine 12 OPD, 1 positif")]
    [InlineData("melaporkan kegiatan")]
    [InlineData("mau lapor kegiatan kemarin")]
    [InlineData("lapor")]
    [InlineData("Rapat koordinasi desa bersih narkoba di Bandar Lampung")]
    [InlineData("Kunjungan ke Bandar Lampung")]
    [InlineData("deklarasi anti narkoba oleh 10 remaja teman sebaya")]
    [InlineData("pemasangan spanduk bahaya narkoba di jalan Merdeka")]
    [InlineData("ketahanan keluarga 10 keluarga di Desa Aik Pelempang Jaya")]
    [InlineData("pakai anggaran desa")]
    [InlineData("Rp 500.000 untuk beli snack")]
    [InlineData("pembentukan satgas anti narkoba dan materi tentang kurir narkoba")]
    [InlineData("")]
    [InlineData("😀")]
    public void Leaves_ordinary_work_alone(string text) => Assert.Equal(TipStrength.None, TipDetector.Recognise(text, Words));
}
