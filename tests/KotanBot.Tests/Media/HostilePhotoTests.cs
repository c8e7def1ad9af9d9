using System.Buffers.Binary;
using System.Text;
using KotanBot.Media;

namespace KotanBot.Tests.Media;

/// <summary>Files made by hand, byte by byte: what no camera writes, and what somebody could send on purpose.</summary>
public sealed class HostilePhotoTests
{
    [Fact]
    public void A_small_picture_comes_back_byte_for_byte()
    {
        Assert.Equal(SmallPhoto.Jpeg, PhotoCleaner.Clean("image/jpeg", SmallPhoto.Jpeg, keepsPlace: false));
        Assert.Equal(SmallPhoto.Png, PhotoCleaner.Clean("image/png", SmallPhoto.Png, keepsPlace: false));
        Assert.Equal(SmallPhoto.Webp, PhotoCleaner.Clean("image/webp", SmallPhoto.Webp, keepsPlace: false));
    }

    [Fact]
    public void Scans_keep_stuffed_bytes_and_restarts_and_lose_what_stands_between_them()
    {
        byte[] first = [1, 0xFF, 0x00, 2, 0xFF, 0xD0, 3, 0xFF, 0xD7, 4];
        byte[] second = [5, 0xFF, 0xD3, 6];
        var photo = Jpeg(Segment(0xC2, new byte[9]), Segment(0xDA, new byte[8]), first, Segment(0xFE, "nama"u8.ToArray()), Segment(0xE1, "Exif\0\0x"u8.ToArray()), Segment(0xC4, [0, 1]),
            [0xFF, 0xFF], Segment(0xDA, new byte[8]), second);
        var expected = Jpeg(Segment(0xC2, new byte[9]), Segment(0xDA, new byte[8]), first, Segment(0xC4, [0, 1]), Segment(0xDA, new byte[8]), second);

        Assert.Equal(expected, PhotoCleaner.Clean("image/jpeg", photo, keepsPlace: false));
    }

