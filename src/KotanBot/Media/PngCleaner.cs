using System.Buffers.Binary;
using System.Text;

namespace KotanBot.Media;

/// <summary>Copies the chunks that change what is seen and no others. A file that breaks off in its image data is taken and closed.</summary>
internal static class PngCleaner
{
    private const int SignatureLength = 8;

    /// <summary>Length, type and check sum around the content of a chunk.</summary>
    private const int Around = 12;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[]? Clean(ReadOnlySpan<byte> bytes, bool keepsPlace)
    {
        if (!bytes.StartsWith(Signature))
            return null;
        var head = new MemoryStream();
        var body = new MemoryStream(bytes.Length);
        PhotoFacts? facts = null;
        var hasImage = false;
        for (var at = SignatureLength; at <= bytes.Length - Around;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);
            if (length > bytes.Length - at - Around)
                break;
            var chunk = bytes.Slice(at, (int)length + Around);
            var type = Encoding.Latin1.GetString(chunk.Slice(4, 4));
            if ((at == SignatureLength) != (type == "IHDR"))
                return null;
            if (type == "IEND")
                break;
            hasImage |= type == "IDAT";
            if (type == "IHDR")
                head.Write(chunk);
            else if (type == "eXIf")
                facts ??= ExifReader.Read(chunk[8..^4]);
            else if (IsSeen(type))
                body.Write(chunk);
            at += chunk.Length;
        }
        return hasImage ? Join(head, ExifWriter.Write((facts ?? PhotoFacts.None).Allowed(keepsPlace)), body) : null;
    }

    private static byte[] Join(MemoryStream head, byte[]? exif, MemoryStream body)
    {
        var whole = new MemoryStream((int)(head.Length + body.Length) + 256);
        whole.Write(Signature);
        head.WriteTo(whole);
        if (exif is not null)
            WriteChunk(whole, "eXIf"u8, exif);
        body.WriteTo(whole);
        WriteChunk(whole, "IEND"u8, []);
        return whole.ToArray();
    }

    private static bool IsSeen(string type) => type is
        "PLTE" or "IDAT" or "tRNS" or "cHRM" or "gAMA" or "iCCP" or "sBIT" or "sRGB" or "cICP" or "mDCV" or "cLLI" or "bKGD" or "pHYs"
        or "acTL" or "fcTL" or "fdAT";

    /// <summary>Length, type, content, check sum.</summary>
    internal static void WriteChunk(MemoryStream to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + Around];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), CheckSum(chunk.AsSpan(4, content.Length + 4)));
        to.Write(chunk);
    }

    /// <summary>CRC-32 bit by bit; what we write ourselves is small.</summary>
    private static uint CheckSum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
        }
        return ~sum;
    }
}
