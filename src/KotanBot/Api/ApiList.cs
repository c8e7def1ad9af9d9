using System.Collections.Immutable;

namespace KotanBot.Api;

/// <summary>A list, or a page of one.</summary>
public sealed record ApiList<T>
{
    /// <summary>In a fixed order.</summary>
    public required ImmutableArray<T> Items { get; init; }

    /// <summary>For `cursor`, to go on after the last one here; null when nothing comes any more.</summary>
    public required string? Next { get; init; }
}

/// <summary>How often an option was chosen.</summary>
public sealed record ApiCount
{
    /// <summary>The option's key.</summary>
    public required string Key { get; init; }

    /// <summary>How often.</summary>
    public required int Count { get; init; }
}
