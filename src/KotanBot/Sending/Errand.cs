namespace KotanBot;

/// <summary>Something to fetch from the database for the outbox.</summary>
internal abstract record Errand
{
    private Errand()
    {
    }

    /// <summary>Memory has room again for what was left in the database.</summary>
    public sealed record Sweep : Errand;

    /// <summary>Somebody waits for a reply, and older messages of the same conversation are in the database only.</summary>
    public sealed record CatchUp(string ConversationId) : Errand;
}
