using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>A conversation as it was loaded. A new one has random ids and is stored by its first commit.</summary>
public sealed record LoadedConversation(Conversation Conversation, string PersonId, ChannelAddress Address, bool IsNew)
{
    /// <summary>Since when the person cannot be reached on this channel; null when they can.</summary>
    public DateTimeOffset? UnreachableAt { get; init; }

    /// <summary>The usual facts as the last commit left them; null when they must be read.</summary>
    internal Facts? KnownFacts { get; init; }

    /// <summary>The <see cref="CommittedConversations.Drops"/> when it was read: what changed since, its facts may not know.</summary>
    internal long Seen { get; init; }
}

/// <summary>
/// One decided turn with all that it was decided from; the facts are those that <see cref="FactsStore"/> read for it. <paramref name="Inbound"/> is null exactly for a timeout;
/// <paramref name="Failure"/> marks the message as one the engine could not digest.
/// </summary>
public sealed record TurnCommit(
    LoadedConversation Before,
    TurnResult Result,
    Facts Facts,
    Input Input,
    InboundMessage? Inbound,
    DateTimeOffset Now,
    string? Failure = null)
{
    /// <summary>The channel's clients read the log themselves (Direct Line), so that outgoing messages need no outbox pass
    /// and no second write: they are stored as sent.</summary>
    public bool ReadFromLog { get; init; }

    /// <summary>The channel gives each conversation an address of its own, so an erasure ends the address too.</summary>
    public bool AddressEnds { get; init; }

    /// <summary>The same of any channel, for the person's other conversations.</summary>
    public Func<string, ChannelTraits> TraitsOf { get; init; } = static _ => new ChannelTraits(ReadsFromLog: false, AddressEnds: false);
}

/// <summary>What the store must know of a channel; see <see cref="TurnCommit.ReadFromLog"/> and <see cref="TurnCommit.AddressEnds"/>.</summary>
public readonly record struct ChannelTraits(bool ReadsFromLog, bool AddressEnds);

/// <summary>A past turn with what it was decided from. <paramref name="Input"/> is null when it was forgotten.</summary>
public sealed record StoredTurn(long Turn, DateTimeOffset RanAt, Input? Input, Facts Facts, string? Failure);
