namespace KotanBot.Core.Conversations;

/// <summary>The moves a conversation may make.</summary>
public static class Lifecycle;
