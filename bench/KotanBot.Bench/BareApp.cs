using System.Text.Json;

namespace KotanBot.Bench;

/// <summary>The least that ASP.NET Core can be: what the same machine does when there is nothing to decide and nothing to keep.</summary>
internal static class BareApp
{
    public const string Path = "/hello";

    /// <summary>Reads and parses what is posted, and keeps nothing.</summary>
    public const string UpdatePath = "/update";

    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet(Path, () => Results.Text("hello"));
        app.MapPost(UpdatePath, async (HttpContext context) =>
        {
            using var update = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return update.RootElement.GetProperty("update_id").GetInt64() > 0 ? Results.Ok() : Results.BadRequest();
        });
        await app.StartAsync();
        Console.WriteLine($"bare {app.Urls.First()}");
        await app.WaitForShutdownAsync();
    }
}
