using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.Telegram;

/// <summary>Keeps buttons only under the question that is open now: an answered one shows the choice, or just loses them.</summary>
public sealed class TelegramKeyboards(MessageStore messages, TelegramTouches touches, TelegramAfterwards afterwards, TimeProvider time)
{
    private const int MostLooks = 3;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

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
        if (said is null || after?.PromptOrdinal == said.Ordinal || TelegramChannel.ReadChatId(said.Address) is not { } chat)
            return;
        if (TelegramWire.Write(said) is [.., { Keyboard: not null }])
            afterwards.Do(c => DropAsync(chat, said, c));
    }

    /// <summary>A quick answer may be here before it is stored under which id the question went out, so it is looked up again.</summary>
    private async Task DropAsync(long chat, StoredMessage said, CancellationToken cancellation)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (look > 0)
                await Task.Delay(BetweenLooks, time, cancellation);
            if ((said.Ref ?? messages.Find(said.Address, said.Ordinal)?.Ref) is not { } named)
                continue;
            if (int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId))
                await touches.DropKeyboardAsync(chat, messageId, cancellation);
            return;
        }
    }
}
