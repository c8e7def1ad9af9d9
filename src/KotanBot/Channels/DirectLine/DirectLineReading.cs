using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>What one posted activity turned out to be.</summary>
public abstract record DirectLineReading
{
    private DirectLineReading()
    {
    }

    /// <summary>Something the person said or did: it starts a turn.</summary>
    public sealed record Message(InboundMessage Inbound) : DirectLineReading;

    /// <summary>An activity that the protocol allows and the bot has no use for, such as typing.</summary>
    public sealed record Ignored(string Type) : DirectLineReading;

    /// <summary>Not an activity at all; <paramref name="Why"/> is for the client's author.</summary>
    public sealed record Malformed(string Why) : DirectLineReading;
}
