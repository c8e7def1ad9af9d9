using System.Diagnostics;
using System.Globalization;

namespace KotanBot.Bench;

/// <summary>A server as a process of its own, and what the kernel tells about it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A minute; counted all the same, so that the counting is a part of what is measured.</summary>
    private const string Unreachable = "10000000";

    private static readonly Dictionary<string, string> Wide = new(StringComparer.Ordinal)
    {
        ["KOTANBOT_LIMIT_ANSWERS"] = Unreachable,
        ["KOTANBOT_LIMIT_READS"] = Unreachable,
        ["KOTANBOT_LIMIT_ADDRESS"] = Unreachable,
    };

    private readonly Process _process;
    private readonly Stopwatch _since;

    private Server(Process process, Stopwatch since, Uri address)
    {
        _process = process;
        _since = since;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Since just before the process was made.</summary>
    public TimeSpan Age => _since.Elapsed;

    /// <summary>Starts <c>dotnet</c> with these arguments and waits for the line that ends with the server's address.</summary>
    public static Task<Server> StartAsync(params string[] arguments) => StartAsync([], arguments);

    public static async Task<Server> StartAsync(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var since = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (Uri.TryCreate(line.Split(' ')[^1], UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
                return new Server(process, since, address);
        }
        throw new InvalidOperationException($"{string.Join(' ', arguments)} ended before it served");
    }

    public static Task<Server> StartBareAsync() => StartAsync(BenchDll, "bare");

    public static Task<Server> StartHostedAsync(string data, int maxBatch) =>
        StartAsync(BenchDll, "serve", data, maxBatch.ToString(CultureInfo.InvariantCulture));

    /// <summary>As shipped, but for the limits of a conversation and of an address: one client stands for thousands here.</summary>
    public static Task<Server> StartShippedAsync(string dll, string data, Dictionary<string, string>? environment = null) =>
        StartAsync(new Dictionary<string, string>(Wide.Concat(environment ?? [])), dll, "serve", "--data", data, "--urls", "http://127.0.0.1:0");

    /// <summary>The gateway with Telegram in a process of the bench (<see cref="Telegram.HostedTelegram"/>).</summary>
    public static Task<Server> StartHostedTelegramAsync(Dictionary<string, string> environment, string data, bool lifted, int daysAgo) =>
        StartAsync(environment, BenchDll, "serve-telegram", data, lifted ? "lifted" : "real", daysAgo.ToString(CultureInfo.InvariantCulture));

    /// <summary>The gateway and Web Chat in a process of the bench (<see cref="Web.HostedWeb"/>).</summary>
    public static Task<Server> StartHostedWebAsync(string data, string definitions, string webChat) => StartAsync(BenchDll, "serve-web", data, definitions, webChat);

    /// <summary>Runs a verb to its end and returns the last line that it printed; <c>invite</c> puts the code there alone.</summary>
    public static async Task<string> RunVerbAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? printed.Trim().Split('\n')[^1] : throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {printed}");
    }

    public async Task<long> ReadAllocatedAsync() => long.Parse(await AskAsync("allocated"));

    /// <summary>Asks a server that the bench hosts. Its answers begin with "= ", since its log goes the same way.</summary>
    public async Task<string> AskAsync(string question)
    {
        await _process.StandardInput.WriteLineAsync(question);
        await _process.StandardInput.FlushAsync();
        while (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.StartsWith("= ", StringComparison.Ordinal))
                return line[2..];
        }
        throw new InvalidOperationException($"the server ended before it answered '{question}'");
    }

    /// <summary>As a power cut would, and instead of disposing.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public TimeSpan ReadProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Bytes that the process caused to be sent to the disk.</summary>
    public long ReadBytesWritten() => ReadField("io", "write_bytes:");

    /// <summary>Proportional set size: pages shared with other processes count in part.</summary>
    public long ReadMemoryBytes() => ReadField("smaps_rollup", "Pss:") * 1024;

    public async ValueTask DisposeAsync()
    {
        // The polite signal, so that the gateway drains, checkpoints and closes.
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string BenchDll => typeof(Server).Assembly.Location;

    private long ReadField(string file, string name) =>
        File.ReadLines($"/proc/{_process.Id}/{file}")
            .Where(l => l.StartsWith(name, StringComparison.Ordinal))
            .Select(l => long.Parse(l[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim()))
            .First();
}
