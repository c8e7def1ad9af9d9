using System.Text;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>The next messages of a log, bounded in number and in bytes: one set of a slow client must not take much memory. It holds at least one where there is any.</summary>
/// <param name="IsFull">Whether more may follow.</param>
public sealed record LogPage(IReadOnlyList<StoredMessage> Messages, bool IsFull)
{
    /// <summary>Text in one set, as UTF-8.</summary>
    public const int MostBytes = 64 * 1024;

    public static LogPage Read(MessageStore messages, string conversationId, long after) =>
        Of(messages.ReadAfter(DirectLineIds.Address(conversationId), after, ActivityRoutes.MostInSet));

    public static LogPage Of(IReadOnlyList<StoredMessage> messages)
    {
        var (count, bytes) = (0, 0);
        while (count < messages.Count && count < ActivityRoutes.MostInSet && (bytes += Bytes(messages[count])) <= MostBytes)
            count++;
        count = Math.Max(count, Math.Min(1, messages.Count));
        return new LogPage(count == messages.Count ? messages : [.. messages.Take(count)], count < messages.Count || count == ActivityRoutes.MostInSet);
    }

    /// <summary>
    /// Whether this log never was so long: ordinals have no gaps, so what a client has seen is there. Such a watermark comes from another
    /// time (a backup was put back, here or on the phone).
    /// </summary>
    public static bool IsBeyond(MessageStore messages, string conversationId, long watermark) =>
        watermark > 0 && messages.Find(DirectLineIds.Address(conversationId), watermark) is null;

    private static int Bytes(StoredMessage message) =>
        Encoding.UTF8.GetByteCount(message.Text ?? "")
        + (message.Prompt is { } prompt ? Encoding.UTF8.GetByteCount(prompt.Text) + prompt.Choices.Sum(c => c.Key.Length + Encoding.UTF8.GetByteCount(c.Label)) : 0);
}
