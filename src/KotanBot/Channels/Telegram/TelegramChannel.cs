using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Private chats of Telegram as a channel: an address is the chat's id as decimal text. A message that Telegram refuses is tried
/// once more without markup and buttons; a message of several parts is told sent with the last one, and is gone on with from where it
/// was stopped, as long as the process lives. A part that is refused for good takes no later one with it. What is attached goes behind
/// the text: a picture that cannot be made, is refused or does not get through is left out.
/// </summary>
public sealed class TelegramChannel(TelegramSending sending, Func<StoredMessage, ImmutableArray<TelegramText>> write, MadeFiles files, ILogger<TelegramChannel> logger) : IChannel
{
    /// <summary>A preview would cost the person data and say nothing.</summary>
    private static readonly LinkPreviewOptions NoPreview = new() { IsDisabled = true };

    /// <summary>A file that fails so often is given up, so that it keeps no later message of the chat waiting.</summary>
    private const int MostTriesOfFile = 3;

    /// <summary>How many parts of a message went, while the rest has to wait.</summary>
    private readonly ConcurrentDictionary<MessagePlace, Begun> _begun = [];

    public string Name => TelegramWire.Channel;

    public void Promote(ChannelAddress address)
    {
        if (ReadChatId(address) is { } chatId)
            sending.Pace.Promote(chatId);
    }

    public async Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation)
    {
        if (ReadChatId(message.Address) is not { } chatId)
            return new SendResult.Rejected("the address is no chat id");
        var place = new MessagePlace(message.ConversationId, message.Ordinal);
        var parts = write(message);
        var begun = _begun.GetValueOrDefault(place) ?? new Begun(0, new SendResult.Sent(), 0);
        var last = begun.Last;
        for (var i = begun.Parts; i < parts.Length; i++)
        {
            var result = await SendPartAsync(message, chatId, parts[i], cancellation);
            if (result is not (SendResult.Sent or SendResult.Rejected))
                return End(place, result);
            if (result is SendResult.Rejected lost && i + 1 < parts.Length)
                logger.LogWarning("Telegram refused part {Part} of message {Ordinal} of conversation {Conversation}: {Reason}", i + 1, message.Ordinal, message.ConversationId, lost.Reason);
            last = result;
            _begun[place] = begun = new Begun(i + 1, last, 0);
        }
        return End(place, message.Prompt?.Attached is { } attachment ? await SendFileAsync(message, chatId, attachment, begun, cancellation) : last);
    }

    /// <summary>Null for what is no address of ours.</summary>
    public static long? ReadChatId(ChannelAddress address) =>
        address.Channel == TelegramWire.Channel && long.TryParse(address.Address, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;

    private async Task<SendResult> SendPartAsync(StoredMessage message, long chatId, TelegramText text, CancellationToken cancellation)
    {
        Message? sent = null;
        var priority = message.Unprompted ? TelegramPriority.Bulk : TelegramPriority.Live;
        var fault = await sending.PassAsync(
            chatId, priority, async (client, c) => sent = await client.SendMessage(
                chatId, text.Html, parseMode: ParseMode.Html, replyMarkup: text.Keyboard, linkPreviewOptions: NoPreview, cancellationToken: c), cancellation);
        if (fault is TelegramFault.Refused first)
        {
            logger.LogWarning("Telegram refused message {Ordinal} of conversation {Conversation} ({Code} {Reason}); it is tried once as plain text", message.Ordinal, message.ConversationId, first.Code, first.Reason);
            fault = await sending.PassAsync(chatId, priority, async (client, c) => sent = await client.SendMessage(chatId, text.Plain, linkPreviewOptions: NoPreview, cancellationToken: c), cancellation);
        }
        return fault switch
        {
            null => new SendResult.Sent(sent?.Id.ToString(CultureInfo.InvariantCulture)),
            TelegramFault.TooMany told => new SendResult.RetryAfter(told.Wait),
            TelegramFault.NobodyThere => new SendResult.Unreachable(),
            TelegramFault.Refused refused => new SendResult.Rejected($"{refused.Code} {refused.Reason}"),
            _ => new SendResult.Unavailable(),
        };
    }

    /// <summary>The name of the message stays that of its text, whose buttons are looked for by it.</summary>
    private async Task<SendResult> SendFileAsync(StoredMessage message, long chatId, PromptAttachment attachment, Begun begun, CancellationToken cancellation)
    {
        if (await files.TryMakeAsync(message.Prompt, cancellation) is not { } file)
            return begun.Last;
        var fault = await sending.PassAsync(chatId, message.Unprompted ? TelegramPriority.Bulk : TelegramPriority.Live, (client, c) => SendFileAsync(client, chatId, attachment, file, c), cancellation);
        switch (fault)
        {
            case null:
                return begun.Last;
            case TelegramFault.TooMany told:
                return new SendResult.RetryAfter(told.Wait);
            case TelegramFault.NobodyThere:
                return new SendResult.Unreachable();
            case not TelegramFault.Refused when begun.Tries + 1 < MostTriesOfFile:
                _begun[new MessagePlace(message.ConversationId, message.Ordinal)] = begun with { Tries = begun.Tries + 1 };
                return new SendResult.Unavailable();
            default:
                logger.LogWarning("The file of message {Ordinal} of conversation {Conversation} is left out: {Fault}", message.Ordinal, message.ConversationId, fault is TelegramFault.Refused refused ? $"{refused.Code} {refused.Reason}" : fault.GetType().Name);
                return begun.Last;
        }
    }

    private static async Task SendFileAsync(ITelegramBotClient client, long chatId, PromptAttachment attachment, MadeFile file, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream(file.Bytes, writable: false);
        var upload = InputFile.FromStream(bytes, attachment.FileName);
        if (attachment.IsPicture)
            await client.SendPhoto(chatId, upload, caption: attachment.Label, cancellationToken: cancellation);
        else
            await client.SendDocument(chatId, upload, cancellationToken: cancellation);
    }

    private SendResult End(MessagePlace place, SendResult result)
    {
        if (result is not (SendResult.RetryAfter or SendResult.Unavailable))
            _begun.TryRemove(place, out _);
        return result;
    }

    /// <summary>So many parts of a message went, the last with this result; its file failed so often.</summary>
    private sealed record Begun(int Parts, SendResult Last, int Tries);
}
