using System.Collections.Immutable;

namespace KotanBot.Storage;

/// <summary>What became of a turn. Only <see cref="Committed"/> changed anything.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Durable. <paramref name="Outbound"/> is what must be sent now, in order; after an erasure it exists nowhere else.</summary>
    public sealed record Committed(StoredMessage? Inbound, ImmutableArray<StoredMessage> Outbound) : CommitResult
    {
        /// <summary>What an erasure says in the person's other conversations; it, too, exists nowhere else.</summary>
        public ImmutableArray<StoredMessage> Elsewhere { get; init; } = [];
    }

    /// <summary>The channel delivered this message before; <paramref name="Inbound"/> is how it was stored then.</summary>
    public sealed record Duplicate(StoredMessage Inbound) : CommitResult;

    /// <summary>The conversation moved on or an invitation ran out: load again and decide again.</summary>
    public sealed record Conflict : CommitResult;
}
