namespace KotanBot;

/// <summary>One reading of the unsent rows, and what came of it.</summary>
internal sealed class OutboxReading
{
    /// <summary>Conversations that found no room.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Memory was full before the end of the rows.</summary>
    public bool CutShort { get; set; }
}
