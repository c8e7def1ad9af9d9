
namespace KotanBot.Core.Conversations;

/// <summary>
/// Many send the words first and the photos after. What comes soon after a report was sent, while nothing else is asked,
/// belongs to that report.
/// </summary>
public static class LateFiles
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    /// <summary>The report that would take files now, or null.</summary>
    public static Run? RunFor(Conversation conversation, DateTimeOffset now) =>
        conversation is { Run: null, Menu: null, Sent: [var last, ..] } && now - last.TouchedAt <= Soon ? last : null;
}
