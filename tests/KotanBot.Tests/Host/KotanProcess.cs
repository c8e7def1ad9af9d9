using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace KotanBot.Tests.Host;

/// <summary>What a finished process left behind.</summary>
public sealed record Finished(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The real program as its own process.</summary>
public sealed class KotanProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private KotanProcess(string folder, string[] args, string? workingDirectory, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, "KotanBot.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var name in new[] { "KOTANBOT_DATA", "KOTANBOT_URLS", "ASPNETCORE_URLS", "KOTANBOT_TELEGRAM_TOKEN", "KOTANBOT_TELEGRAM_API", "KOTANBOT_PUBLIC_URL", "KOTANBOT_TRUSTED_ORIGINS", "KOTANBOT_LIMIT_ANSWERS", "KOTANBOT_LIMIT_READS", "KOTANBOT_LIMIT_ADDRESS", "KOTANBOT_LIMIT_API", "KOTANBOT_API_ORIGINS", "KOTANBOT_TRUSTED_PROXIES" })
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The build that the tests run beside.</summary>
    public static string BuildFolder => AppContext.BaseDirectory;

    public int Id => _process.Id;

    public static Task<Finished> RunAsync(params string[] args) => RunWithInputAsync("", args);

    public static async Task<Finished> RunWithInputAsync(string input, params string[] args)
    {
        await using var process = new KotanProcess(BuildFolder, args, null);
        return await process.FinishAsync(input);
    }

    public static async Task<Finished> RunInAsync((string Name, string Value)[] environment, params string[] args)
    {
        await using var process = new KotanProcess(BuildFolder, args, null, environment);
        return await process.FinishAsync("");
    }

    public static async Task<Finished> RunFromAsync(string programFolder, string workingDirectory, params string[] args)
    {
        await using var process = new KotanProcess(programFolder, args, workingDirectory);
        return await process.FinishAsync("");
    }

    /// <summary>Starts a server and returns once it is ready.</summary>
    public static async Task<KotanProcess> ServeAsync(string data, string url, params (string Name, string Value)[] environment)
    {
        var process = new KotanProcess(BuildFolder, ["serve", "--urls", url, "--data", data], null, environment);
        using var http = new HttpClient();
        var started = Stopwatch.StartNew();
        while (!await IsReadyAsync(http, url))
        {
            if (process._process.HasExited || started.Elapsed > Patience)
                Assert.Fail($"the server did not become ready: {await process._error}");
            await Task.Delay(50);
        }
        return process;
    }

    public static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }

    /// <summary>As a service manager stops it.</summary>
    public async Task<Finished> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"]))
            await kill.WaitForExitAsync();
        return await FinishAsync("");
    }

    /// <summary>As a power cut stops it.</summary>
    public async Task CrashAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await CrashAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url + "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<Finished> FinishAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new Finished(_process.ExitCode, await _output, await _error);
    }
}
