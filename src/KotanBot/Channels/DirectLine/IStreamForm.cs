using System.Collections.Immutable;
using System.Text;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>How the frames of one stream look. Both forms carry the same log, answers and replies.</summary>
internal interface IStreamForm
{
    ImmutableArray<DirectLineReading> Read(ReadOnlyMemory<byte> frame, string conversationId);

    IEnumerable<byte[]> Write(StreamSet set);
}

/// <summary>What goes out at one moment: fresh messages in order, replies, and signs that stand in no log.</summary>
/// <param name="Before">The watermark before these messages.</param>
/// <param name="IsOwn">Whether this stream sent the message itself.</param>
internal sealed record StreamSet(
    long Before, IReadOnlyList<StoredMessage> Messages, ImmutableArray<ActivityReply> Replies, bool Typing, ConversationEnd? End, DateTimeOffset Now, Func<StoredMessage, bool> IsOwn)
{
    /// <summary>The client's watermark was beyond the log, which is told from its beginning.</summary>
    public bool Rewound { get; init; }

    public long After => Messages.Count > 0 ? Messages[^1].Ordinal : Before;
}

/// <summary>Whole activities and ActivitySets, as every Direct Line client reads them. Its own messages come back to the sender.</summary>
internal sealed class DirectLineForm(string conversationId, string userId, AttachmentLinks links) : IStreamForm
{
    public ImmutableArray<DirectLineReading> Read(ReadOnlyMemory<byte> frame, string conversationId) => [DirectLineWire.Read(frame, conversationId, DirectLineIds.NewKey())];

    public IEnumerable<byte[]> Write(StreamSet set)
    {
        foreach (var reply in set.Replies)
            yield return Bytes(DirectLineWire.WriteReply(reply));
        if (set.End is { } end)
            yield return Bytes(DirectLineWire.WriteEnd(set.Messages, end, userId, links));
        else if (set.Messages.Count > 0)
            yield return Bytes(DirectLineWire.WriteSet(set.Messages, set.Before, userId, links));
        else if (set.Typing)
            yield return Bytes(DirectLineWire.WriteTyping(conversationId, set.Now, set.Before));
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}

/// <summary>The lean dialect: everything of one moment in one frame, and nothing that the page said itself.</summary>
internal sealed class LeanForm : IStreamForm
{
    public ImmutableArray<DirectLineReading> Read(ReadOnlyMemory<byte> frame, string conversationId) => LeanWire.Read(frame, conversationId, DirectLineIds.NewKey);

    public IEnumerable<byte[]> Write(StreamSet set)
    {
        // Forgotten messages are told even to their sender, who still shows their text.
        IReadOnlyList<StoredMessage> told = [.. set.Messages.Where(m => m.Text is null || !set.IsOwn(m))];
        var refused = set.Replies.OfType<ActivityReply.Refused>().Select(RefusalOf).ToList();
        yield return LeanWire.Write(new LeanSet
        {
            Messages = told,
            Watermark = set.Messages.Count > 0 || set.Rewound ? set.After : null,
            Acknowledged = Acknowledged(set.Replies),
            Refused = refused.FirstOrDefault(),
            Typing = set.Typing && set.Messages.Count == 0,
            Ended = set.End is not null,
        });
        foreach (var further in refused.Skip(1))
            yield return LeanWire.Write(new LeanSet { Refused = further });
    }

    /// <summary>The answer to a post.</summary>
    public static LeanSet SetOf(IReadOnlyCollection<ActivityReply> replies) => new()
    {
        Acknowledged = Acknowledged(replies),
        Refused = replies.OfType<ActivityReply.Refused>().Select(RefusalOf).FirstOrDefault(),
    };

    public static LeanSet SetOf(PollResult found) => new()
    {
        Messages = found.Messages,
        Watermark = found.Messages.Count > 0 ? found.Messages[^1].Ordinal : found.Rewound ? 0 : null,
        Ended = found.End is not null,
    };

    private static ImmutableArray<LeanAcknowledgement> Acknowledged(IEnumerable<ActivityReply> replies) =>
        [.. replies.OfType<ActivityReply.Accepted>().Select(a => new LeanAcknowledgement(a.ClientId, a.Ordinal))];

    private static LeanRefusal RefusalOf(ActivityReply.Refused refused) => new(refused.ClientId, refused.Status, refused.Message, refused.AfterSeconds);
}
