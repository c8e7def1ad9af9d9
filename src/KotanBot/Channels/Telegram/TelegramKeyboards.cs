using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.Telegram;

/// <summary>Keeps buttons only under the question that is open now: an answered one shows the choice, or just loses them.</summary>
public sealed class TelegramKeyboards(TelegramTouches touches, TelegramAfterwards afterwards)
{
    /// <summary>After a press under <paramref name="messageId"/>; without <paramref name="prompt"/> the button was not good any more.</summary>
    public void Press(long chat, int messageId, StoredMessage? prompt, string key, Conversation? after)
    {
        if (prompt?.Prompt is { } shown && TelegramWire.Chosen(shown, key) is { } chosen)
            afterwards.Do(c => touches.ShowChosenAsync(chat, messageId, chosen, c));
        else if (prompt is null || after?.PromptOrdinal != prompt.Ordinal)
            afterwards.Do(c => touches.DropKeyboardAsync(chat, messageId, c));
    }

    /// <summary>After an answer in words: the buttons of what was said before it go away, unless that is still asked.</summary>
    public void Retire(StoredMessage? said, Conversation? after)
    {
        if (said is not { Ref: { } named, Prompt.Choices.IsEmpty: false } || after?.PromptOrdinal == said.Ordinal)
            return;
        if (TelegramChannel.ReadChatId(said.Address) is { } chat && int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId))
            afterwards.Do(c => touches.DropKeyboardAsync(chat, messageId, c));
    }
}
