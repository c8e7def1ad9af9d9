namespace KotanBot.Core.Indices;

/// <summary>How far a definition can be trusted, from the firmest to the weakest; a result takes the weakest status of its parts.</summary>
public enum IndexStatus
{
    /// <summary>Stands in a regulation.</summary>
    Official,

    /// <summary>Printed by its owner or by the press, but the regulation was not readable.</summary>
    Published,

    /// <summary>Holds assumptions; every number from it says so.</summary>
    Provisional,

    /// <summary>Only the name or the scale is known.</summary>
    Placeholder,
}
