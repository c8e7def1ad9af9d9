using System.Diagnostics;
using System.Threading.Channels;

namespace KotanBot.Tests.Clients;

/// <summary>A script of tests/clients as its own process. Call <see cref="NodePackages.SkipWhenMissing"/> first.</summary>
internal sealed class NodeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private NodeProcess(string script, string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("node", [script, .. args]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new() { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data is null ? "" : "error: " + line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static NodeProcess Start(NodePackages packages, string script, string[] args, IReadOnlyDictionary<string, string> environment) => new(packages.PathOf(script), args, environment);

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(NodePackages packages, string script, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [packages.PathOf(script), .. args]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        using var patience = new CancellationTokenSource(2 * Patience);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, output, await error);
    }

    /// <summary>Its next line, as soon as there is one.</summary>
    public ValueTask<string> ReadAsync(CancellationToken cancellation) => _lines.Reader.ReadAsync(cancellation);

    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads on until a line starts so.</summary>
    public async Task<string> ReadUntilAsync(string start)
    {
        var seen = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            for (; ; )
            {
                var line = await _lines.Reader.ReadAsync(patience.Token);
                if (line.StartsWith(start, StringComparison.Ordinal))
                    return line;
                seen.Add(line);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"no line '{start}…' among:\n{string.Join('\n', seen)}");
            throw;
        }
    }

    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is { Length: > 0 })
            _lines.Writer.TryWrite(line);
    }
}
