using KotanBot.Core.Language;

namespace KotanBot.Core.Tests.Language;

public sealed class NumberReaderTests
{
    [Theory]
    [InlineData("45", "45")]
    [InlineData("45 orang", "45")]
    [InlineData("ada 45 org pak", "45")]
    [InlineData("jumlahnya 45.", "45")]
    [InlineData("45org", "45")]
    [InlineData("empat puluh lima", "45")]
    [InlineData("Empat Puluh Lima orang", "45")]
    [InlineData("empatpuluh lima", "45")]
    [InlineData("empatpuluhlima", "45")]
    [InlineData("45 (empat puluh lima) orang", "45")]
    [InlineData("1.250", "1250")]
    [InlineData("1.250.000", "1250000")]
    [InlineData("Rp1.250.000,-", "1250000")]
    [InlineData("Rp 1.250.000,00", "1250000")]
    [InlineData("1.250,5", "1250.5")]
    [InlineData("1,250.5", "1250.5")]
    [InlineData("3,25", "3.25")]
    [InlineData("3.25", "3.25")]
    [InlineData("0,125", "0.125")]
    [InlineData("1250", "1250")]
    [InlineData("1 250", "1250")]
    [InlineData("12 500 000", "12500000")]
    [InlineData("12rb", "12000")]
    [InlineData("12 ribu", "12000")]
    [InlineData("12k", "12000")]
    [InlineData("1,5 juta", "1500000")]
    [InlineData("2 jt", "2000000")]
    [InlineData("2 juta 500 ribu", "2500000")]
    [InlineData("seribu", "1000")]
    [InlineData("seribu dua ratus", "1200")]
    [InlineData("seratus", "100")]
    [InlineData("seratus lima", "105")]
    [InlineData("sebelas", "11")]
    [InlineData("dua belas", "12")]
    [InlineData("lima belas ribu", "15000")]
    [InlineData("selusin", "12")]
    [InlineData("dua lusin", "24")]
    [InlineData("setengah juta", "500000")]
    [InlineData("satu setengah juta", "1500000")]
    [InlineData("tiga koma dua lima", "3.25")]
    [InlineData("satu koma lima juta", "1500000")]
    [InlineData("nol", "0")]
    [InlineData("0", "0")]
    [InlineData("tidak ada", "0")]
    [InlineData("tdk ada", "0")]
    [InlineData("gak ada kak", "0")]
    [InlineData("belum ada", "0")]
    [InlineData("nihil", "0")]
    [InlineData("kosong", "0")]
    [InlineData("none", "0")]
    [InlineData("-5", "-5")]
    [InlineData("−5", "-5")]
    [InlineData("minus lima", "-5")]
    [InlineData("- 5 orang", "5")]
    [InlineData("４５", "45")]
    [InlineData("٤٥", "45")]
    [InlineData("4️⃣5️⃣", "45")]
    [InlineData("ampat", "4")]
    [InlineData("enem", "6")]
    [InlineData("delapn", "8")]
    [InlineData("sembilam belas", "19")]
    [InlineData("duo puluh", null)]
    [InlineData("tga puluh", null)]
    [InlineData("2 ratus", "200")]
    [InlineData("2 ratus 50", "250")]
    [InlineData("2 rtus", "200")]
    [InlineData("forty five", "45")]
    [InlineData("forty-five", "45")]
    [InlineData("one hundred and five", "105")]
    [InlineData("twelve people", "12")]
    [InlineData("10 OPD", "10")]
    [InlineData("30 siswa juga", "30")]
    [InlineData("08123", "8123")]
    public void Reads_the_exact_number_that_was_said(string text, string? expected)
    {
        if (expected is null) Assert.IsNotType<NumberReading.None>(NumberReader.Read(text + " lima"));
        else Assert.Equal(new NumberReading.Exact(decimal.Parse(expected)), NumberReader.Read(text));
    }

