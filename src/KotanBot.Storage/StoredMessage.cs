using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>
/// One line of a conversation's log, decrypted. <paramref name="Prompt"/> is set on outgoing messages; <paramref name="Text"/>
/// and <paramref name="ClientKey"/> on incoming ones, both null once the message is forgotten.
/// </summary>
public sealed record StoredMessage(
    string ConversationId,
    ChannelAddress Address,
    long Ordinal,
    long Turn,
    bool FromPerson,
    DateTimeOffset At,
    Prompt? Prompt,
    string? Text,
    string? ClientKey)
{
    /// <summary>The channel's own name of the message, or null where it has none or was not told yet.</summary>
    public string? Ref { get; init; }

    /// <summary>The files that came with it and that an answer got. Some may be gone since.</summary>
    public ImmutableArray<MessageFile> Files { get; init; } = [];

    /// <summary>Outgoing, and no message of the person started its turn (a reminder, a broadcast): live replies go before it.</summary>
    public bool Unprompted { get; init; }

    /// <summary>Said in an erasing turn: nobody can find the way to the person any more, so it goes from memory or not at all.</summary>
    public bool LastWord { get; init; }
}
