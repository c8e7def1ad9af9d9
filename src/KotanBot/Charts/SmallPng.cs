using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using KotanBot.Media;

namespace KotanBot.Charts;

/// <summary>
/// Writes a picture of few colours again with at most 16, four bits each. <c>rsvg-convert</c> writes four bytes a pixel: a chart is a quarter as long
/// afterwards, and looks the same.
/// </summary>
internal static class SmallPng
{
    private const int MostColours = 16;
    private const int SignatureLength = 8;

    /// <summary>Of a chart; more is none of ours.</summary>
    private const int MostPixels = 20_000_000;

    /// <summary>Null for what is no picture with eight bits a channel, without interlacing.</summary>
    public static byte[]? TryWrite(ReadOnlySpan<byte> png)
    {
        if (png.Length < 33 || png[24] != 8 || png[25] is not (2 or 6) || png[28] != 0)
            return null;
        var (width, height, channels) = (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]), png[25] == 6 ? 4 : 3);
        if (width <= 0 || height <= 0 || (long)width * height > MostPixels)
            return null;
        var rows = ReadRows(png, width * channels, height, channels);
        var colours = Palette(rows, channels);
        return Write(width, height, colours, Indices(rows, width, channels, colours));
    }

    private static byte[][] ReadRows(ReadOnlySpan<byte> png, int length, int height, int channels)
    {
        var packed = new MemoryStream();
        for (var at = SignatureLength; at + 12 <= png.Length;)
        {
            var chunk = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (chunk < 0 || chunk > png.Length - at - 12)
                throw new InvalidDataException("the picture breaks off");
            if (Encoding.Latin1.GetString(png.Slice(at + 4, 4)) == "IDAT")
                packed.Write(png.Slice(at + 8, chunk));
            at += chunk + 12;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var rows = new byte[height][];
        var above = new byte[length];
        for (var y = 0; y < height; y++)
        {
            var filter = unpacked.ReadByte();
            rows[y] = new byte[length];
            unpacked.ReadExactly(rows[y]);
            Unfilter(filter, rows[y], above, channels);
            above = rows[y];
        }
        return rows;
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int channels)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, up, corner) = (i >= channels ? row[i - channels] : 0, above[i], i >= channels ? above[i - channels] : 0);
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Nearest(left, up, corner),
                _ => throw new InvalidDataException("the picture has an unknown filter"),
            });
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    /// <summary>Each next colour is the one whose pixels would be changed most without it, so that a small mark keeps its colour beside all the shades of letters.</summary>
    private static int[] Palette(byte[][] rows, int channels)
    {
        var counts = new Dictionary<int, int>();
        foreach (var row in rows)
            for (var i = 0; i < row.Length; i += channels)
                counts[ColourAt(row, i)] = counts.GetValueOrDefault(ColourAt(row, i)) + 1;
        var wrong = counts.OrderBy(c => c.Key).Select(c => (Colour: c.Key, Count: c.Value, Distance: (long)int.MaxValue)).ToArray();
        List<int> palette = [];
        while (palette.Count < Math.Min(MostColours, wrong.Length))
        {
            var next = wrong.MaxBy(c => c.Count * c.Distance).Colour;
            palette.Add(next);
            for (var i = 0; i < wrong.Length; i++)
                wrong[i].Distance = Math.Min(wrong[i].Distance, Distance(wrong[i].Colour, next));
        }
        return [.. palette];
    }

    private static byte[] Indices(byte[][] rows, int width, int channels, int[] colours)
    {
        var known = new Dictionary<int, byte>();
        var stride = ((width + 1) / 2) + 1;
        var packed = new byte[stride * rows.Length];
        for (var y = 0; y < rows.Length; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var colour = ColourAt(rows[y], x * channels);
                if (!known.TryGetValue(colour, out var index))
                    known[colour] = index = (byte)Enumerable.Range(0, colours.Length).MinBy(i => Distance(colours[i], colour));
                packed[(y * stride) + 1 + (x / 2)] |= (byte)(x % 2 == 0 ? index << 4 : index);
            }
        }
        return packed;
    }

    private static byte[] Write(int width, int height, int[] colours, byte[] rows)
    {
        var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (4, 3);
        PngCleaner.WriteChunk(png, "IHDR"u8, head);
        PngCleaner.WriteChunk(png, "PLTE"u8, colours.SelectMany(c => new[] { (byte)(c >> 16), (byte)(c >> 8), (byte)c }).ToArray());
        var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            packing.Write(rows);
        PngCleaner.WriteChunk(png, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        PngCleaner.WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static int ColourAt(byte[] row, int at) => (row[at] << 16) | (row[at + 1] << 8) | row[at + 2];

    private static int Distance(int one, int other)
    {
        var (red, green, blue) = ((one >> 16) - (other >> 16), (one >> 8 & 255) - (other >> 8 & 255), (one & 255) - (other & 255));
        return (red * red) + (green * green) + (blue * blue);
    }
}
