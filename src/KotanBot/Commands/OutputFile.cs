using System.CommandLine;
using System.Text;

namespace KotanBot.Commands;

/// <summary>
/// The file of <c>--out</c>, written whole or not at all: whoever reads it meanwhile sees the old or the new one, and after any fault the old
/// one stays. What stands in the way is refused before the work begins, by the path that the user wrote.
/// </summary>
internal sealed class OutputFile
{
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Of all file systems that a server usually has.</summary>
    private const int LongestNameBytes = 255;

    private readonly string _path;

    private OutputFile(string path) => _path = path;

    public static Option<string> CreateOption(string description, string name)
    {
        var option = new Option<string>("--out") { Description = description, HelpName = name, Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && string.IsNullOrWhiteSpace(token.Value))
                result.AddError("--out needs the path of a file");
        });
        return option;
    }

    /// <param name="sources">Files that the command reads; a result in their place would destroy them.</param>
    /// <exception cref="RefusedException">Nothing can or should be written there.</exception>
    public static OutputFile At(string path, params IEnumerable<string?> sources)
    {
        if (sources.OfType<string>().FirstOrDefault(s => Real(s) == Real(path)) is { } source)
            throw new RefusedException($"--out {path} is the file {source} that is read; it would be overwritten");
        if (Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
            throw new RefusedException($"--out {path} is a folder; it needs the path of a file");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new RefusedException($"--out {path}: there is no folder {Path.GetDirectoryName(path)}");
        // The temporary file has another name, so that only the move at the end, after everything was reported as written, would find out.
        if (Encoding.UTF8.GetByteCount(Path.GetFileName(path)) > LongestNameBytes)
            throw new RefusedException($"--out {path} cannot be written: a file name holds {LongestNameBytes} bytes at most");
        var file = new OutputFile(path);
        file.Try(() =>
        {
            if (File.Exists(path) && !IsRegular(path))
                throw new RefusedException($"--out {path} is no regular file");
            var temporary = file.Temporary();
            File.WriteAllText(temporary, "");
            File.Delete(temporary);
        });
        return file;
    }

    /// <summary>As <see cref="At"/>, but an earlier file stays, unless its owner says otherwise: what was handed in last month must not become this month's unseen.</summary>
    /// <exception cref="RefusedException">There is one, or nothing can be written there.</exception>
    public static OutputFile AtNew(string path, bool force)
    {
        var file = At(path);
        return force || !File.Exists(path) ? file : throw new RefusedException($"--out {path} exists already; --force replaces it");
    }

    /// <summary>As <see cref="Save"/>, for what is written bit by bit. Only the user who runs the command can read the file, because it tells of people.</summary>
    public async Task SaveAsync(Func<Stream, Task> write, Action report)
    {
        var temporary = Temporary();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var stream = Try(() => new FileStream(temporary, options)))
                await TryAsync(() => write(stream));
            report();
            Try(() => File.Move(temporary, _path, overwrite: true));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <param name="report">Tells the user of it; the earlier file is replaced only when that went well too.</param>
    public void Save(Action<TextWriter> write, Action report)
    {
        var temporary = Temporary();
        try
        {
            Try(() =>
            {
                using var writer = new StreamWriter(temporary, append: false, PlainUtf8);
                write(writer);
            });
            report();
            Try(() => File.Move(temporary, _path, overwrite: true));
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Beside the target, so that moving it there is one step; random, because any fixed name may be a file of the user's.</summary>
    private string Temporary() => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, $".kotanbot-{Guid.NewGuid():N}");

    private void Try(Action action) => Try(() =>
    {
        action();
        return true;
    });

    private T Try<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw Refusal(fault);
        }
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw Refusal(fault);
        }
    }

    private RefusedException Refusal(Exception fault) => fault switch
    {
        UnauthorizedAccessException => new RefusedException($"--out {_path} cannot be written: permission denied"),
        FileNotFoundException => new RefusedException($"--out {_path} cannot be written: no file can be created there"),
        // The system's sentence, without the temporary name that it ends with.
        _ => new RefusedException($"--out {_path} cannot be written: {fault.Message.Split(" : '")[0]}"),
    };

    /// <summary>Devices can be sought in as files can, so that their place tells them; pipes and sockets cannot.</summary>
    private static bool IsRegular(string path)
    {
        if (new[] { Path.GetFullPath(path), Real(path) }.Any(p => p.StartsWith("/proc/", StringComparison.Ordinal) || (p.StartsWith("/dev/", StringComparison.Ordinal) && !p.StartsWith("/dev/shm/", StringComparison.Ordinal))))
            return false;
        // Reading and writing at once, because a pipe opened for one of them waits for its other end.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        return stream.CanSeek;
    }

    private static string Real(string path)
    {
        var full = Path.GetFullPath(path);
        return (File.Exists(full) ? File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName : null) ?? full;
    }
}
