using KotanBot.Channels.Telegram;

namespace KotanBot;

/// <summary>
/// <c>/health/live</c>: the process serves. <c>/health/ready</c>: the database answers and can be written (<see cref="Readiness"/>). How it
/// stands with Telegram is told beside and makes nobody unready, for the web chat goes on without it.
/// </summary>
public static class HealthEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        var telegram = app.Services.GetService<TelegramState>();
        app.MapGet("/health/ready", async (Readiness readiness) =>
            await readiness.FindFaultAsync() is { } fault
                ? Results.Json(new { status = "unavailable", reason = fault, telegram = NameOf(telegram) }, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Json(new { status = "ready", telegram = NameOf(telegram) }));
    }

    private static string NameOf(TelegramState? telegram) => telegram?.Name ?? "off";
}
