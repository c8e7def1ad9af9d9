using System.Collections.Immutable;

namespace KotanBot.Core.Conversations;

/// <summary>What a turn decided: the next state and what must be done, in order.</summary>
public sealed record TurnResult(Conversation Conversation, ImmutableArray<Effect> Effects);
