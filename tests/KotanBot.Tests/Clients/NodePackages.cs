using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Clients;

/// <summary>A folder of tests/clients with foreign clients that judge ours, installed by test.sh (<c>npm ci</c>).</summary>
internal sealed class NodePackages
{
    private readonly string _name;

    private NodePackages(string name, string package)
    {
        _name = name;
        Folder = Docs.PathOf("tests/clients/" + name);
        Missing = FindMissing(package);
    }

    public static NodePackages Telegram { get; } = new("telegram", "grammy");

    public static NodePackages DirectLine { get; } = new("directline", "botframework-directlinejs");

    public static NodePackages WebChat { get; } = new("webchat", "botframework-webchat");

    public static NodePackages Page { get; } = new("page", "axe-core");

    public string Folder { get; }

    /// <summary>Why they cannot be used here; null when they can. With CI=true a test fails instead of being skipped.</summary>
    public string? Missing { get; }

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void SkipWhenMissing()
    {
        if (Missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(Missing);
        Assert.SkipWhen(Missing is not null, $"{Missing}; CI=true makes this a failure.");
    }

    private string? FindMissing(string package)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", package)))
            return $"the packages of tests/clients/{_name} are missing (npm ci)";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Any(f => File.Exists(Path.Combine(f, "node"))) ? null : "node is missing (apt-get install nodejs npm)";
    }
}
