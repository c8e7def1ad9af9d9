using System.Diagnostics;
using System.Net;

namespace KotanBot.Tests.Repository;

/// <summary>The scripts as a person starts them.</summary>
public sealed class RunScriptTests
{
    /// <summary>The first start builds the product.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task Run_starts_the_product_with_demo_data_and_ends_when_told()
    {
        using var patience = new CancellationTokenSource(Patience);
        var data = Directory.CreateTempSubdirectory("kotanbot-run-");
        using var process = Start("run.sh", null, "--urls", "http://127.0.0.1:0", "--data", data.FullName);
        try
        {
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            var url = await ReadyUrlAsync(process, error, patience.Token);
            using var http = new HttpClient { BaseAddress = new Uri(url) };
            using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Contains("KotanBot", await http.GetStringAsync(new Uri("/", UriKind.Relative), patience.Token));

            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(patience.Token);
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("/health/live", UriKind.Relative), patience.Token));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            data.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("run.sh")]
    [InlineData("test.sh")]
    public async Task Scripts_say_in_one_line_that_the_sdk_is_missing(string script)
    {
        var empty = Directory.CreateTempSubdirectory("kotanbot-no-sdk-");
        try
        {
            using var process = Start(script, empty.FullName);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(1, process.ExitCode);
            var line = Assert.Single(error.TrimEnd('\n').Split('\n'));
            Assert.StartsWith($"{script}: the .NET SDK 10 is missing; on Debian: apt-get install dotnet-sdk-10.0", line);
        }
        finally
        {
            empty.Delete(recursive: true);
        }
    }

    private static Process Start(string script, string? path, params string[] arguments)
    {
        var bash = File.Exists("/bin/bash") ? "/bin/bash" : "bash";
        var start = new ProcessStartInfo(bash, [Docs.PathOf(script), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in new[] { "KOTANBOT_DATA", "KOTANBOT_URLS", "ASPNETCORE_URLS" })
            start.Environment.Remove(name);
        // A build server that lives on would hold the test's pipes.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        if (path is not null)
            start.Environment["PATH"] = path;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<string> ReadyUrlAsync(Process process, Task<string> error, CancellationToken cancellation)
    {
        const string mark = "KotanBot siap di ";
        var printed = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            printed.Add(line);
            if (line.Contains(mark))
                return line[(line.IndexOf(mark) + mark.Length)..].Trim();
        }

        Assert.Fail($"run.sh ended without being ready: {string.Join('\n', printed)}\n{await error}");
        return "";
    }
}
