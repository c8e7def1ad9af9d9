using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>What became of one inbound message. Either way it is durable, so the channel may acknowledge it.</summary>
public abstract record TurnOutcome
{
    private TurnOutcome()
    {
    }

    /// <summary>The message and what the bot answers, both committed; the answers are on their way through the outbox.</summary>
    public sealed record Done(StoredMessage Inbound, ImmutableArray<StoredMessage> Outbound) : TurnOutcome;

    /// <summary>The channel delivered this message before; nothing changed.</summary>
    public sealed record Duplicate(StoredMessage Inbound) : TurnOutcome;
}
