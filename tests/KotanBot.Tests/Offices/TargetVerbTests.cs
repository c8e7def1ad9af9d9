using System.Text.Json.Nodes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot target</c> as a person or a script meets it.</summary>
public sealed class TargetVerbTests
{
    /// <summary>The targets of BNNK Belitung of 2021 (source 003) a year later, and what only an office can tell.</summary>
    private const string Belitung = """
        satker,year,output,target,realisation
        BNNK-19.02,2022,ketahanan-keluarga,5,
        BNNK-19.02,2022,rawat-jalan,30,
        BNNK-19.02,2022,ikp,3.15,3.18
        """;

    [Fact]
    public async Task The_table_of_Belitung_comes_out_with_its_percentages_as_its_reports_count_up()
    {
        using var folder = new TempFolder();
        await using var server = await RunningGateway.StartAsync(new GatewayOptions { DataPath = folder.Data, Urls = ["http://127.0.0.1:0"], Demo = true });

        var listed = await KotanProcess.RunAsync("target", "list", "--satker", "BNNK-19.02", "--year", "2021", "--json", "--data", folder.Data);
        var above = await KotanProcess.RunAsync("target", "list", "--satker", "BNNP-19", "--year", "2021", "--below", "--data", folder.Data);

        var outputs = JsonNode.Parse(listed.Output)!["outputs"]!.AsArray().ToDictionary(o => (string)o!["id"]!, o => o!);
        Assert.Equal(
            [200m, 100m, 100m, 100m, 200m, 140m, 140m, 200m],
            outputs.Values.Where(o => o["target"] is not null).Select(o => (decimal)o["percent"]!));
        Assert.All(outputs.Values.Where(o => o["target"] is not null), o => Assert.Equal("reports", (string)o["source"]!));
        Assert.Contains(above.Lines, l => l.StartsWith("rawat-jalan", StringComparison.Ordinal) && l.Contains("140 %", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Targets_come_in_from_a_file_beside_a_running_server()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, Belitung);
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());

        var imported = await KotanProcess.RunAsync("target", "import", file, "--data", folder.Data);
        var listed = await KotanProcess.RunAsync("target", "list", "--satker", "BNNK-19.02", "--year", "2022", "--json", "--data", folder.Data);

        Assert.Equal((0, "", $"{file}: 3 target, 1 realisasi"), (imported.ExitCode, imported.Error, imported.Output.Trim()));
        var outputs = JsonNode.Parse(listed.Output)!["outputs"]!.AsArray().ToDictionary(o => (string)o!["id"]!, o => o!);
        Assert.Equal((0m, 0m, 100.95m), ((decimal)outputs["ketahanan-keluarga"]["percent"]!, (decimal)outputs["rawat-jalan"]["percent"]!, (decimal)outputs["ikp"]["percent"]!));
        Assert.Equal(("reports", "office"), ((string)outputs["rawat-jalan"]["source"]!, (string)outputs["ikp"]["source"]!));
    }

    [Fact]
    public async Task Import_names_every_issue_with_row_and_column_and_changes_nothing()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, "satker,year,output,target,realisation\nBNNK-19.02,2021,kotan-tanggap,30,\nBNNK-00.00,21,rawat,banyak,\nBNNK-19.02,2021,tes-urine,1.000,3\nBNNK-19.02,2021,kotan-tanggap,3,5,1\nBNNK-19.02,2021,kotan-tanggap,30,\n");

        var refused = await KotanProcess.RunAsync("target", "import", file, "--data", folder.Data);
        var listed = await KotanProcess.RunAsync("target", "list", "--satker", "BNNK-19.02", "--year", "2021", "--data", folder.Data);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(
            ["3:1: unknown-satker", "3:2: bad-year", "3:3: unknown-output", "3:4: not-a-number", "4:4: not-a-number", "4:5: counted-output", "5:5: wrong-width", "6:3: duplicate-row"],
            refused.Error.Split('\n').Where(l => l.StartsWith(file, StringComparison.Ordinal)).Select(l => string.Join(':', l[(file.Length + 1)..].Split(':')[..3])));
        Assert.Contains("kotanbot: 8 masalah", refused.Error);
        Assert.DoesNotContain(listed.Lines, l => l.Contains("30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Set_changes_one_figure_with_a_comma_and_refuses_what_reports_count()
    {
        using var folder = new TempFolder();

        var set = await KotanProcess.RunAsync("target", "set", "--satker", "BNNK-19.02", "--year", "2026", "--output", "ikp", "--target", "3,15", "--realisation", "3,34", "--data", folder.Data);
        var counted = await KotanProcess.RunAsync("target", "set", "--satker", "BNNK-19.02", "--year", "2026", "--output", "tes-urine", "--realisation", "5", "--data", folder.Data);
        var nothing = await KotanProcess.RunAsync("target", "set", "--satker", "BNNK-19.02", "--year", "2026", "--output", "tes-urine", "--data", folder.Data);
        var listed = await KotanProcess.RunAsync("target", "list", "--satker", "BNNK-19.02", "--year", "2026", "--data", folder.Data);

        Assert.Equal((0, 1, 2), (set.ExitCode, counted.ExitCode, nothing.ExitCode));
        Assert.Contains("dihitung dari laporan", counted.Error);
        Assert.Contains(listed.Lines, l => l.StartsWith("ikp", StringComparison.Ordinal) && l.Contains("106,03 %", StringComparison.Ordinal));
    }

    private static async Task<string> WriteAsync(TempFolder folder, string text)
    {
        var file = Path.Combine(folder.Root, "target.csv");
        await File.WriteAllTextAsync(file, text + "\n", TestContext.Current.CancellationToken);
        return file;
    }
}
