using System.Collections.Immutable;

namespace KotanBot.Storage;

/// <summary>
/// An office. <paramref name="RegionCode"/> is where it sits; <paramref name="UtcOffsetMinutes"/> is 420, 480 or 540
/// (<paramref name="Zone"/> WIB, WITA, WIT).
/// </summary>
public sealed record Satker(string Code, string Name, SatkerLevel Level, string? ParentCode, string? RegionCode, string Zone, int UtcOffsetMinutes)
{
    /// <summary>Whom it serves by name: provinces or kab/kota, its own region first. What a BNNP serves for want of a BNNK is not listed here.</summary>
    public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>Null where nobody said.</summary>
    public Certainty? Certainty { get; init; }
}

/// <summary>From the top: the centre, an office of a province, an office of a kab/kota.</summary>
public enum SatkerLevel
{
    Pusat,
    Bnnp,
    Bnnk,
}

/// <summary>How sure the list of offices is that this one exists under this name.</summary>
public enum Certainty
{
    Sure,
    Likely,
    Unsure,
}

/// <summary>A kab/kota and the office that serves it. <paramref name="BnnpCode"/> is that office, or the one above a BNNK.</summary>
public sealed record ServedRegion(string RegionCode, string RegionName, string SatkerCode, string SatkerName, string BnnpCode, bool HasOwnOffice);

/// <summary>The words of files and columns for <see cref="SatkerLevel"/>, <see cref="Certainty"/> and time zones.</summary>
public static class SatkerWords
{
    public static readonly ImmutableArray<string> Levels = ["pusat", "bnnp", "bnnk"];

    public static readonly ImmutableArray<string> Certainties = ["sure", "likely", "unsure"];

    public static readonly ImmutableArray<string> Zones = ["WIB", "WITA", "WIT"];

    /// <summary>Minutes east of UTC, in the order of <see cref="Zones"/>: WIB is UTC+7, and each further zone an hour more.</summary>
    public static readonly ImmutableArray<int> Offsets = [420, 480, 540];

    public static string Of(SatkerLevel level) => Levels[(int)level];

    public static string Of(Certainty certainty) => Certainties[(int)certainty];

    public static SatkerLevel? ReadLevel(string word) => Levels.IndexOf(word) is var place and >= 0 ? (SatkerLevel)place : null;

    public static Certainty? ReadCertainty(string word) => Certainties.IndexOf(word) is var place and >= 0 ? (Certainty)place : null;

    public static int? ReadZone(string word) => Zones.IndexOf(word) is var place and >= 0 ? Offsets[place] : null;
}
