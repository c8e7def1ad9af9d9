namespace KotanBot.Storage;

/// <summary>Conversations whose wake-up time has come.</summary>
public sealed class WakeStore(Database database)
{
    /// <summary>Longest due first.</summary>
    public IReadOnlyList<string> ReadDue(DateTimeOffset now, int limit) => throw new NotSupportedException($"{now}{limit}{database.GetHashCode()}");
}
