using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>Which region a reply names.</summary>
public abstract record RegionReading
{
    private RegionReading()
    {
    }

    public sealed record One(Region Region) : RegionReading;

    /// <summary>Two to six regions fit, the nearest to the person first; ask which is meant.</summary>
    public sealed record AskBack(ImmutableArray<Region> Candidates) : RegionReading;

    /// <summary>No region fits; up to six similar or contained ones may be offered.</summary>
    public sealed record None(ImmutableArray<Region> Suggestions) : RegionReading;
}
