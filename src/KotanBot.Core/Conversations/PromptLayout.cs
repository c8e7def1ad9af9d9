namespace KotanBot.Core.Conversations;

/// <summary>How a prompt looks in a channel.</summary>
public static class PromptLayout;
