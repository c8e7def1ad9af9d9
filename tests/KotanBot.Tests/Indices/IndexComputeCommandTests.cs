using System.Text;
using System.Text.Json;
using static KotanBot.Tests.Indices.IndexCli;

namespace KotanBot.Tests.Indices;

public sealed class IndexComputeCommandTests : IDisposable
{
    private const string Skm = """
        unit,group,respondent,item,score
        PSM,,tabel,u1,3.50
        PSM,,tabel,u2,3.50
        PSM,,tabel,u3,3.50
        PSM,,tabel,u4,3.43
        PSM,,tabel,u5,3.36
        PSM,,tabel,u6,3.57
        PSM,,tabel,u7,3.57
        PSM,,tabel,u8,3.71
        PSM,,tabel,u9,3.50

        """;

    private const string Ikp = """
        unit,group,respondent,item,score
        Désa Ramah,lembaga,a,manusia,d
        Désa Ramah,lembaga,a,metode,3
        Désa Ramah,lembaga,a,anggaran,"2,5"
        Désa Ramah,lembaga,a,sistem,tidak-tahu
        Désa Ramah,lembaga,b,manusia,2
        Désa Ramah,lembaga,b,metode,1
        Désa Ramah,lembaga,b,sistem,
        Désa Ramah,lembaga,b,sarana,tidak-berlaku
        Désa Ramah,lembaga,b,kegiatan,4
        Sepi,lembaga,c,manusia,2

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_holds_one_object_per_unit_with_the_agreed_names()
    {
        var (code, output, error) = Compute("ikp-equal", Ikp, "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var units = json.RootElement.EnumerateArray().ToArray();
        Assert.Equal(["Désa Ramah", "Sepi"], units.Select(u => u.GetProperty("unit").GetString()));
        Assert.Equal(
            ["unit", "index", "edition", "status", "value", "standardError", "category", "n", "coverage", "variables"],
            units[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ["id", "value", "standardError", "n", "coverage"],
            units[0].GetProperty("variables")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(("IKP", "equal", "provisional"), (Text(units[0], "index"), Text(units[0], "edition"), Text(units[0], "status")));
        Assert.Equal((2.88m, "Mandiri", 2), (units[0].GetProperty("value").GetDecimal(), Text(units[0], "category"), units[0].GetProperty("n").GetInt32())); // (3 + 2 + 2.5 + 4) / 4
        Assert.Equal(6m / 11, units[0].GetProperty("coverage").GetDecimal(), 8);
        Assert.Contains("Désa Ramah", output); // unescaped
    }

    [Fact]
    public void Below_the_minimum_the_value_is_null_with_a_reason()
    {
        using var json = JsonDocument.Parse(Compute("ikp-equal", Ikp, "--json").Output);
        var unit = json.RootElement[1];
        Assert.Equal(JsonValueKind.Null, unit.GetProperty("value").ValueKind);
        Assert.Equal(JsonValueKind.Null, unit.GetProperty("category").ValueKind);
        Assert.Equal("belum cukup data: baru 16 % pertanyaan terjawab, perlu sedikitnya 50 %", Text(unit, "reason"));
        Assert.Equal(JsonValueKind.Null, unit.GetProperty("variables")[1].GetProperty("value").ValueKind);
    }

    [Fact]
    public void Text_is_indonesian_with_comma_decimals_and_says_what_is_provisional()
    {
        var (_, output, _) = Compute("ikp-equal", Ikp);
        Assert.Contains("sementara – parameter belum resmi\n", output);
        Assert.Contains("Désa Ramah: 2,88 – Mandiri\n", output);
        Assert.Contains("2 responden, terjawab 55 %", output);
        Assert.Contains("  - Sarana-prasarana: belum ada jawaban", output);
        Assert.Contains("Sepi: belum cukup data: baru 16 % pertanyaan terjawab, perlu sedikitnya 50 %", output);
    }

    [Fact]
    public void Working_shows_each_stage_and_the_hash_of_the_definition()
    {
        var text = Compute("skm-2017", Skm, "--working").Output;
        Assert.Contains("PSM: 87,89 – B (Baik)", text);
        Assert.Contains("    item u4: 3,4300000000 → 3,4300000000, bobot 1", text);
        Assert.Contains("    index skm: 87,8888888889 → 87,8900000000, bobot 1", text);
        using var json = JsonDocument.Parse(Compute("skm-2017", Skm, "--json", "--working").Output);
        Assert.Equal(64, Text(json.RootElement[0], "definitionHash").Length);
        Assert.Equal(9 * 3 + 1, json.RootElement[0].GetProperty("working").GetArrayLength());
    }

    [Fact]
    public void A_byte_order_mark_crlf_semicolons_and_any_column_order_are_accepted()
    {
        var lines = Skm.TrimEnd().Split('\n').Select(l => string.Join(';', l.Split(',').Reverse()));
        var file = Path.Combine(_folder.Path, "excel.csv");
        File.WriteAllText(file, string.Join("\r\n", lines).Replace('.', ','), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        var (code, output, error) = Run("index", "compute", "--definition", Definition("skm-2017"), "--answers", file);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("PSM: 87,89 – B (Baik)", output);
    }

    [Theory]
    [InlineData("unit,group,respondent,item,score\nA,,r,manusia,5\n", ":2:5: score-outside: kolom score: nilai 5 di luar 1 sampai 4")]
    [InlineData("unit,group,respondent,item,score\nA,,r,manusia,tiga\n", ":2:5: not-a-number: kolom score: `tiga` bukan angka")]
    [InlineData("unit,group,respondent,item,score\nA,,r,manusia,3,5\n", ":2:5: wrong-width: ada 6 isian, seharusnya 5")]
    [InlineData("unit,group,respondent,item,score\nA,,r\n", ":2:3: wrong-width: ada 3 isian, seharusnya 5")]
    [InlineData("unit,group,respondent,item,score\nA,,r,hukum,3\n", ":2:4: unknown-item: kolom item: butir `hukum` tidak ada dalam definisi; yang ada: manusia")]
    [InlineData("unit,group,respondent,item,score\n\nA,,r,manusia,3\nA,,r,manusia,3\n", ":4:4: duplicate-answer: kolom item: `r` sudah menjawab `manusia` untuk `A`")]
    [InlineData("item,unit,group,respondent,score\nmanusia,,,r,3\n", ":2:2: empty-field: kolom unit: `unit` kosong")]
    [InlineData("unit,group,respondent,item\nA,,r,manusia\n", ":1:1: missing-column: kolom `score` tidak ada")]
    [InlineData("unit,group,respondent,item,score,unit\nA,,r,manusia,3,A\n", ":1:6: duplicate-column: kolom `unit` ada dua kali")]
    [InlineData("unit,group,respondent,item,score\n", ":1:1: no-rows:")]
    [InlineData("", ":1:1: missing-column:")]
    [InlineData("unit,group,respondent,item,score\nA,,r,\"manusia,3\n", ":2:1: not-csv:")]
    public void A_faulty_file_is_refused_with_line_and_field_and_nothing_is_computed(string csv, string issue)
    {
        var (code, output, error) = Compute("ikp-equal", csv, "--json");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("answers.csv" + issue, error);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var error = Compute("ikp-equal", "unit,group,respondent,item,score\nA,,r,manusia,5\nA,,r,manusya,2\nA,,r,metode,x\n").Error;
        Assert.Equal([":2:5: score-outside", ":3:4: unknown-item", ":4:5: not-a-number"], error.TrimEnd().Split('\n').Select(l => l[l.IndexOf(':')..l.IndexOf(": kolom")]));
    }

    [Fact]
    public void A_file_in_a_windows_code_page_is_refused()
    {
        var file = Path.Combine(_folder.Path, "answers.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("unit,group,respondent,item,score\nDésa,,r,manusia,3\n"));
        var (code, _, error) = Run("index", "compute", "--definition", Definition("ikp-equal"), "--answers", file);
        Assert.Equal(1, code);
        Assert.Contains("not-utf8: berkas bukan UTF-8", error);
    }

    [Fact]
    public void An_edition_that_only_classifies_refuses_to_compute()
    {
        var (code, output, error) = Compute("ikkr-2024", Ikp);
        Assert.Equal((1, "", "IKKR edisi 2024 hanya dapat menggolongkan nilai (index classify), karena butirnya belum diterbitkan\n"), (code, output, error));
    }

    [Fact]
    public void Missing_files_and_broken_definitions_are_refused()
    {
        Assert.Equal((1, "", "berkas tidak ada: nowhere.yaml\n"), Run("index", "compute", "--definition", "nowhere.yaml", "--answers", "nowhere.csv"));
        Assert.Equal((1, "", "berkas tidak ada: nowhere.csv\n"), Run("index", "compute", "--definition", Definition("ikp-equal"), "--answers", "nowhere.csv"));
        var broken = _folder.Write("broken.yaml", File.ReadAllText(Definition("ikp-equal")).Replace("compare:", "compared:"));
        var (code, _, error) = Run("index", "compute", "--definition", broken, "--answers", _folder.Write("answers.csv", Ikp));
        Assert.Equal(1, code);
        Assert.Contains("unknown-key: `compared` is not known here", error);
    }

    private (int ExitCode, string Output, string Error) Compute(string definition, string csv, params string[] options) =>
        Run(["index", "compute", "--definition", Definition(definition), "--answers", _folder.Write("answers.csv", csv), .. options]);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