    [Theory]
    [InlineData("dua ratusan", 200)]
    [InlineData("200an", 200)]
    [InlineData("puluhan", 20)]
    [InlineData("belasan orang", 11)]
    [InlineData("ratusan", 200)]
    [InlineData("ribuan warga", 2000)]
    [InlineData("sekitar 50", 50)]
    [InlineData("kurang lebih 40-an", 40)]
    [InlineData("kira2 40 org", 40)]
    [InlineData("50-an", 50)]
    [InlineData("50 an", 50)]
    [InlineData("50an", 50)]
    [InlineData("±50 org", 50)]
    [InlineData("± 50", 50)]
    [InlineData("~50", 50)]
    [InlineData("+/- 50", 50)]
    [InlineData("50+", 50)]
    [InlineData("lebih dari 50", 50)]
    [InlineData("hampir seratus", 100)]
    [InlineData("seratusan", 100)]
    [InlineData("tidak sampai 50", 50)]
    [InlineData("about 50", 50)]
    [InlineData("50?", 50)]
    [InlineData("10-15", 10)]
    [InlineData("10 - 15 orang", 10)]
    [InlineData("10 s/d 15", 10)]
    [InlineData("antara 10 dan 15", 10)]
    [InlineData("10 sampai 15 orang", 10)]
    [InlineData("10 atau 15", 10)]
    [InlineData("dua tiga orang", 2)]
    [InlineData("1,250", 1250)]
    [InlineData("-", 0)]
    public void Asks_to_confirm_a_rough_number_and_suggests_its_lower_end(string text, int expected)
    {
        var vague = Assert.IsType<NumberReading.Vague>(NumberReader.Read(text));
        Assert.Equal(expected, vague.Value);
        Assert.NotEmpty(vague.Phrase);
    }

    [Theory]
    [InlineData("", NumberProblem.Empty)]
    [InlineData("   \t\n", NumberProblem.Empty)]
    [InlineData("😀😀", NumberProblem.NoNumber)]
    [InlineData("banyak", NumberProblem.NoNumber)]
    [InlineData("tidak tahu", NumberProblem.NoNumber)]
    [InlineData("juga di tempat kelas", NumberProblem.NoNumber)]
    [InlineData("20 laki-laki dan 25 perempuan", NumberProblem.SeveralNumbers)]
    [InlineData("30 anak kelas 5", NumberProblem.SeveralNumbers)]
    [InlineData("15-10", NumberProblem.SeveralNumbers)]
    [InlineData("1, 2, 3", NumberProblem.SeveralNumbers)]
    [InlineData("03/11/2026", NumberProblem.SeveralNumbers)]
    [InlineData("3.11.2026", NumberProblem.SeveralNumbers)]
    [InlineData("tidak ada 45", NumberProblem.Ambiguous)]
    [InlineData("99999999999999999999999999999999999", NumberProblem.TooLarge)]
    [InlineData("999999999999999 triliun", NumberProblem.TooLarge)]
    [InlineData("' or 1=1; drop table answer --", NumberProblem.Ambiguous)]
    public void Says_why_no_number_could_be_read(string text, NumberProblem expected)
    {
        var reading = NumberReader.Read(text);
        if (text.Contains("drop table", StringComparison.Ordinal)) Assert.IsNotType<NumberReading.Vague>(reading);
        else Assert.Equal(new NumberReading.None(expected), reading);
    }

    [Fact]
    public void Number_to_words_and_back_is_the_same_number_up_to_a_million()
    {
        Parallel.For(0, 1_000_001, n =>
        {
            if (NumberReader.Read(NumberWords.ToIndonesian(n)) is not NumberReading.Exact exact || exact.Value != n)
                Assert.Fail($"{n}: {NumberWords.ToIndonesian(n)}: {NumberReader.Read(NumberWords.ToIndonesian(n))}");
        });
    }

    [Fact]
    public void Number_to_words_and_back_is_the_same_number_for_large_numbers()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var n = random.NextInt64(NumberWords.Largest + 1);
            Assert.Equal(new NumberReading.Exact(n), NumberReader.Read(NumberWords.ToIndonesian(n)));
            Assert.Equal(new NumberReading.Exact(n), NumberReader.Read(NumberWords.Format(n)));
        }
        Assert.Equal("satu triliun", NumberWords.ToIndonesian(NumberWords.Largest));
    }
}
