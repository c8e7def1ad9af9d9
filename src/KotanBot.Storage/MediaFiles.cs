using System.Security.Cryptography;

namespace KotanBot.Storage;

/// <summary>The media folder: sealed files, each named by the SHA-256 of its bytes, so that <c>sha256sum</c> shows whether one was damaged.</summary>
internal sealed class MediaFiles(DataFolder folder)
{
    private const string Unfinished = ".part";

    /// <summary>
    /// On the disk before its row is: a row never names a file that a crash could take. It gets its name when it is whole; what
    /// a crash leaves has another, and goes with <see cref="DeleteOthers"/>.
    /// </summary>
    public async Task<string> WriteAsync(byte[] content)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(content));
        var unfinished = NewId.Create() + Unfinished;
        try
        {
            await WriteWholeAsync(PathOf(unfinished), content);
            File.Move(PathOf(unfinished), PathOf(name));
        }
        catch
        {
            TryDelete([unfinished]);
            throw;
        }
        FolderSync.Flush(folder.MediaPath);
        return name;
    }

    private static async Task WriteWholeAsync(string path, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(content);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null when it is not there.</summary>
    public byte[]? Read(string name)
    {
        try
        {
            return File.ReadAllBytes(PathOf(name));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What stays is unreadable without its key and goes at the next start; a committed turn must not fail over it.</summary>
    public void TryDelete(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            try
            {
                File.Delete(PathOf(name));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
    }

    /// <summary>How many files there were that nobody knows.</summary>
    public int DeleteOthers(IReadOnlySet<string> known)
    {
        var others = Directory.EnumerateFiles(folder.MediaPath).Where(f => !known.Contains(Path.GetFileName(f))).ToList();
        foreach (var other in others)
            File.Delete(other);
        return others.Count;
    }

    private string PathOf(string name) => Path.Combine(folder.MediaPath, name);
}
