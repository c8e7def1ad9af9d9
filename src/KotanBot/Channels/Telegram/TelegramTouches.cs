using Telegram.Bot;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// The small things around a conversation: a pressed button shows its choice, an old keyboard goes away, "typing". They are worth one
/// try: what Telegram makes of them changes nothing and is not told to the caller, and a crash forgets them.
/// </summary>
public sealed class TelegramTouches(TelegramSending sending, ILogger<TelegramTouches> logger)
{
    /// <summary>Shows under a message what was chosen, and takes its buttons away.</summary>
    public Task ShowChosenAsync(long chatId, int messageId, TelegramText text, CancellationToken cancellation) => TouchAsync(
        "show a choice", chatId,
        (client, c) => client.EditMessageText(chatId, messageId, text.Html, parseMode: ParseMode.Html, replyMarkup: text.Keyboard, cancellationToken: c), cancellation);

    /// <summary>Takes the buttons of a message away.</summary>
    public Task DropKeyboardAsync(long chatId, int messageId, CancellationToken cancellation) => TouchAsync(
        "drop a keyboard", chatId, (client, c) => client.EditMessageReplyMarkup(chatId, messageId, replyMarkup: null, cancellationToken: c), cancellation);

    /// <summary>One line to a group. A repeated one is worse than none, so it is not tried again.</summary>
    public Task SayOnceAsync(long chatId, string text, CancellationToken cancellation) => TouchAsync(
        "write to a group", chatId, (client, c) => client.SendMessage(chatId, text, cancellationToken: c), cancellation);

    /// <summary>Ends the waiting sign on a pressed button. It is no message and waits for nobody: it is worth nothing after a minute.</summary>
    public async Task AnswerCallbackAsync(string callbackId, string? text, CancellationToken cancellation) =>
        Note("answer a press", await sending.NowAsync(null, (client, c) => client.AnswerCallbackQuery(callbackId, text: text, cancellationToken: c), cancellation));

    /// <summary>Shows for up to five seconds that the bot is busy. It is no message and waits for nobody.</summary>
    public async Task TypingAsync(long chatId, CancellationToken cancellation) =>
        Note("show typing", await sending.NowAsync(chatId, (client, c) => client.SendChatAction(chatId, ChatAction.Typing, cancellationToken: c), cancellation));

    private async Task TouchAsync(string what, long chatId, Func<ITelegramBotClient, CancellationToken, Task> request, CancellationToken cancellation) =>
        Note(what, await sending.PassAsync(chatId, TelegramPriority.Touch, request, cancellation));

    /// <summary>Only what may be a defect of ours; the rest is the world's way, and an outage is told already.</summary>
    private void Note(string what, TelegramFault? fault)
    {
        if (fault is TelegramFault.Refused { Reason: not ("not modified" or "query too old" or "message gone") } refused)
            logger.LogWarning("Telegram refused to {What}: {Code} {Reason}", what, refused.Code, refused.Reason);
    }
}
