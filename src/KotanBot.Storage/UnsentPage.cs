namespace KotanBot.Storage;

/// <summary>The place of a message: its conversation, and its ordinal in there.</summary>
public readonly record struct MessagePlace(string ConversationId, long Ordinal);

/// <summary>
/// Some of the messages that no channel took yet, in order within each conversation. <paramref name="Unreadable"/> are rows
/// that do not open; <paramref name="Next"/> is where to go on, or null when this was all.
/// </summary>
public sealed record UnsentPage(IReadOnlyList<StoredMessage> Messages, IReadOnlyList<MessagePlace> Unreadable, MessagePlace? Next);
