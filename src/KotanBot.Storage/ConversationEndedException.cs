namespace KotanBot.Storage;

/// <summary>The address ended: whoever still writes there is late, and no new person begins.</summary>
public sealed class ConversationEndedException() : Exception("the conversation has ended");
