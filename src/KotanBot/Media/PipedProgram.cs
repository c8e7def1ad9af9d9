using System.Diagnostics;

namespace KotanBot.Media;

/// <summary>A program of the system that reads its standard input and writes its standard output: nothing stands unsealed on a disk, and no shell is between.</summary>
internal static class PipedProgram
{
    /// <summary>The first of that name in the folders of PATH, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    /// <summary>It gets nothing of ours: the bot's token stands in the environment.</summary>
    /// <param name="mostMemory">Address space in bytes. util-linux, which limits it, is on every Debian; elsewhere there is no limit.</param>
    public static ProcessStartInfo Command(string path, long mostMemory, IReadOnlyList<string> arguments)
    {
        var start = Find("prlimit") is { } limiter ? new ProcessStartInfo(limiter, [$"--as={mostMemory}", "--core=0", path, .. arguments]) : new ProcessStartInfo(path, arguments);
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var search = start.Environment.TryGetValue("PATH", out var own) ? own : null;
        start.Environment.Clear();
        start.Environment["PATH"] = search;
        return start;
    }

    /// <summary>Null when the program refuses; it is killed when the caller cancels.</summary>
    public static async Task<byte[]?> RunAsync(ProcessStartInfo command, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        using var process = Process.Start(command) ?? throw new InvalidOperationException("nothing was started");
        try
        {
            return await RunAsync(process, input, cancellation);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static async Task<byte[]?> RunAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        // Both read to their ends while we write, or a full pipe would stop the program and us.
        using var output = new MemoryStream();
        var read = process.StandardOutput.BaseStream.CopyToAsync(output, cancellation);
        var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It knew enough, or refused, before the end; its exit code tells which.
        }
        await Task.WhenAll(read, errors);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0 ? output.ToArray() : null;
    }
}
