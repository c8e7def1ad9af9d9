using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KotanBot.Commands;
using KotanBot.Core.Definitions;

namespace KotanBot.Tests.Host;

/// <summary>What respondents answered in the chat, as the verbs hand it on.</summary>
public sealed partial class QuestionnaireVerbTests
{
    [Fact]
    public async Task Exports_sent_answers_that_calibrate_reads_while_a_server_runs()
    {
        using var folder = new TempFolder();
        int[] asked = [await AnswerAsync(folder, "keluarga", "p1"), await AnswerAsync(folder, "keluarga", "p2")];
        await using var server = await RunningGateway.StartAsync(new GatewayOptions { DataPath = folder.Data, Urls = ["http://127.0.0.1:0"] });
        var (responses, variables) = (Path.Combine(folder.Root, "f.csv"), Path.Combine(folder.Root, "v.csv"));

        var exported = await KotanProcess.RunAsync("export", "responses", "--bank", "ikotan", "--satker", "BNNP-19", "--from", "0001-01-01", "--to", "9999-12-31", "--out", responses, "--data", folder.Data);
        var named = await KotanProcess.RunAsync("export", "variables", "--bank", "ikotan", "--out", variables);
        var calibrated = await KotanProcess.RunAsync("calibrate", "--responses", responses, "--variables", variables, "--out", Path.Combine(folder.Root, "c.yaml"));

        Assert.Equal((0, 0), (exported.ExitCode, named.ExitCode));
        var issues = new IssueList();
        var read = ResponsesReader.Read(responses, issues);
        Assert.Empty(issues);
        Assert.Equal(["keluarga", "keluarga"], read!.Responses.Groups);
        Assert.Equal(asked.Select(a => a - 1), Enumerable.Range(0, 2).Select(row => read.Responses.Row(row).ToArray().Count(c => c > 0)));
        Assert.StartsWith("respondent,group,", await File.ReadAllTextAsync(responses, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        // Two respondents are too few to calibrate, and that is all it has to say against the files.
        Assert.Equal(1, calibrated.ExitCode);
        Assert.Contains("too-few", calibrated.Error, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }

    [Fact]
    public async Task Health_tells_what_was_asked_skipped_and_asked_about()
    {
        using var folder = new TempFolder();
        var asked = await AnswerAsync(folder, "keluarga", "p1");

        var health = await KotanProcess.RunAsync("items", "health", "--bank", "ikotan", "--json", "--data", folder.Data);
        var table = await KotanProcess.RunAsync("items", "health", "--bank", "ikotan", "--satker", "BNNK-19.02", "--data", folder.Data);

        var items = JsonNode.Parse(health.Output)!["items"]!.AsArray();
        Assert.Equal(asked, items.Sum(i => i!["asked"]!.GetValue<int>()));
        Assert.Equal(asked - 1, items.Sum(i => i!["answered"]!.GetValue<int>()));
        Assert.Equal(1, items.Sum(i => i!["helps"]!.GetValue<int>()));
        Assert.Equal(1, items.Sum(i => i!["skipped"]!["tidak-tahu"]?.GetValue<int>() ?? 0));
        Assert.All(items, i => Assert.Equal(i!["asked"]!.GetValue<int>() > 0, i["medianSeconds"] is not null));
        Assert.Equal(items.Count + 1, table.Lines.Length);
    }

    [Theory]
    [InlineData(1, "cuaca", "export", "responses", "--bank", "cuaca", "--out", "f.csv")]
    [InlineData(1, "there is no database", "export", "responses", "--bank", "ikotan", "--out", "f.csv")]
    [InlineData(1, "cuaca", "export", "variables", "--bank", "cuaca", "--out", "f.csv")]
    [InlineData(1, "there is no database", "items", "health", "--bank", "ikotan")]
    [InlineData(1, "cuaca", "items", "drift", "--bank", "cuaca")]
    [InlineData(1, "is not calibrated yet", "items", "drift", "--bank", "ikotan")]
    [InlineData(2, "2026-13-01", "export", "responses", "--bank", "ikotan", "--out", "f.csv", "--from", "2026-13-01")]
    [InlineData(2, "--from 2026-12-01 is after --to 2026-11-01", "export", "responses", "--bank", "ikotan", "--out", "f.csv", "--from", "2026-12-01", "--to", "2026-11-01")]
    [InlineData(2, "--out needs the path of a file", "export", "variables", "--bank", "ikotan", "--out", "")]
    [InlineData(1, "is a folder", "export", "variables", "--bank", "ikotan", "--out", "/")]
    [InlineData(2, "--out", "export", "responses", "--bank", "ikotan")]
    public async Task Says_what_is_wrong_and_writes_nothing(int exitCode, string about, params string[] args)
    {
        using var folder = new TempFolder();
        args = [.. args.Select(a => a == "f.csv" ? Path.Combine(folder.Root, a) : a)];

        var finished = await KotanProcess.RunAsync(args[1] == "variables" ? args : [.. args, "--data", folder.Data]);

        Assert.Equal(exitCode, finished.ExitCode);
        Assert.Contains(about, finished.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public async Task An_unknown_office_is_refused()
    {
        using var folder = new TempFolder();
        await AnswerAsync(folder, "keluarga", "p1");

        var finished = await KotanProcess.RunAsync("export", "responses", "--bank", "ikotan", "--satker", "BNNK-99.99", "--out", Path.Combine(folder.Root, "f.csv"), "--data", folder.Data);

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("BNNK-99.99", finished.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    /// <summary>A respondent who joins, is led into the questionnaire, asks once what an item means, leaves one open, and sends.</summary>
    /// <returns>How many items were asked: one respondent in twenty gets them all.</returns>
    private static async Task<int> AnswerAsync(TempFolder folder, string group, string person)
    {
        var code = (await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "respondent", "--data", folder.Data)).Lines[^1];
        var begun = await SayAsync(folder, person, $"/mulai {code}", "setuju", group, "19.02");
        var items = int.Parse(Place().Match(begun).Groups[1].Value, CultureInfo.InvariantCulture);
        var answers = Enumerable.Range(1, items - 1).Select(i => "abcd"[i % 4].ToString());
        Assert.Contains("Jawaban Anda tersimpan", await SayAsync(folder, person, ["?", "tidak tahu", .. answers, "kirim"]), StringComparison.Ordinal);
        return items;
    }

    private static async Task<string> SayAsync(TempFolder folder, string person, params string[] texts) =>
        (await KotanProcess.RunWithInputAsync(string.Join('\n', texts) + "\n", "chat", "--data", folder.Data, "--person", person)).Output;

    [GeneratedRegex(@"\(1/(\d+) · ")]
    private static partial Regex Place();
}
