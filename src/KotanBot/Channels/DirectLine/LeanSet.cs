using System.Collections.Immutable;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>What goes to the page at once. Its messages are in order; <see cref="Watermark"/> counts also those that were left out as the page's own.</summary>
public sealed record LeanSet
{
    public IReadOnlyList<StoredMessage> Messages { get; init; } = [];

    public long? Watermark { get; init; }

    public ImmutableArray<LeanAcknowledgement> Acknowledged { get; init; } = [];

    public LeanRefusal? Refused { get; init; }

    public bool Typing { get; init; }

    public bool Ended { get; init; }

    /// <summary>A secret: such a set holds nothing else and is never compressed, so that its length tells nothing about it.</summary>
    public string? Resume { get; init; }
}

/// <summary>A durable answer and its place in the log; 0 when it was accepted without use.</summary>
public sealed record LeanAcknowledgement(string? ClientId, long Ordinal);

/// <summary>An answer that was not taken: the status that HTTP would have, words for the person, and when to come again.</summary>
public sealed record LeanRefusal(string? ClientId, int Status, string Message, int? AfterSeconds);
