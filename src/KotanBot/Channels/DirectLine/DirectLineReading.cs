using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>What one posted activity turned out to be.</summary>
public abstract record DirectLineReading
{
    private DirectLineReading()
    {
    }

    /// <summary>The client's own name of what it sent, or null when it gave none (or none that could be read).</summary>
    public string? ClientId { get; init; }

    /// <summary>Something the person said or did: it starts a turn.</summary>
    public sealed record Message(InboundMessage Inbound) : DirectLineReading;

    /// <summary>The client ends the conversation for good.</summary>
    public sealed record End : DirectLineReading;

    /// <summary>An activity that the protocol allows and the bot has no use for, such as typing.</summary>
    public sealed record Ignored(string Type) : DirectLineReading;

    /// <summary>Not an activity at all; <paramref name="Why"/> is for the client's author, <paramref name="Indonesian"/> for the person where the client shows it.</summary>
    public sealed record Malformed(string Why, string? Indonesian = null) : DirectLineReading;
}
