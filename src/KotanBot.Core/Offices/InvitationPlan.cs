using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>What an invitation shall be: for which office and role, for how many people and days, and perhaps of which lembaga.</summary>
public sealed record InvitationPlan(string SatkerCode, string Role, int Uses, int Days)
{
    public const int MostUses = 1_000;

    public const int MostDays = 365;

    /// <summary>Whoever joins belongs to it and is not asked for it.</summary>
    public PlannedLembaga? Lembaga { get; init; }
}

/// <summary>A lembaga by the name that an office has for it. One that the office knows keeps the lingkungan that it has.</summary>
public sealed record PlannedLembaga(string Name, string Lingkungan)
{
    public const int LongestName = 120;
}

/// <summary>The four sectors that a lembaga can be in, as they are stored.</summary>
public static class LingkunganKeys
{
    public static readonly ImmutableArray<string> All = ["pemerintah", "pendidikan", "swasta", "masyarakat"];
}

/// <summary>
/// Where a code leads: each address is complete once the code stands behind it. Null where there is no such way (no bot, no server).
/// </summary>
public sealed record InvitationAddresses(string? Web = null, string? Sheet = null, string? Telegram = null)
{
    /// <summary>Of the admin site, for one of its links.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Site { get; init; }
}
