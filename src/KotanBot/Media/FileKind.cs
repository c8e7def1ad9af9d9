namespace KotanBot.Media;

/// <summary>Tells what a file is from its first bytes; names and declared types are the sender's claim and are not read.</summary>
public static class FileKind
{
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
}
