using System.Text.Json.Nodes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot satker</c> as a person or a script meets it.</summary>
public sealed class SatkerVerbTests
{
    private const string Header = "code,name,level,parent,regions,timezone\n";

    private const string Sidrap = Header + "BNNK-73.14,BNNK Sidenreng Rappang,bnnk,BNNP-73,73.14,WITA\n";

    [Fact]
    public async Task Import_works_alone_and_beside_a_running_server_and_says_the_same()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, Sidrap);
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());
        using var quiet = new TempFolder();

        var beside = await KotanProcess.RunAsync("satker", "import", file, "--data", folder.Data);
        var alone = await KotanProcess.RunAsync("satker", "import", file, "--data", quiet.Data);
        var invited = await KotanProcess.RunAsync("invite", "--satker", "BNNK-73.14", "--role", "penggiat", "--data", folder.Data);

        Assert.Equal((0, "", 0), (beside.ExitCode, beside.Error, invited.ExitCode));
        Assert.Equal(beside.Output, alone.Output);
        Assert.Equal("satker: 1 pusat, 34 BNNP, 174 BNNK", beside.Lines[^2]);
    }

    [Fact]
    public async Task Import_names_every_issue_in_the_form_editors_jump_to_also_beside_a_running_server()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, Header + "BNNK-73.14,BNNK Sidrap,kantor,BNNP-73,73.14,WITA\nBNNK-73.15,BNNK Pinrang,bnnk,BNNP-99,73.15,WITA\n");
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());

        var refused = await KotanProcess.RunAsync("satker", "import", file, "--data", folder.Data);

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        var lines = refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($"{file}:2:3: unknown-level: ", lines[0]);
        Assert.StartsWith($"{file}:3:4: unknown-parent: ", lines[1]);
        Assert.StartsWith("kotanbot: 2 masalah", Assert.Single(lines[2..]));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused_in_one_line()
    {
        using var folder = new TempFolder();

        var refused = await KotanProcess.RunAsync("satker", "import", Path.Combine(folder.Root, "none.csv"), "--data", folder.Data);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("none.csv", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task An_empty_path_is_a_wrong_use()
    {
        Assert.Equal(2, (await KotanProcess.RunAsync("satker", "import", "")).ExitCode);
    }

    [Fact]
    public async Task An_import_outlives_the_next_start()
    {
        using var folder = new TempFolder();
        var file = await WriteAsync(folder, Header + "BNNK-19.02,BNNK Belitung Raya,bnnk,BNNP-19,19.02 19.06,WIB\n");
        await KotanProcess.RunAsync("satker", "import", file, "--data", folder.Data);

        await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data);
        var coverage = await KotanProcess.RunAsync("satker", "coverage", "--satker", "BNNP-19", "--data", folder.Data);

        Assert.Contains(coverage.Lines, l => l.Contains("19.06", StringComparison.Ordinal) && l.EndsWith("tanpa BNNK sendiri; dilayani BNNK Belitung Raya", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Coverage_shows_kab_kota_without_a_bnnk_under_their_bnnp()
    {
        using var folder = new TempFolder();
        await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data);

        var text = await KotanProcess.RunAsync("satker", "coverage", "--satker", "BNNP-53", "--data", folder.Data);
        var json = JsonNode.Parse((await KotanProcess.RunAsync("satker", "coverage", "--json", "--data", folder.Data)).Output)!;
        var unknown = await KotanProcess.RunAsync("satker", "coverage", "--satker", "BNNK-99.99", "--data", folder.Data);

        Assert.Equal("BNNP-53 BNNP Nusa Tenggara Timur: 22 kab/kota, 3 punya BNNK sendiri", text.Lines[0]);
        Assert.Equal(19, text.Lines.Count(l => l.EndsWith("  tanpa BNNK", StringComparison.Ordinal)));
        Assert.Equal("kab/kota: 22; 3 punya BNNK sendiri, 0 dilayani BNNK lain, 19 tanpa BNNK (dilayani BNNP)", text.Lines[^1]);
        Assert.Equal((514, 173, 34), ((int)json["regions"]!, (int)json["withOwnOffice"]!, json["bnnp"]!.AsArray().Count));
        Assert.Equal(514, json["bnnp"]!.AsArray().SelectMany(b => b!["regions"]!.AsArray()).Select(r => (string)r!["code"]!).Distinct().Count());
        Assert.Equal(1, unknown.ExitCode);
    }

    [Fact]
    public async Task List_has_a_line_an_office()
    {
        using var folder = new TempFolder();
        await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data);

        var text = await KotanProcess.RunAsync("satker", "list", "--data", folder.Data);
        var json = JsonNode.Parse((await KotanProcess.RunAsync("satker", "list", "--json", "--data", folder.Data)).Output)!.AsArray();

        Assert.Equal(208, text.Lines.Length);
        Assert.Contains("BNNK-53.14 bnnk  BNNP-53 WITA sure   BNNK Rote Ndao: 53.14", text.Lines);
        Assert.Equal("BNNP-92", (string)json.Single(s => (string)s!["code"]! == "BNNP-92")!["code"]!);
        Assert.Equal(["92", "96"], json.Single(s => (string)s!["code"]! == "BNNP-92")!["regions"]!.AsArray().Select(r => (string)r!));
    }

    [Fact]
    public async Task Check_finds_a_broken_list_of_offices()
    {
        using var folder = new TempFolder();
        var dialogs = Path.Combine(folder.Root, "dialogs");
        foreach (var file in Directory.EnumerateFiles(ShippedFiles.Dialogs, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(dialogs, Path.GetRelativePath(ShippedFiles.Dialogs, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.AppendAllTextAsync(Path.Combine(dialogs, "wilayah", "satker.csv"), "BNNK-73.14,BNNK Sidrap,bnnk,BNNP-99,73.14,WITA,sure,x\n");
        var check = await KotanProcess.RunAsync("check", dialogs);

        Assert.Equal(1, check.ExitCode);
        Assert.Matches(@"satker\.csv:210:4: unknown-parent: ", Assert.Single(check.Lines));
    }

    private static async Task<string> WriteAsync(TempFolder folder, string text)
    {
        var path = Path.Combine(folder.Root, "satker.csv");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
