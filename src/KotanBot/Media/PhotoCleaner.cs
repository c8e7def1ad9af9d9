namespace KotanBot.Media;

/// <summary>
/// Takes from a picture what it tells beyond itself: Exif, XMP, IPTC, comments, previews, second pictures and whatever
/// stands behind its end. The picture is not decoded, so it loses nothing. Only how to turn it stays and, when asked for,
/// latitude and longitude, both written anew.
/// </summary>
/// <remarks>
/// A file is cleaned once before it is kept, and keeps its place only when its report tells a point on the map at that moment.
/// A point told later brings no place back, for the original is nowhere. A point taken back makes <see cref="MediaSweep"/>
/// clean the file again.
/// </remarks>
public static class PhotoCleaner
{
    /// <param name="keepsPlace">Whether the person shared the place themselves, so that the picture may tell it too.</param>
    /// <returns>Null when the bytes are not a well-formed file of that kind. A PDF comes back as it is, with whatever it and the pictures in it tell.</returns>
    public static byte[]? Clean(string contentType, ReadOnlySpan<byte> bytes, bool keepsPlace) => contentType switch
    {
        "image/jpeg" => JpegCleaner.Clean(bytes, keepsPlace),
        "image/png" => PngCleaner.Clean(bytes, keepsPlace),
        "image/webp" => WebpCleaner.Clean(bytes, keepsPlace),
        "application/pdf" => bytes.ToArray(),
        _ => null,
    };
}
