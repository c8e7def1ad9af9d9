using System.Globalization;
using Telegram.Bot.Exceptions;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Reads what Telegram.Bot throws. Telegram's descriptions quote parts of what they refuse (an unknown tag, a button's address), so
/// none of them leaves here: only a word of ours.
/// </summary>
public static class TelegramFaultReader
{
    /// <summary>When a 429 does not say how long.</summary>
    public static readonly TimeSpan UntoldWait = TimeSpan.FromSeconds(5);

    private const string Other = "other";

    /// <summary>A part of a description, lower case, and our word for it; the first that fits.</summary>
    private static readonly (string Part, string Word)[] Words =
    [
        ("message is not modified", "not modified"),
        ("query is too old", "query too old"),
        ("message to edit not found", "message gone"),
        ("message can't be edited", "message gone"),
        ("message_id_invalid", "message gone"),
        ("can't parse entities", "markup"),
        ("text is empty", "empty text"),
        ("text must be non-empty", "empty text"),
        ("too long", "too long"),
        ("too_long", "too long"),
        ("keyboard", "keyboard"),
        ("button", "keyboard"),
        ("reply markup", "keyboard"),
    ];

    private static readonly string[] NoSuchChat = ["chat not found", "peer_id_invalid", "user not found", "input_user_deactivated", "user_is_blocked"];

    /// <summary>Null when the exception says nothing about Telegram: then it is a defect of ours, or a stop.</summary>
    public static TelegramFault? Read(Exception exception) => exception switch
    {
        ApiRequestException refusal => Read(refusal.ErrorCode, refusal.Message, refusal.Parameters?.RetryAfter),
        RequestException { HttpStatusCode: { } status } => new TelegramFault.Unavailable(((int)status).ToString(CultureInfo.InvariantCulture)),
        RequestException { InnerException: { } inner } => new TelegramFault.Unavailable(inner.GetType().Name),
        RequestException => new TelegramFault.Unavailable("unreadable answer"),
        _ => null,
    };

    private static TelegramFault Read(int code, string description, int? retryAfter) => code switch
    {
        429 => new TelegramFault.TooMany(retryAfter is { } seconds ? TimeSpan.FromSeconds(Math.Max(1, seconds)) : UntoldWait),
        401 or 404 => new TelegramFault.TokenRefused(code),
        409 => new TelegramFault.Conflict(),
        403 => new TelegramFault.NobodyThere(),
        >= 400 and < 500 when NoSuchChat.Any(p => description.Contains(p, StringComparison.OrdinalIgnoreCase)) => new TelegramFault.NobodyThere(),
        >= 400 and < 500 => new TelegramFault.Refused(code, Words.FirstOrDefault(w => description.Contains(w.Part, StringComparison.OrdinalIgnoreCase), (Part: "", Word: Other)).Word),
        _ => new TelegramFault.Unavailable(code.ToString(CultureInfo.InvariantCulture)),
    };
}
