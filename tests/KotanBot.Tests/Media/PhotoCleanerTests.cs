using KotanBot.Media;

namespace KotanBot.Tests.Media;

/// <summary>exiftool writes into pictures what phones and programs write, and looks for it again after the cleaning.</summary>
public sealed class PhotoCleanerTests
{
    private static readonly string[] Phone =
    [
        "-Make=Samsung", "-Model=SM-A127F", "-Software=A127FXXU8", "-Artist=Yohanes Perdana Mbuik", "-Copyright=Yohanes Perdana Mbuik",
        "-DateTimeOriginal=2026:03:02 08:00:00", "-SerialNumber=R58T31ABCDE", "-UserComment=rumah di belakang pasar", "-XPAuthor=Yohanes",
        "-XMP:Creator=Yohanes", "-XMP:Location=Busalangga", "-XMP:GPSLatitude=-10.7", "-XMP:GPSLongitude=123.1",
    ];

    private static readonly string[] Place =
        ["-EXIF:GPSLatitude=10.7421", "-EXIF:GPSLatitudeRef=S", "-EXIF:GPSLongitude=123.0512", "-EXIF:GPSLongitudeRef=E", "-EXIF:GPSAltitude=12", "-EXIF:GPSDateStamp=2026:03:02", "-EXIF:GPSImgDirection=88"];

