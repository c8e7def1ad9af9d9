namespace KotanBot.Site;

/// <summary>A page with one thing to say, such as why there is nothing to see.</summary>
public sealed record SiteMessageModel(string Title, string Words)
{
    /// <summary>Where to go on; null for the overview.</summary>
    public string? Back { get; init; }
}
