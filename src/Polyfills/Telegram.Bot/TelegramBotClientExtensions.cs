using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;

namespace Telegram.Bot;

/// <summary>
/// The Bot API's methods. The package has more optional parameters between these: name the optional ones in a call, so
/// that the call means the same on both sides.
/// </summary>
public static class TelegramBotClientExtensions
{
    public static Task<User> GetMe(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<User>("getMe"), cancellationToken);

    /// <param name="botClient">The client.</param>
    /// <param name="offset">The first update wanted; every earlier one is confirmed and forgotten by the server.</param>
    /// <param name="limit">At most this many, up to 100.</param>
    /// <param name="timeout">Seconds that the server may hold the answer back while there is none.</param>
    /// <param name="allowedUpdates">The kinds wanted; leaving it out keeps the last setting.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task<Update[]> GetUpdates(
        this ITelegramBotClient botClient,
        int? offset = null,
        int? limit = null,
        int? timeout = null,
        IEnumerable<UpdateType>? allowedUpdates = null,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<Update[]>("getUpdates", new { offset, limit, timeout, allowedUpdates }), cancellationToken);

    public static Task<Message> SendMessage(
        this ITelegramBotClient botClient,
        ChatId chatId,
        string text,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = null,
        ReplyMarkup? replyMarkup = null,
        LinkPreviewOptions? linkPreviewOptions = null,
        bool disableNotification = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(
            new JsonRequest<Message>("sendMessage", new { chatId, text, parseMode, replyParameters, replyMarkup, linkPreviewOptions, disableNotification }),
            cancellationToken);

    public static Task<Message> SendPhoto(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile photo,
        string? caption = null,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = null,
        ReplyMarkup? replyMarkup = null,
        bool disableNotification = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(
            new FileRequest<Message>("sendPhoto", "photo", photo, new { chatId, caption, parseMode, replyParameters, replyMarkup, disableNotification }),
            cancellationToken);

    public static Task<Message> SendDocument(
        this ITelegramBotClient botClient,
        ChatId chatId,
        InputFile document,
        string? caption = null,
        ParseMode parseMode = default,
        ReplyParameters? replyParameters = null,
        ReplyMarkup? replyMarkup = null,
        bool disableNotification = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(
            new FileRequest<Message>("sendDocument", "document", document, new { chatId, caption, parseMode, replyParameters, replyMarkup, disableNotification }),
            cancellationToken);

    public static Task<Message> EditMessageText(
        this ITelegramBotClient botClient,
        ChatId chatId,
        int messageId,
        string? text,
        ParseMode parseMode = default,
        InlineKeyboardMarkup? replyMarkup = null,
        LinkPreviewOptions? linkPreviewOptions = null,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(
            new JsonRequest<Message>("editMessageText", new { chatId, messageId, text, parseMode, replyMarkup, linkPreviewOptions }),
            cancellationToken);

    /// <summary>Changes the buttons under a message; without markup they go away.</summary>
    public static Task<Message> EditMessageReplyMarkup(
        this ITelegramBotClient botClient,
        ChatId chatId,
        int messageId,
        InlineKeyboardMarkup? replyMarkup = null,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<Message>("editMessageReplyMarkup", new { chatId, messageId, replyMarkup }), cancellationToken);

    /// <summary>Ends the waiting sign on a pressed button; Telegram shows it until this is called.</summary>
    public static Task AnswerCallbackQuery(
        this ITelegramBotClient botClient,
        string callbackQueryId,
        string? text = null,
        bool showAlert = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<bool>("answerCallbackQuery", new { callbackQueryId, text, showAlert }), cancellationToken);

    /// <summary>Shows for up to five seconds that the bot is busy.</summary>
    public static Task SendChatAction(
        this ITelegramBotClient botClient,
        ChatId chatId,
        ChatAction action,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<bool>("sendChatAction", new { chatId, action }), cancellationToken);

    public static Task SetMyCommands(
        this ITelegramBotClient botClient,
        IEnumerable<BotCommand> commands,
        BotCommandScope? scope = null,
        string? languageCode = null,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<bool>("setMyCommands", new { commands, scope, languageCode }), cancellationToken);

    public static Task SetWebhook(
        this ITelegramBotClient botClient,
        string url,
        int? maxConnections = null,
        IEnumerable<UpdateType>? allowedUpdates = null,
        bool dropPendingUpdates = false,
        string? secretToken = null,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(
            new JsonRequest<bool>("setWebhook", new { url, maxConnections, allowedUpdates, dropPendingUpdates, secretToken }),
            cancellationToken);

    public static Task DeleteWebhook(
        this ITelegramBotClient botClient,
        bool dropPendingUpdates = false,
        CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<bool>("deleteWebhook", new { dropPendingUpdates }), cancellationToken);

    public static Task<WebhookInfo> GetWebhookInfo(this ITelegramBotClient botClient, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<WebhookInfo>("getWebhookInfo"), cancellationToken);

    public static Task<TGFile> GetFile(this ITelegramBotClient botClient, string fileId, CancellationToken cancellationToken = default) =>
        botClient.SendRequest(new JsonRequest<TGFile>("getFile", new { fileId }), cancellationToken);
}
