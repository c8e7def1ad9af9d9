namespace KotanBot.Core.Conversations;

/// <summary>A file that came with a message: under which id it is kept, and its content type by its bytes.</summary>
public sealed record MessageFile(string Id, string ContentType)
{
    /// <summary>Whether a small picture of it is kept too.</summary>
    public bool HasThumbnail { get; init; }

    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}
