using System.Buffers.Binary;
using System.Text;

namespace KotanBot.Media;

/// <summary>Copies the chunks that make the picture and no others, and puts the flags of the extended header right.</summary>
internal static class WebpCleaner
{
    private const int HeaderLength = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedLength = 10;
    private const int FrameHeader = 16;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    public static byte[]? Clean(ReadOnlySpan<byte> bytes, bool keepsPlace)
    {
        if (bytes.Length < HeaderLength || !bytes.StartsWith("RIFF"u8) || !bytes[8..12].SequenceEqual("WEBP"u8))
            return null;
        var told = (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + ChunkHeader;
        var chunks = new MemoryStream(bytes.Length);
        var found = new Found();
        if (told > bytes.Length || told < HeaderLength || !Copy(bytes[HeaderLength..(int)told], chunks, found, inFrame: false) || !found.Image)
            return null;
        var exif = ExifWriter.Write((found.Facts ?? PhotoFacts.None).Allowed(keepsPlace));
        // Only a file with the extended header may hold Exif, and only such a file told us any.
        if (exif is not null && found.Extended)
            WriteChunk(chunks, "EXIF"u8, exif);
        var whole = new byte[HeaderLength + chunks.Length];
        "RIFF"u8.CopyTo(whole);
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)(whole.Length - ChunkHeader));
        "WEBP"u8.CopyTo(whole.AsSpan(8));
        chunks.GetBuffer().AsSpan(0, (int)chunks.Length).CopyTo(whole.AsSpan(HeaderLength));
        if (found.Extended)
        {
            ref var flags = ref whole[HeaderLength + ChunkHeader];
            flags = (byte)((flags & ~(ExifFlag | XmpFlag)) | (exif is null ? 0 : ExifFlag));
        }
        return whole;
    }

    private sealed class Found
    {
        public bool Extended { get; set; }

        public bool Image { get; set; }

        public PhotoFacts? Facts { get; set; }
    }

    /// <summary>False when a chunk reaches beyond its bounds.</summary>
    private static bool Copy(ReadOnlySpan<byte> bytes, MemoryStream to, Found found, bool inFrame)
    {
        for (var at = 0; at < bytes.Length;)
        {
            if (at > bytes.Length - ChunkHeader)
                return false;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]);
            if (length > bytes.Length - at - ChunkHeader)
                return false;
            if (!Take(bytes.Slice(at, 4), bytes.Slice(at + ChunkHeader, (int)length), to, found, inFrame, isFirst: at == 0))
                return false;
            // The last chunk's padding is missing in files of careless writers.
            at += ChunkHeader + (int)length + (int)(length & 1);
        }
        return true;
    }

    private static bool Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, MemoryStream to, Found found, bool inFrame, bool isFirst)
    {
        switch (Encoding.Latin1.GetString(name))
        {
            case "VP8X" when isFirst && !inFrame && content.Length >= ExtendedLength:
                found.Extended = true;
                WriteChunk(to, name, content[..ExtendedLength]);
                return true;
            case "VP8 " or "VP8L":
                found.Image = true;
                WriteChunk(to, name, content);
                return true;
            case "ALPH":
                WriteChunk(to, name, content);
                return true;
            case "ICCP" or "ANIM" when !inFrame:
                WriteChunk(to, name, content);
                return true;
            case "ANMF" when !inFrame && content.Length >= FrameHeader:
                var frame = new MemoryStream(content.Length);
                frame.Write(content[..FrameHeader]);
                if (!Copy(content[FrameHeader..], frame, found, inFrame: true))
                    return false;
                WriteChunk(to, name, frame.ToArray());
                return true;
            case "EXIF" when !inFrame:
                // Some writers put JPEG's marker before it.
                found.Facts ??= ExifReader.Read(content.StartsWith("Exif\0\0"u8) ? content[6..] : content);
                return true;
            default:
                return true;
        }
    }

    private static void WriteChunk(MemoryStream to, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> head = stackalloc byte[ChunkHeader];
        name.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], (uint)content.Length);
        to.Write(head);
        to.Write(content);
        if ((content.Length & 1) == 1)
            to.WriteByte(0);
    }
}
