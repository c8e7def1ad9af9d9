using KotanBot.Core.Conversations;

namespace KotanBot.Storage;

/// <summary>What the input makes worth looking up beyond the usual facts.</summary>
public sealed record FactsRequest(bool Held, string? InvitationCode)
{
    public static readonly FactsRequest Usual = new(false, null);
}

/// <summary>Reads what the engine may know of the world before a turn.</summary>
public sealed class FactsStore(Database database, KeyRing keys)
{
    public Facts Read(LoadedConversation conversation, FactsRequest request, DateTimeOffset now) => throw new NotSupportedException($"{conversation}{request}{now}{database.GetHashCode()}{keys.GetHashCode()}");
}
