using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>Where links to the admin site lead.</summary>
    public sealed record Site : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SiteFacts? Site { get; init; }
}

/// <summary>The address of the admin site, complete once a link's code stands behind it; null when nobody could open it.</summary>
public sealed record SiteFacts(string? Address);

public abstract partial record OfficeDeed
{
    /// <summary>Whoever has this code before that time gets into the admin site once, as the person who asked for it.</summary>
    public sealed record OpenSite(string Code, DateTimeOffset ExpiresAt) : OfficeDeed;
}
