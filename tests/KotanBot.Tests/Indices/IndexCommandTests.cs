using static KotanBot.Tests.Indices.IndexCli;

namespace KotanBot.Tests.Indices;

public sealed class IndexCommandTests
{
    [Theory]
    [InlineData("IKOTAN", "2022", "3,07", "Tanggap")]
    [InlineData("ikotan", "2022", "3.07", "Tanggap")]
    [InlineData("IKOTAN", "2019", "78.42", "Tanggap")]
    [InlineData("IKOTAN", "2021", "78.42", "Sangat Tanggap")]
    [InlineData("IKKR", "2024", "1,75", "Bahaya")]
    [InlineData("SKM", "2017", "87.89", "B")]
    [InlineData("INDEKS-P4GN", "2020", "53,14", "Cukup Efektif")]
    [InlineData("IKP", "equal-permenpan", "3.40", "Mandiri")]
    public void Classify_ends_with_the_label_alone(string id, string edition, string value, string label)
    {
        var (code, output, error) = Run("index", "classify", id, "--edition", edition, value);
        Assert.Equal((0, label, ""), (code, LastLine(output), error));
    }

    [Fact]
    public void Classify_takes_the_default_edition_and_says_that_it_is_provisional()
    {
        var (code, output, _) = Run("index", "classify", "IKP", "3,40");
        Assert.Equal((0, "Sangat Mandiri"), (code, LastLine(output)));
        Assert.Contains("IKP edisi equal\nsementara – parameter belum resmi\n", output);
        Assert.DoesNotContain("sementara", Run("index", "classify", "SKM", "90").Output);
    }

    [Theory]
    [InlineData("4.01")]
    [InlineData("0,99")]
    [InlineData("-1")]
    public void A_value_outside_the_scale_is_refused_on_the_error_stream(string value)
    {
        var (code, output, error) = Run("index", "classify", "IKP", value);
        Assert.Equal((1, "", $"{value} di luar skala IKP edisi equal: 1 sampai 4\n"), (code, output, error));
    }

    [Fact]
    public void Unknown_names_are_refused_with_what_exists()
    {
        Assert.Equal((1, "", "indeks `IKX` tidak ada; yang ada: IKKR, IKKTT, IKOTAN, IKP, IKRN, INDEKS-P4GN, KEWIRAUSAHAAN, SKM\n"), Run("index", "classify", "IKX", "3"));
        Assert.Equal((1, "", "edisi `2023` tidak ada untuk IKOTAN; yang ada: 2022, 2019, 2021\n"), Run("index", "classify", "IKOTAN", "--edition", "2023", "3"));
    }

    [Theory]
    [InlineData("index", "classify", "IKP", "tiga")]
    [InlineData("index", "classify", "IKP")]
    [InlineData("index", "compute")]
    [InlineData("index", "guess")]
    public void Wrong_usage_is_exit_code_2(params string[] arguments) => Assert.Equal(2, Run(arguments).ExitCode);

    [Fact]
    public void List_names_every_edition_and_what_is_provisional()
    {
        var (code, output, _) = Run("index", "list");
        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Equal(14, lines.Count(l => l.StartsWith('I') || l.StartsWith('S') || l.StartsWith('K')));
        Assert.Equal(9, lines.Count(l => l.Contains("sementara – parameter belum resmi"))); // four of IKP, the draft of IKKR, both placeholders, the items of IKOTAN 2022 and of KEWIRAUSAHAAN
        Assert.Single(lines, l => l.StartsWith("IKP") && l.Contains("equal (bawaan)"));
    }

    [Fact]
    public void A_broken_folder_is_refused_with_every_issue()
    {
        using var folder = new TemporaryFolder();
        var indices = Directory.CreateDirectory(Path.Combine(folder.Path, "indices")).FullName;
        File.WriteAllText(Path.Combine(indices, "a.yaml"), "id: x\n");
        var (code, output, error) = RunOn(folder.Path, ["index", "list"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("a.yaml:1:1: missing-key: `edition` is missing", error);
        Assert.Contains("a.yaml:1:1: missing-key: `categories` is missing", error);
    }
}
