using System.Data.Common;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// <c>/health/live</c>: the process serves. <c>/health/ready</c>: the database answers and the writer takes work. How it
/// stands with Telegram is told beside and makes nobody unready, for the web chat goes on without it.
/// </summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        var telegram = app.Services.GetService<TelegramState>();
        app.MapGet("/health/ready", async (Database database) =>
            await FindFaultAsync(database) is { } fault
                ? Results.Json(new { status = "unavailable", reason = fault, telegram = NameOf(telegram) }, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new { status = "ready", telegram = NameOf(telegram) }));
    }

    private static string NameOf(TelegramState? telegram) => telegram?.Name ?? "off";

    private static async Task<string?> FindFaultAsync(Database database)
    {
        try
        {
            database.Read(Ask);
        }
        catch (Exception exception) when (exception is DbException or StorageUnavailableException or ObjectDisposedException)
        {
            return "the database does not answer";
        }
        try
        {
            await database.WriteAsync((_, _) => 0).WaitAsync(WriterPatience);
            return null;
        }
        catch (Exception exception) when (exception is TimeoutException or DbException or StorageUnavailableException or ObjectDisposedException)
        {
            return "the writer takes no work";
        }
    }

    private static long Ask(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select 1";
        return (long)command.ExecuteScalar()!;
    }
}