    private static readonly string[] Allowed =
        ["IFD0:Orientation", "GPS:GPSVersionID", "GPS:GPSLatitudeRef", "GPS:GPSLatitude", "GPS:GPSLongitudeRef", "GPS:GPSLongitude"];

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "jpg", "image/jpeg", "" },
        { "jpg", "image/jpeg", "[interlace]" },
        { "png", "image/png", "" },
        { "png", "image/png", "[interlace]" },
        { "webp", "image/webp", "" },
        { "webp", "image/webp", "[lossless]" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_phone_writes_is_gone_and_the_picture_is_the_same(string extension, string kind, string options)
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync(extension, options);
        await photo.WriteAsync([.. Phone, .. Place, "-EXIF:Orientation#=6"]);
        var before = await photo.ReadAsync(photo.Bytes);
        Assert.Contains(before, tag => tag.Value.Contains("Yohanes", StringComparison.Ordinal));
        Assert.Contains("GPS:GPSLatitude", before.Keys);

        var cleaned = PhotoCleaner.Clean(kind, photo.Bytes, keepsPlace: false)!;

        var after = await photo.ReadAsync(cleaned);
        Assert.Equal("6", after["IFD0:Orientation"]);
        Assert.Equal(["IFD0:Orientation"], after.Keys.Where(IsMetadata));
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("Yohanes"u8));
        Assert.Equal(await photo.PixelsAsync(photo.Bytes), await photo.PixelsAsync(cleaned));
        Assert.Equal(cleaned, PhotoCleaner.Clean(kind, cleaned, keepsPlace: false));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_place_stays_when_the_person_shared_it_and_nothing_with_it(string extension, string kind, string options)
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync(extension, options);
        await photo.WriteAsync([.. Phone, .. Place]);

        var cleaned = PhotoCleaner.Clean(kind, photo.Bytes, keepsPlace: true)!;

        var after = await photo.ReadAsync(cleaned);
        Assert.Equal(Allowed[1..].Order(StringComparer.Ordinal), after.Keys.Where(IsMetadata).Order(StringComparer.Ordinal));
        Assert.Equal(("S", "E"), (after["GPS:GPSLatitudeRef"], after["GPS:GPSLongitudeRef"]));
        Assert.Equal(10.7421, double.Parse(after["GPS:GPSLatitude"]), 4);
        Assert.Equal(123.0512, double.Parse(after["GPS:GPSLongitude"]), 4);
        Assert.Equal("0", (await Tool.RunAsync(Tool.ExifTool, "-validate", "-s3", "-n", Write(photo, cleaned))).Split(' ')[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_upright_picture_without_a_place_has_no_exif_at_all(string extension, string kind, string options)
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync(extension, options);
        await photo.WriteAsync([.. Phone, "-EXIF:Orientation#=1"]);

        var cleaned = PhotoCleaner.Clean(kind, photo.Bytes, keepsPlace: true)!;

        Assert.DoesNotContain((await photo.ReadAsync(cleaned)).Keys, IsMetadata);
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("Exif"u8));
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("EXIF"u8));
    }

    [Theory]
    [InlineData("II")]
    [InlineData("MM")]
    public async Task Both_byte_orders_tell_how_to_turn_and_where(string order)
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync("jpg", "[strip]");
        await photo.WriteAsync([$"-ExifByteOrder={order}", .. Place, "-EXIF:Orientation#=8"]);
        Assert.Equal(order, (await photo.ReadAsync(photo.Bytes))["File:ExifByteOrder"]);

        var after = await photo.ReadAsync(PhotoCleaner.Clean("image/jpeg", photo.Bytes, keepsPlace: true)!);

        Assert.Equal(Allowed.Order(StringComparer.Ordinal), after.Keys.Where(IsMetadata).Order(StringComparer.Ordinal));
        Assert.Equal("8", after["IFD0:Orientation"]);
    }

    [Fact]
    public async Task Previews_comments_newspaper_data_and_what_stands_behind_the_end_are_gone()
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync("jpg", "[strip]");
        using var preview = await TestPhoto.DrawAsync("jpg", "[strip]", 16, 12);
        await photo.WriteAsync($"-ThumbnailImage<={preview.Path}", "-Comment=dari Ferdinand", "-IPTC:By-line=Ferdinand", "-Photoshop:PhotoshopQuality=4", "-Orientation#=3");
        byte[] trailed = [.. photo.Bytes, .. preview.Bytes, .. "Ferdinand menulis ini"u8];
        Assert.Contains("IFD1:ThumbnailImage", (await photo.ReadAsync(trailed)).Keys);

        var cleaned = PhotoCleaner.Clean("image/jpeg", trailed, keepsPlace: false)!;

        Assert.Equal(["IFD0:Orientation"], (await photo.ReadAsync(cleaned)).Keys.Where(IsMetadata));
        Assert.Equal(-1, cleaned.AsSpan().IndexOf("Ferdinand"u8));
        Assert.Equal(1, Count(cleaned, [0xFF, 0xD8]));
        Assert.Equal(await photo.PixelsAsync(photo.Bytes), await photo.PixelsAsync(cleaned));
    }

    [Fact]
    public async Task Colours_stay_as_they_were()
    {
        Tool.Require(Tool.Vips, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync("jpg", "[strip]");
        await Tool.RunAsync(Tool.Vips, "icc_export", photo.Path, photo.Path + ".icc.jpg", "--output-profile", "srgb");
        var exported = await File.ReadAllBytesAsync(photo.Path + ".icc.jpg", TestContext.Current.CancellationToken);

        var cleaned = PhotoCleaner.Clean("image/jpeg", exported, keepsPlace: false)!;

        Assert.Contains((await photo.ReadAsync(cleaned)).Keys, name => name.StartsWith("ICC", StringComparison.Ordinal));
        Assert.Equal(await photo.PixelsAsync(exported), await photo.PixelsAsync(cleaned));
    }

    [Fact]
    public void A_pdf_comes_back_as_it_is()
    {
        var pdf = "%PDF-1.7 ..."u8.ToArray();
        Assert.Equal(pdf, PhotoCleaner.Clean("application/pdf", pdf, keepsPlace: false));
    }

    private static string Write(TestPhoto photo, byte[] bytes)
    {
        File.WriteAllBytes(photo.Path, bytes);
        return photo.Path;
    }

    /// <summary>All but what describes the picture itself.</summary>
    private static bool IsMetadata(string tag) => tag.Split(':')[0] is not ("File" or "Composite" or "JFIF" or "PNG" or "RIFF" or "PNG-pHYs")
        || (tag.StartsWith("PNG:", StringComparison.Ordinal) && !PngHeader.Contains(tag[4..]));

    private static readonly string[] PngHeader = ["ImageWidth", "ImageHeight", "BitDepth", "ColorType", "Compression", "Filter", "Interlace", "Gamma", "SRGBRendering"];

    private static int Count(byte[] bytes, byte[] what) => Enumerable.Range(0, bytes.Length - 1).Count(i => bytes.AsSpan(i).StartsWith(what));
}