    [Fact]
    public void A_picture_that_breaks_off_in_its_image_data_is_closed()
    {
        var whole = Jpeg(Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8]), [1, 2, 3, 4]);

        Assert.Equal(whole, PhotoCleaner.Clean("image/jpeg", whole.AsSpan(0, whole.Length - 2), keepsPlace: false));
        Assert.Equal(whole, PhotoCleaner.Clean("image/jpeg", whole.AsSpan(0, whole.Length - 1), keepsPlace: false));
        Assert.Equal(SmallPhoto.Png, PhotoCleaner.Clean("image/png", SmallPhoto.Png.AsSpan(0, SmallPhoto.Png.Length - 5), keepsPlace: false));
    }

    [Fact]
    public void Previews_in_the_first_segment_are_cut_off()
    {
        byte[] jfif = [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 2, 1, .. "rgbrgb"u8];
        byte[] bare = [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 0, 0];
        byte[][] picture = [Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8]), [1]];

        Assert.Equal(
            Jpeg([Segment(0xE0, bare), .. picture]),
            PhotoCleaner.Clean("image/jpeg", Jpeg([Segment(0xE0, jfif), Segment(0xE0, "JFXX\0\x10preview"u8.ToArray()), .. picture]), keepsPlace: false));
    }

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "image/jpeg", [] },
        { "image/jpeg", [0xFF, 0xD8, 0xFF] },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3] },
        { "image/jpeg", [0xFF, 0xD8, 0xFF, 0xD9] },
        { "image/jpeg", Jpeg(Segment(0xDA, new byte[8]), [1]) },
        { "image/jpeg", Jpeg(Segment(0xC0, new byte[9])) },
        { "image/jpeg", Jpeg([0xFF, 0xE1, 0, 1], Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8])) },
        { "image/jpeg", Jpeg([0xFF, 0x02, 0, 2], Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8])) },
        { "image/jpeg", Jpeg([0xFF, 0xD8], Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8])) },
        { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] },
        { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF, .. "IHDR"u8, 0, 0, 0, 0] },
        { "image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, .. "IDAT"u8, 0, 0, 0, 0] },
        { "image/webp", "RIFF\x04\0\0\0WEBP"u8.ToArray() },
        { "image/webp", [.. "RIFF\x0C\0\0\0WEBPVP8 "u8, 0xFF, 0xFF, 0xFF, 0x7F] },
        { "image/webp", [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBPVP8 "u8, 0, 0, 0, 0] },
        { "image/webp", [.. "RIFF\0\0\0\0WEBPVP8 "u8, 0, 0, 0, 0] },
        { "image/gif", "GIF89a"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_is_not_what_it_begins_as_is_refused(string kind, byte[] file) => Assert.Null(PhotoCleaner.Clean(kind, file, keepsPlace: true));

    [Theory]
    [InlineData("II*\0\xFF\xFF\xFF\x7F")]
    [InlineData("II*\0\xFF\xFF\xFF\xFF")]
    [InlineData("II*\0\x08\0\0\0\xFF\xFF")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\xFF\xFF\xFF\xFF\x06\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x2A\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x08\0\0\0")]
    [InlineData("II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\xFE\xFF\xFF\xFF")]
    [InlineData("MM\0*\0\0\0")]
    [InlineData("not Exif at all")]
    public void Exif_that_leads_astray_is_as_if_it_were_not_there(string tiff)
    {
        var photo = Jpeg(Segment(0xE1, [.. "Exif\0\0"u8, .. Encoding.Latin1.GetBytes(tiff)]), Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8]), [1]);

        Assert.Equal(Jpeg(Segment(0xC0, new byte[9]), Segment(0xDA, new byte[8]), [1]), PhotoCleaner.Clean("image/jpeg", photo, keepsPlace: true));
    }

    [Fact]
    public void Extended_webp_loses_its_metadata_and_the_flags_for_it()
    {
        byte[] image = [.. Chunk("ALPH", [1, 2, 3]), .. Chunk("VP8 ", [4, 5])];
        byte[] flags = [0x2C, 0, 0, 0, 1, 0, 0, 1, 0, 0];
        byte[] bare = [0x20, 0, 0, 0, 1, 0, 0, 1, 0, 0];
        byte[] turned = [.. "MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"u8];

        Assert.Equal(
            Webp([.. Chunk("VP8X", bare), .. Chunk("ICCP", [9]), .. image]),
            PhotoCleaner.Clean("image/webp", [.. Webp([.. Chunk("VP8X", flags), .. Chunk("ICCP", [9]), .. image, .. Chunk("EXIF", "nama"u8.ToArray()), .. Chunk("XMP ", "nama"u8.ToArray()), .. Chunk("NOTE", [7])]), 1, 2, 3], keepsPlace: false));
        Assert.Equal(
            Webp([.. Chunk("VP8X", [0x28, .. bare[1..]]), .. image, .. Chunk("EXIF", turned)]),
            PhotoCleaner.Clean("image/webp", Webp([.. Chunk("VP8X", flags), .. image, .. Chunk("EXIF", [.. "Exif\0\0"u8, .. turned])]), keepsPlace: false));
    }

    [Fact]
    public void Frames_of_a_moving_webp_hold_pictures_only()
    {
        byte[] Moving(params byte[][] inFrame) => Webp([.. Chunk("VP8X", [2, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Chunk("ANIM", new byte[6]), .. Chunk("ANMF", [.. new byte[16], .. inFrame.SelectMany(c => c)])]);

        Assert.Equal(Moving(Chunk("VP8L", [1])), PhotoCleaner.Clean("image/webp", Moving(Chunk("VP8L", [1]), Chunk("NOTE", "nama"u8.ToArray())), keepsPlace: false));
    }

    [Fact]
    public void Whatever_is_cut_or_flipped_ends_in_a_result()
    {
        var random = new Random(20260302);
        var photos = new[] { ("image/jpeg", SmallPhoto.Jpeg), ("image/png", SmallPhoto.Png), ("image/webp", SmallPhoto.Webp), ("image/jpeg", SmallPhoto.JpegWithPlace) };
        for (var round = 0; round < 20_000; round++)
        {
            var (kind, bytes) = photos[round % photos.Length];
            var mangled = bytes[..random.Next(bytes.Length + 1)];
            for (var flips = random.Next(4); flips > 0 && mangled.Length > 0; flips--)
                mangled[random.Next(mangled.Length)] = (byte)random.Next(256);
            if (PhotoCleaner.Clean(kind, mangled, keepsPlace: true) is { } cleaned)
                Assert.Equal(cleaned, PhotoCleaner.Clean(kind, cleaned, keepsPlace: true));
        }
    }

    private static byte[] Jpeg(params byte[][] segments) => [0xFF, 0xD8, .. segments.SelectMany(s => s), 0xFF, 0xD9];

    private static byte[] Segment(byte marker, byte[] content)
    {
        byte[] segment = [0xFF, marker, 0, 0, .. content];
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(content.Length + 2));
        return segment;
    }

    private static byte[] Webp(byte[] chunks)
    {
        byte[] file = [.. "RIFF\0\0\0\0WEBP"u8, .. chunks];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(4), (uint)file.Length - 8);
        return file;
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] chunk = [.. Encoding.ASCII.GetBytes(name), 0, 0, 0, 0, .. content, .. new byte[content.Length & 1]];
        BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(4), (uint)content.Length);
        return chunk;
    }
}
