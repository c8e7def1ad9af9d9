using System.Buffers.Binary;

namespace KotanBot.Media;

/// <summary>
/// Finds orientation and place in Exif data. Reads two directories and follows no chain, so that hostile data can neither
/// lead it in circles nor out of its bounds; what does not fit is as if it were not there.
/// </summary>
internal ref struct ExifReader
{
    private const int OrientationTag = 0x0112;
    private const int GpsTag = 0x8825;
    private const int LatitudeRefTag = 1;
    private const int LatitudeTag = 2;
    private const int LongitudeRefTag = 3;
    private const int LongitudeTag = 4;
    private const int AsciiType = 2;
    private const int ShortType = 3;
    private const int LongType = 4;
    private const int RationalType = 5;
    private const int EntryLength = 12;
    private const int FractionsLength = 24;

    private readonly ReadOnlySpan<byte> _tiff;
    private readonly bool _littleEndian;

    private ExifReader(ReadOnlySpan<byte> tiff, bool littleEndian)
    {
        _tiff = tiff;
        _littleEndian = littleEndian;
    }

    /// <summary>Null when it is no Exif data at all.</summary>
    public static PhotoFacts? Read(ReadOnlySpan<byte> tiff)
    {
        var littleEndian = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!littleEndian && !tiff.StartsWith("MM\0*"u8)))
            return null;
        var reader = new ExifReader(tiff, littleEndian);
        var start = reader.UInt32(4);
        var turned = reader.Find(start, OrientationTag, ShortType, 1);
        var orientation = turned is null ? 1 : reader.UInt16(turned.Value);
        var gps = reader.Find(start, GpsTag, LongType, 1);
        return new PhotoFacts(orientation is >= 1 and <= 8 ? orientation : 1, gps is null ? null : reader.ReadPlace(reader.UInt32(gps.Value)));
    }

    private PhotoPlace? ReadPlace(uint directory)
    {
        if (ReadRef(directory, LatitudeRefTag, (byte)'N', (byte)'S') is not { } latitudeRef || ReadDegrees(directory, LatitudeTag, 90) is not { } latitude
            || ReadRef(directory, LongitudeRefTag, (byte)'E', (byte)'W') is not { } longitudeRef || ReadDegrees(directory, LongitudeTag, 180) is not { } longitude)
            return null;
        return new PhotoPlace(latitudeRef, latitude, longitudeRef, longitude);
    }

    private byte? ReadRef(uint directory, int tag, byte one, byte other) =>
        Find(directory, tag, AsciiType, 2) is { } at && (_tiff[at] == one || _tiff[at] == other) ? _tiff[at] : null;

    /// <summary>Degrees, minutes and seconds; null when they are no place on Earth.</summary>
    private byte[]? ReadDegrees(uint directory, int tag, int most)
    {
        if (Find(directory, tag, RationalType, 3) is not { } at)
            return null;
        var fractions = new byte[FractionsLength];
        var degrees = 0.0;
        for (var i = 0; i < 6; i += 2)
        {
            var (above, below) = (UInt32(at + (i * 4)), UInt32(at + (i * 4) + 4));
            // Phones that know no seconds write 0/0.
            if (below == 0 && above != 0)
                return null;
            degrees += below == 0 ? 0 : (double)above / below / Math.Pow(60, i / 2);
            BinaryPrimitives.WriteUInt32BigEndian(fractions.AsSpan(i * 4), above);
            BinaryPrimitives.WriteUInt32BigEndian(fractions.AsSpan((i * 4) + 4), below);
        }
        return degrees <= most ? fractions : null;
    }

    /// <summary>Where the value of a tag stands; null when it is missing, of another type, or out of bounds.</summary>
    private int? Find(uint directory, int tag, int type, int count)
    {
        if (directory > _tiff.Length - 2)
            return null;
        var entries = UInt16((int)directory);
        for (var i = 0; i < entries; i++)
        {
            var entry = (int)directory + 2 + (i * EntryLength);
            if (entry > _tiff.Length - EntryLength)
                return null;
            if (UInt16(entry) != tag)
                continue;
            if (UInt16(entry + 2) != type || UInt32(entry + 4) != count)
                return null;
            var length = type switch { RationalType => 8, LongType => 4, ShortType => 2, _ => 1 } * count;
            var at = length <= 4 ? (uint)entry + 8 : UInt32(entry + 8);
            return at <= _tiff.Length - length ? (int)at : null;
        }
        return null;
    }

    private ushort UInt16(int at) => _littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(_tiff[at..]);

    private uint UInt32(int at) => _littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(_tiff[at..]) : BinaryPrimitives.ReadUInt32BigEndian(_tiff[at..]);
}
