using System.Buffers.Binary;

namespace KotanBot.Media;

/// <summary>Writes Exif data that hold orientation and place and nothing else. Null when there is nothing to say.</summary>
internal static class ExifWriter
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const int FractionsLength = 24;

    public static byte[]? Write(PhotoFacts facts)
    {
        var turned = facts.Orientation != 1;
        if (!turned && facts.Place is null)
            return null;
        var entries = (turned ? 1 : 0) + (facts.Place is null ? 0 : 1);
        var gps = HeaderLength + DirectoryLength(entries);
        var tiff = new byte[facts.Place is null ? gps : gps + DirectoryLength(5) + (2 * FractionsLength)];
        "MM\0*\0\0\0\b"u8.CopyTo(tiff);
        WriteUInt16(tiff, HeaderLength, entries);
        var at = HeaderLength + 2;
        if (turned)
        {
            WriteEntry(tiff, at, tag: 0x0112, type: 3, count: 1, value: (uint)facts.Orientation << 16);
            at += EntryLength;
        }
        if (facts.Place is { } place)
        {
            WriteEntry(tiff, at, tag: 0x8825, type: 4, count: 1, value: (uint)gps);
            WritePlace(tiff, gps, place);
        }
        return tiff;
    }

    private static void WritePlace(byte[] tiff, int at, PhotoPlace place)
    {
        var latitude = at + DirectoryLength(5);
        var longitude = latitude + FractionsLength;
        WriteUInt16(tiff, at, 5);
        // The version of these tags, without which readers call them incomplete.
        WriteEntry(tiff, at + 2, tag: 0, type: 1, count: 4, value: 0x02030000);
        WriteEntry(tiff, at + 2 + EntryLength, tag: 1, type: 2, count: 2, value: (uint)place.LatitudeRef << 24);
        WriteEntry(tiff, at + 2 + (2 * EntryLength), tag: 2, type: 5, count: 3, value: (uint)latitude);
        WriteEntry(tiff, at + 2 + (3 * EntryLength), tag: 3, type: 2, count: 2, value: (uint)place.LongitudeRef << 24);
        WriteEntry(tiff, at + 2 + (4 * EntryLength), tag: 4, type: 5, count: 3, value: (uint)longitude);
        place.Latitude.CopyTo(tiff, latitude);
        place.Longitude.CopyTo(tiff, longitude);
    }

    private static void WriteEntry(byte[] tiff, int at, int tag, int type, uint count, uint value)
    {
        WriteUInt16(tiff, at, tag);
        WriteUInt16(tiff, at + 2, type);
        BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + 4), count);
        BinaryPrimitives.WriteUInt32BigEndian(tiff.AsSpan(at + 8), value);
    }

    private static void WriteUInt16(byte[] tiff, int at, int value) => BinaryPrimitives.WriteUInt16BigEndian(tiff.AsSpan(at), (ushort)value);

    /// <summary>The count, the entries, and no next directory.</summary>
    private static int DirectoryLength(int entries) => 2 + (entries * EntryLength) + 4;
}
