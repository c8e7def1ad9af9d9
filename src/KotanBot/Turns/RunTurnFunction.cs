using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;

namespace KotanBot;

/// <summary>The pure decision of one turn, normally <see cref="ConversationEngine.RunTurn"/>.</summary>
public delegate TurnResult RunTurnFunction(DefinitionSet definitions, Conversation conversation, Facts facts, Input input, DateTimeOffset now);
