namespace KotanBot.Media;

/// <summary>
/// Tells what a file is from its first bytes. Names are not read; a declared type is the sender's claim and decides no more than the
/// words of a refusal.
/// </summary>
public static class FileKind
{
    /// <summary>How a refusal calls a file that is nothing in particular.</summary>
    public const string AnyFile = "file";

    /// <summary>The content type of a file that the bot keeps, or null.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return "image/jpeg";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        if (bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8))
            return "image/webp";
        return bytes.StartsWith("%PDF-"u8) ? "application/pdf" : null;
    }

    /// <summary>What a file that the bot does not keep is called in its refusal: <c>audio</c>, <c>video</c> or <see cref="AnyFile"/>.</summary>
    public static string Refused(ReadOnlySpan<byte> bytes, string? declaredType)
    {
        if (declaredType?.StartsWith("audio/", StringComparison.OrdinalIgnoreCase) ?? false)
            return "audio";
        if (declaredType?.StartsWith("video/", StringComparison.OrdinalIgnoreCase) ?? false)
            return "video";
        return IsAudio(bytes) ? "audio" : IsVideo(bytes) ? "video" : AnyFile;
    }

    private static bool IsAudio(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("OggS"u8) || bytes.StartsWith("ID3"u8) || bytes.StartsWith("fLaC"u8) || bytes.StartsWith("#!AMR"u8)
        || (bytes.Length >= 2 && bytes[0] == 0xFF && (bytes[1] & 0xE0) == 0xE0)
        || (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("WAVE"u8))
        || Brand(bytes).StartsWith("M4A"u8);

    /// <summary>MP4 and its kin (pictures use the same box), WebM and AVI.</summary>
    private static bool IsVideo(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
        || (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12 && bytes[8..].StartsWith("AVI "u8))
        || Brand(bytes) is { Length: > 0 } brand && (brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("qt"u8) || brand.StartsWith("3g"u8) || brand.StartsWith("avc"u8) || brand.StartsWith("M4V"u8));

    private static ReadOnlySpan<byte> Brand(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8) ? bytes[8..12] : default;
}
