using System.Buffers.Binary;

namespace KotanBot.Media;

/// <summary>
/// How large a picture says it is, read from its header alone: a few bytes may unpack to gigabytes, so this is asked before any decoder
/// starts. <paramref name="HeldWhole"/> tells that a decoder must hold the whole of it at once (progressive JPEG, interlaced PNG, WebP).
/// </summary>
public sealed record PictureSize(int Width, int Height, bool HeldWhole)
{
    /// <summary>The largest that today's telephones take in their usual mode.</summary>
    private const long MostPixels = 50_000_000;

    private const long MostPixelsHeldWhole = 20_000_000;

    private const int JpegFrameLength = 5;
    private const int PngHeaderLength = 29;
    private const int WebpHeaderLength = 30;

    /// <summary>Whether a preview may be made of it.</summary>
    public bool IsBearable => Width > 0 && Height > 0 && (long)Width * Height <= (HeldWhole ? MostPixelsHeldWhole : MostPixels);

    /// <summary>Null where no size stands.</summary>
    public static PictureSize? Read(ReadOnlySpan<byte> picture) => FileKind.Of(picture) switch
    {
        "image/jpeg" => ReadJpeg(picture),
        "image/png" => ReadPng(picture),
        "image/webp" => ReadWebp(picture),
        _ => null,
    };

    private static PictureSize? ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            if (marker is 0xDA or 0xD9)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                // One byte tells the bits of a sample; then the height stands before the width.
                return bytes.Length >= at + 4 + JpegFrameLength
                    ? new PictureSize(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), marker is not (0xC0 or 0xC1))
                    : null;
            }
            at += 2 + length;
        }
        return null;
    }

    private static PictureSize? ReadPng(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < PngHeaderLength || !bytes[12..16].SequenceEqual("IHDR"u8))
            return null;
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        return width > int.MaxValue || height > int.MaxValue ? null : new PictureSize((int)width, (int)height, bytes[28] != 0);
    }

    private static PictureSize? ReadWebp(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < WebpHeaderLength)
            return null;
        var name = bytes[12..16];
        var content = bytes[20..];
        if (name.SequenceEqual("VP8X"u8))
            return new PictureSize(1 + Read24(content[4..]), 1 + Read24(content[7..]), HeldWhole: true);
        if (name.SequenceEqual("VP8L"u8) && content[0] == 0x2F)
        {
            var packed = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
            return new PictureSize((int)(1 + (packed & 0x3FFF)), (int)(1 + ((packed >> 14) & 0x3FFF)), HeldWhole: true);
        }
        return name.SequenceEqual("VP8 "u8) && content[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? new PictureSize(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF, HeldWhole: true)
            : null;
    }

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
