namespace KotanBot.Bench;

/// <summary>The least that ASP.NET Core can be: what the same machine does when there is nothing to decide and nothing to keep.</summary>
internal static class BareApp
{
    public const string Path = "/hello";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet(Path, () => Results.Text("hello"));
        await app.StartAsync();
        Console.WriteLine($"bare {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
