using System.Collections.Immutable;
using System.Net.WebSockets;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>What became of one answer that came over a stream or in a body.</summary>
internal abstract record ActivityReply
{
    private ActivityReply()
    {
    }

    public string? ClientId { get; init; }

    /// <summary>The inbound key of what it answers, or null where there was none.</summary>
    public string? Key { get; init; }

    /// <summary>Durable. Ordinal 0: accepted without use, with an id that is not in the log.</summary>
    public sealed record Accepted(string ActivityId, long Ordinal) : ActivityReply;

    /// <summary>Not taken. <paramref name="Message"/> is for the person, or for the client's author where only they can mend it.</summary>
    public sealed record Refused(int Status, string Code, string Message, TimeSpan? After = null) : ActivityReply
    {
        /// <summary>Whole seconds, never too few.</summary>
        public int? AfterSeconds => After is { } after ? DirectLineLimitMiddleware.Seconds(after) : null;
    }
}

/// <summary>What a stream has to tell its client at one moment.</summary>
internal sealed record StreamNews(
    ImmutableArray<StoredMessage> Messages, ImmutableArray<ActivityReply> Replies, bool Typing, ConversationEnd? End, WebSocketCloseStatus? Close);
