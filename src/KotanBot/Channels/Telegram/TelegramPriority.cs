namespace KotanBot.Channels.Telegram;

/// <summary>Who goes first when more waits than Telegram takes; the most urgent first.</summary>
public enum TelegramPriority
{
    /// <summary>The reply that a person waits for.</summary>
    Live,

    /// <summary>A change to a message that is there already, or the one line to a group. It does not take the chat's own second.</summary>
    Touch,

    /// <summary>What nobody asked for: a reminder, a broadcast.</summary>
    Bulk,
}
