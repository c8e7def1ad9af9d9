using System.Data.Common;
using KotanBot.Storage;

namespace KotanBot;

/// <summary><c>/health/live</c>: the process serves. <c>/health/ready</c>: the database answers and the writer takes work.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan WriterPatience = TimeSpan.FromSeconds(2);

    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", async (Database database) =>
            await FindFaultAsync(database) is { } fault
                ? Results.Json(new { status = "unavailable", reason = fault }, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new { status = "ready" }));
    }

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
