namespace KotanBot.Tests.Host;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Root = Directory.CreateTempSubdirectory("kotanbot-").FullName;

    public string Root { get; }

    /// <summary>Does not exist yet.</summary>
    public string Data => Path.Combine(Root, "data");

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
