using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>Decides a turn: a pure function of its arguments.</summary>
public static class ConversationEngine
{
    public static TurnResult RunTurn(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now) =>
        throw new NotSupportedException($"{definitions.Dialogs.Length}{conversation.Id}{facts.Role}{input}{now}");
}
