using System.Globalization;
using System.Net;
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

    /// <summary>Nobody waits longer for Telegram's word: a mistaken number must not silence the bot, and a timer takes no number at all.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

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

    /// <summary>The wait that a 429 tells, from a second to <see cref="LongestWait"/>; null when it tells none.</summary>
    public static TimeSpan? ToldWait(Exception exception) =>
        exception is ApiRequestException { ErrorCode: 429, Parameters.RetryAfter: { } seconds } ? TimeSpan.FromSeconds(Math.Clamp(seconds, 1, LongestWait.TotalSeconds)) : null;

    /// <summary>Telegram did it, only the rest of its answer cannot be read: once more would be twice. <see cref="TelegramAnswers"/> lets no other 200 through.</summary>
    public static bool WasDone(Exception exception) => exception is RequestException { HttpStatusCode: HttpStatusCode.OK } and not ApiRequestException;

    /// <summary>Null when the exception says nothing about Telegram: then it is a defect of ours, or a stop.</summary>
    public static TelegramFault? Read(Exception exception) => exception switch
    {
        ApiRequestException refusal => Read(refusal.ErrorCode, refusal.Message, ToldWait(refusal)),
        RequestException { HttpStatusCode: { } status } => new TelegramFault.Unavailable(((int)status).ToString(CultureInfo.InvariantCulture)),
        RequestException { InnerException: { } inner } => new TelegramFault.Unavailable(inner.GetType().Name),
        RequestException => new TelegramFault.Unavailable("unreadable answer"),
        _ => null,
    };

    private static TelegramFault Read(int code, string description, TimeSpan? told) => code switch
    {
        429 => new TelegramFault.TooMany(told ?? UntoldWait),
        401 or 404 => new TelegramFault.TokenRefused(code),
        409 => new TelegramFault.Conflict(),
        403 => new TelegramFault.NobodyThere(),
        >= 400 and < 500 when NoSuchChat.Any(p => description.Contains(p, StringComparison.OrdinalIgnoreCase)) => new TelegramFault.NobodyThere(),
        >= 400 and < 500 => new TelegramFault.Refused(code, Words.FirstOrDefault(w => description.Contains(w.Part, StringComparison.OrdinalIgnoreCase), (Part: "", Word: Other)).Word),
        _ => new TelegramFault.Unavailable(code.ToString(CultureInfo.InvariantCulture)),
    };
}
