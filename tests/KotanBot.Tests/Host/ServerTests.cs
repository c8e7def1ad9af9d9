using System.Net;

namespace KotanBot.Tests.Host;

/// <summary>A server in its own process, and other verbs beside it.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task Other_verbs_reach_a_running_server_through_its_socket()
    {
        using var folder = new TempFolder();
        var url = KotanProcess.FreeUrl();
        await using var server = await KotanProcess.ServeAsync(folder.Data, url);

        var invited = await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data);
        var unknown = await KotanProcess.RunAsync("invite", "--satker", "BNNK-99.99", "--role", "penggiat", "--data", folder.Data);
        var chat = await KotanProcess.RunWithInputAsync("halo\n1\n", "chat", "--data", folder.Data, "--person", "Ani");

        Assert.Equal(0, invited.ExitCode);
        Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}$", invited.Lines[^1]);
        Assert.Equal([$"{url}/?k={invited.Lines[^1]}", $"{url}/undangan?k={invited.Lines[^1]}"], invited.Lines[..^1]);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("BNNK-99.99", Assert.Single(unknown.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(0, chat.ExitCode);
        Assert.NotEmpty(chat.Lines);
        Assert.All(chat.Lines, l => Assert.StartsWith("bot: ", l));
        var socket = Path.Combine(folder.Data, "kotanbot.sock");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task A_very_long_data_path_has_its_socket_too()
    {
        using var folder = new TempFolder();
        var data = Path.Combine(folder.Root, new string('d', 120), "data");
        await using var server = await KotanProcess.ServeAsync(data, KotanProcess.FreeUrl());

        var invited = await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", data);

        Assert.Equal(0, invited.ExitCode);
        Assert.True(File.Exists(Path.Combine(data, "kotanbot.sock")));
    }

    [Fact]
    public async Task What_the_socket_offers_does_not_exist_on_the_public_address()
    {
        using var folder = new TempFolder();
        var url = KotanProcess.FreeUrl();
        await using var server = await KotanProcess.ServeAsync(folder.Data, url);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(new Uri(url + ControlEndpoints.InvitationPath), new StringContent("{\"satker\":\"BNN\",\"role\":\"admin\",\"uses\":1,\"days\":1}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused_and_names_the_first()
    {
        using var folder = new TempFolder();
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());

        var second = await KotanProcess.RunAsync("serve", "--urls", KotanProcess.FreeUrl(), "--data", folder.Data);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"pid {server.Id}", Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_port_in_use_is_refused_in_one_line()
    {
        using var folder = new TempFolder();
        var url = KotanProcess.FreeUrl();
        await using var server = await KotanProcess.ServeAsync(folder.Data, url);

        var second = await KotanProcess.RunAsync("serve", "--urls", url, "--data", Path.Combine(folder.Root, "other"));

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("already in use", Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_lock_whose_holder_does_not_answer_is_told_in_one_line()
    {
        using var folder = new TempFolder();
        await using var stage = (await OpenedGateway.TryOpenAsync(new GatewayOptions { DataPath = folder.Data }))!;

        var refused = await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data);

        Assert.Equal(1, refused.ExitCode);
        var line = Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"pid {Environment.ProcessId}", line);
        Assert.Contains("does not answer", line);
    }

    [Fact]
    public async Task After_a_crash_the_next_server_replaces_the_socket_and_goes_on_with_the_talk()
    {
        using var folder = new TempFolder();
        await using (var first = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl()))
        {
            await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data, "--person", "Ani");
            await first.CrashAsync();
        }
        Assert.True(File.Exists(Path.Combine(folder.Data, "kotanbot.sock")), "a crash leaves the socket behind");

        await using var next = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());
        var chat = await KotanProcess.RunWithInputAsync("1\n", "chat", "--data", folder.Data, "--person", "Ani");
        var fresh = await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data, "--person", "Budi");

        Assert.Equal(0, chat.ExitCode);
        Assert.NotEqual(fresh.Output, chat.Output);
    }

    [Fact]
    public async Task Stops_cleanly_when_asked_and_leaves_one_database_file()
    {
        using var folder = new TempFolder();
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());
        await KotanProcess.RunWithInputAsync("halo\n", "chat", "--data", folder.Data, "--person", "Ani");

        var stopped = await server.TerminateAsync();

        Assert.Equal(0, stopped.ExitCode);
        Assert.Empty(stopped.Error);
        Assert.False(File.Exists(Path.Combine(folder.Data, "kotanbot.sock")));
        Assert.False(File.Exists(Path.Combine(folder.Data, "kotanbot.db-wal")));
    }

    [Fact]
    public async Task Index_show_reads_while_a_server_runs()
    {
        using var folder = new TempFolder();
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl());

        var shown = await KotanProcess.RunAsync("index", "show", "IKP", "--satker", "BNNP-19", "--period", "2026", "--json", "--data", folder.Data);

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("BNNP-19", shown.Output);
    }
}
