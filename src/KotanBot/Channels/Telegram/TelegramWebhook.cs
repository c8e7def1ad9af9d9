using System.Security.Cryptography;
using System.Text;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Where Telegram calls us, in webhook mode only. The answer 200 tells Telegram to forget the update, so it comes after the
/// update is done with; anything else makes Telegram deliver it again. Without the secret not a byte of the body is read.
/// </summary>
public sealed class TelegramWebhook(TelegramSettings settings, KeyRing keys, TelegramDelivery delivery)
{
    public const string Path = "/telegram/webhook";

    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    private const int MostBody = 1024 * 1024;

    /// <summary>Belongs to this bot and this data folder: a stolen token alone does not let anybody speak as a person.</summary>
    public string Secret { get; } = keys.Secret("telegram webhook", settings.ClientOptions().Token);

    public static void Map(WebApplication app) =>
        app.MapPost(Path, (HttpContext context, TelegramWebhook webhook) => webhook.TakeAsync(context));

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        if (!Knows(context.Request.Headers[SecretHeader].ToString()))
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        if (await RequestBody.ReadAsync(context, MostBody) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        await delivery.TakeAsync(TelegramUpdate.Read(body));
        return Results.Ok();
    }

    /// <summary>Hashed first, so that the time of the comparison tells nothing about either length.</summary>
    private bool Knows(string presented) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));
}
