using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Writes messages as they stand now: a question that was answered while it waited to be sent comes without its buttons,
/// because nobody would take them away any more.
/// </summary>
internal sealed class TelegramQuestions(TurnStore turns)
{
    public ImmutableArray<TelegramText> Write(StoredMessage message)
    {
        var texts = TelegramWire.Write(message);
        return message.Prompt is { Kind: PromptKind.Question, Choices.IsEmpty: false } && texts.Length > 0 && IsOvertaken(message)
            ? texts.SetItem(texts.Length - 1, texts[^1] with { Keyboard = null })
            : texts;
    }

    private bool IsOvertaken(StoredMessage question)
    {
        try
        {
            return turns.Load(question.Address).Conversation is { } now && now.Id == question.ConversationId && now.PromptOrdinal != question.Ordinal;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException or ConversationEndedException)
        {
            return false;
        }
    }
}
