namespace KotanBot;

/// <summary>A turn kept meeting other writers and was not committed; the input must be delivered again.</summary>
public sealed class TurnConflictException(string conversationId) : Exception($"conversation {conversationId} is written by somebody else");
