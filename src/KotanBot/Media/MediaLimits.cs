namespace KotanBot.Media;

/// <summary>How much is taken and kept, the same on every channel.</summary>
public static class MediaLimits
{
    public const int MostFileBytes = 10 * 1024 * 1024;

    /// <summary>Of one person, in all their reports.</summary>
    public const long MostKeptBytes = 200L * 1024 * 1024;

    /// <summary>The longer edge of a preview, in pixels.</summary>
    public const int ThumbnailEdge = 320;

    /// <summary>More is no preview.</summary>
    public const int MostThumbnailBytes = 200 * 1024;
}
