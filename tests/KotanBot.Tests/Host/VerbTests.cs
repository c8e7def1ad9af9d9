using Microsoft.Data.Sqlite;

namespace KotanBot.Tests.Host;

/// <summary>The verbs as a person or a script meets them: exit codes and what stands on which stream.</summary>
public sealed class VerbTests
{
    [Theory]
    [InlineData("dance")]
    [InlineData("serve", "--urls", "banana")]
    [InlineData("invite", "--satker", "BNNK-19.02")]
    [InlineData("invite", "--satker", "BNNK-19.02", "--role", "boss")]
    [InlineData("invite", "--satker", "BNNK-19.02", "--role", "petugas", "--uses", "0")]
    [InlineData("chat", "--person", " ")]
    public async Task Wrong_use_exits_with_2_and_says_why(params string[] args)
    {
        var finished = await KotanProcess.RunAsync(args);

        Assert.Equal(2, finished.ExitCode);
        Assert.Empty(finished.Output);
        Assert.StartsWith("kotanbot: ", finished.Error);
    }

    [Fact]
    public async Task Chat_answers_every_line_of_a_script_with_bot_lines_only_and_ends_with_it()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunWithInputAsync("halo\n1\n", "chat", "--data", folder.Data, "--person", "Ani");

        Assert.Equal(0, finished.ExitCode);
        Assert.Empty(finished.Error);
        Assert.NotEmpty(finished.Lines);
        Assert.All(finished.Lines, l => Assert.StartsWith("bot: ", l));
    }

    [Fact]
    public async Task Chat_says_nothing_until_it_is_spoken_to()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunAsync("chat", "--data", folder.Data);

        Assert.Equal(0, finished.ExitCode);
        Assert.Empty(finished.Output);
    }

    [Fact]
    public async Task Chat_goes_on_where_the_same_person_stopped()
    {
        using var folder = new TempFolder();
        var first = await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data, "--person", "Ani");

        var same = await KotanProcess.RunWithInputAsync("1\n", "chat", "--data", folder.Data, "--person", "Ani");
        var other = await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data, "--person", "Budi");

        Assert.NotEqual(first.Output, same.Output);
        Assert.Equal(first.Output, other.Output);
    }

    [Fact]
    public async Task Chat_survives_bytes_that_are_no_text_and_lines_without_end()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunWithInputAsync("\uFFFD\u0001\n" + new string('a', 3_000_000) + "\nhalo\n", "chat", "--data", folder.Data, "--person", "Ani");

        Assert.Equal(0, finished.ExitCode);
        Assert.All(finished.Lines, l => Assert.StartsWith("bot: ", l));
    }

    [Fact]
    public async Task Invite_prints_the_code_alone_on_the_last_line()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data);

        Assert.Equal(0, finished.ExitCode);
        Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}$", finished.Lines[^1]);
    }

    [Fact]
    public async Task Invite_prints_the_public_address_also_without_a_server()
    {
        using var folder = new TempFolder();

        var finished = await KotanProcess.RunInAsync([(PublicAddress.Variable, "https://lapor.example.org")], "invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data);

        Assert.Equal([$"https://lapor.example.org/?k={finished.Lines[^1]}", $"https://lapor.example.org/undangan?k={finished.Lines[^1]}"], finished.Lines[..^1]);
    }

    [Fact]
    public async Task Invite_keeps_a_lembaga_for_the_office_and_lembaga_list_shows_it()
    {
        using var folder = new TempFolder();
        string[] invite = ["invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data, "--lembaga"];

        AssertRefused(await KotanProcess.RunAsync([.. invite, "SMPN 2 Tanjungpandan"]), "--lingkungan");
        Assert.Equal(0, (await KotanProcess.RunAsync([.. invite, "SMPN 2 Tanjungpandan", "--lingkungan", "pendidikan"])).ExitCode);
        Assert.Equal(0, (await KotanProcess.RunAsync([.. invite, "smpn 2 tanjungpandan"])).ExitCode);
        AssertRefused(await KotanProcess.RunAsync([.. invite, "SMPN 2 Tanjungpandan", "--lingkungan", "swasta"]), "pendidikan");

        Assert.Equal(["BNNK-19.02 pendidikan     0 SMPN 2 Tanjungpandan"], (await KotanProcess.RunAsync("lembaga", "list", "--satker", "BNNP-19", "--data", folder.Data)).Lines);
        Assert.Equal("[]", (await KotanProcess.RunAsync("lembaga", "list", "--satker", "BNNK-53.14", "--json", "--data", folder.Data)).Output.Trim());
    }

    [Fact]
    public async Task Invite_refuses_an_unknown_office_in_one_line()
    {
        using var folder = new TempFolder();

        AssertRefused(await KotanProcess.RunAsync("invite", "--satker", "BNNK-99.99", "--role", "penggiat", "--data", folder.Data), "BNNK-99.99");
    }

    [Fact]
    public async Task Check_is_content_with_what_ships()
    {
        var finished = await KotanProcess.RunAsync("check");

        Assert.Equal(0, finished.ExitCode);
        Assert.Single(finished.Lines);
    }

    [Fact]
    public async Task Check_and_serve_name_every_issue_with_its_place_and_refuse()
    {
        using var folder = new TempFolder();
        var program = CopyProgram(folder);
        File.AppendAllText(Path.Combine(program, "dialogs", "lapor-nihil.yaml"), "\nsurprise: 1\n");
        File.AppendAllText(Path.Combine(program, "dialogs", "bantuan.yaml"), "\nsurprise: 2\n");

        var check = await KotanProcess.RunFromAsync(program, folder.Root, "check");
        var serve = await KotanProcess.RunFromAsync(program, folder.Root, "serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data);

        Assert.Equal(1, check.ExitCode);
        Assert.Equal(2, check.Lines.Length);
        Assert.All(check.Lines, l => Assert.Matches(@"(bantuan|lapor-nihil)\.yaml:\d+:\d+: [a-z-]+: .+", l));
        Assert.Equal(1, serve.ExitCode);
        Assert.Contains("bantuan.yaml:", serve.Error);
        Assert.Contains("lapor-nihil.yaml:", serve.Error);
        Assert.DoesNotContain("   at ", serve.Error);
        Assert.False(Directory.Exists(folder.Data), "a refused start must leave the data untouched");
    }

    [Fact]
    public async Task Check_refuses_a_folder_that_is_not_there()
    {
        using var folder = new TempFolder();

        AssertRefused(await KotanProcess.RunAsync("check", folder.Data), folder.Data);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("chat")]
    public async Task A_read_only_database_is_refused_in_one_line(string verb)
    {
        using var folder = new TempFolder();
        await KotanProcess.RunAsync("chat", "--data", folder.Data);
        File.SetAttributes(Path.Combine(folder.Data, "kotanbot.db"), FileAttributes.ReadOnly);

        AssertRefused(await KotanProcess.RunAsync(verb, "--data", folder.Data), "read-only");
    }

    [Fact]
    public async Task A_database_that_another_program_locked_is_refused_in_one_line()
    {
        using var folder = new TempFolder();
        await KotanProcess.RunAsync("chat", "--data", folder.Data);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(folder.Data, "kotanbot.db")};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "begin exclusive";
        await command.ExecuteNonQueryAsync();

        AssertRefused(await KotanProcess.RunAsync("serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data), "locked");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_refused_in_one_line()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Root, "file");
        await File.WriteAllTextAsync(file, "");

        AssertRefused(await KotanProcess.RunAsync("serve", "--urls", KotanProcess.FreeUrl(), "--data", Path.Combine(file, "data")), file);
    }

    [Fact]
    public async Task Index_show_refuses_an_unknown_office_in_one_line()
    {
        using var folder = new TempFolder();
        await KotanProcess.RunAsync("chat", "--data", folder.Data);

        AssertRefused(await KotanProcess.RunAsync("index", "show", "IKP", "--satker", "BNNK-99.99", "--period", "2026", "--data", folder.Data), "BNNK-99.99");
    }

    [Fact]
    public async Task A_period_that_is_no_year_is_a_wrong_use()
    {
        var finished = await KotanProcess.RunAsync("index", "show", "IKP", "--satker", "BNNK-19.02", "--period", "last year");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("last year", finished.Error);
    }

    [Fact]
    public async Task A_data_folder_without_a_name_is_a_wrong_use()
    {
        var finished = await KotanProcess.RunAsync("invite", "--satker", "BNN", "--role", "admin", "--data", "");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("--data", finished.Error);
    }

    [Theory]
    [InlineData("--uses")]
    [InlineData("--days")]
    public async Task A_count_that_is_no_number_is_a_wrong_use(string option)
    {
        var finished = await KotanProcess.RunAsync("invite", "--satker", "BNN", "--role", "admin", option, "abc");

        Assert.Equal(2, finished.ExitCode);
        Assert.Contains("abc", finished.Error);
    }

    [Fact]
    public async Task Index_show_without_sheets_has_no_value_but_a_reason()
    {
        using var folder = new TempFolder();
        await KotanProcess.RunAsync("chat", "--data", folder.Data);

        var finished = await KotanProcess.RunAsync("index", "show", "IKP", "--satker", "BNNK-19.02", "--period", "2026", "--json", "--data", folder.Data);

        Assert.Equal(0, finished.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(finished.Output);
        var unit = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal("BNNK-19.02", unit.GetProperty("unit").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, unit.GetProperty("value").ValueKind);
        Assert.Equal(0, unit.GetProperty("n").GetInt32());
        Assert.NotEmpty(unit.GetProperty("reason").ToString());
    }

    private static void AssertRefused(Finished finished, string mention)
    {
        Assert.Equal(1, finished.ExitCode);
        Assert.Empty(finished.Output);
        var line = Assert.Single(finished.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("kotanbot: ", line);
        Assert.Contains(mention, line);
    }

    private static string CopyProgram(TempFolder folder)
    {
        var program = Path.Combine(folder.Root, "program");
        foreach (var file in Directory.EnumerateFiles(KotanProcess.BuildFolder, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is ".dll" or ".json" or ".so" or ".yaml" or ".csv"))
        {
            var copy = Path.Combine(program, Path.GetRelativePath(KotanProcess.BuildFolder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return program;
    }
}
