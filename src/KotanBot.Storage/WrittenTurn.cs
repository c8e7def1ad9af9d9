using System.Collections.Immutable;

namespace KotanBot.Storage;

/// <summary>
/// What a written turn leaves to do once it is durable: media files to delete, and what an erasure says in the person's other
/// conversations, with the hashes of addresses that ended there.
/// </summary>
internal sealed record WrittenTurn(IReadOnlyList<string> Files, ImmutableArray<StoredMessage> Farewells, ImmutableArray<string> EndedHashes)
{
    public static readonly WrittenTurn Plain = new([], [], []);

    /// <summary>Other people of whom something else is true now, or out of whose conversations an erasure took words.</summary>
    public IReadOnlyList<string> Touched { get; init; } = [];
}
