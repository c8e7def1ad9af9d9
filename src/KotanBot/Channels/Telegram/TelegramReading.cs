using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Channels.Telegram;

/// <summary>What one update turned out to be. Only private chats are conversations.</summary>
public abstract record TelegramReading
{
    private TelegramReading()
    {
    }

    /// <summary>Something the person sent. With files, the input is photos without ids; whoever keeps the files fills them in.</summary>
    public sealed record Message(InboundMessage Inbound, ImmutableArray<TelegramFile> Files) : TelegramReading
    {
        public bool Equals(Message? other) => other is not null && Inbound == other.Inbound && Files.SequenceEqual(other.Files);

        public override int GetHashCode() => Inbound.GetHashCode();
    }

    /// <summary>A button was pressed under <paramref name="MessageId"/>; <paramref name="CallbackId"/> waits for an answer, or the button keeps spinning.</summary>
    public sealed record Press(InboundMessage Inbound, string CallbackId, int MessageId) : TelegramReading;

    /// <summary>The person blocked the bot: nothing that is sent arrives until they come back.</summary>
    public sealed record Blocked(ChannelAddress Who, DateTimeOffset At) : TelegramReading;

    /// <summary>The person let the bot write again.</summary>
    public sealed record Unblocked(ChannelAddress Who, DateTimeOffset At) : TelegramReading;

    /// <summary>The bot was added to a group or spoken to there; one line sends people to a private chat.</summary>
    public sealed record Group(long ChatId) : TelegramReading;

    /// <summary>Nothing for the bot to do.</summary>
    public sealed record Ignored : TelegramReading;
}

/// <summary>
/// A file that lies at Telegram. <paramref name="ContentType"/> is what the sender's app claims and never what is stored;
/// the size is Telegram's word and may be missing.
/// </summary>
public sealed record TelegramFile(string FileRef, string? ThumbRef, long? Size, string? ContentType);
