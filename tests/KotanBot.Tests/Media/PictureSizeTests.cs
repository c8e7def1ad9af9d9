using System.Buffers.Binary;
using KotanBot.Media;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Media;

/// <summary>A small file may unpack to gigabytes, so nothing decodes it before its header was asked.</summary>
public sealed class PictureSizeTests
{
    [Theory]
    [InlineData("jpg", "", false)]
    [InlineData("jpg", "[interlace]", true)]
    [InlineData("png", "", false)]
    [InlineData("png", "[interlace]", true)]
    [InlineData("webp", "", true)]
    [InlineData("webp", "[lossless]", true)]
    public async Task The_size_is_what_libvips_drew(string extension, string options, bool heldWhole)
    {
        Tool.Require(Tool.Vips);
        using var photo = await TestPhoto.DrawAsync(extension, options, width: 301, height: 77);

        Assert.Equal(new PictureSize(301, 77, heldWhole), PictureSize.Read(photo.Bytes));
        Assert.Equal(new PictureSize(301, 77, heldWhole), PictureSize.Read(PhotoCleaner.Clean(FileKind.Of(photo.Bytes)!, photo.Bytes, keepsPlace: false)!));
    }

    [Theory]
    [InlineData(8000, 6250, 0, true)]
    [InlineData(8000, 6251, 0, false)]
    [InlineData(5000, 4000, 1, true)]
    [InlineData(5000, 4001, 1, false)]
    [InlineData(int.MaxValue, int.MaxValue, 0, false)]
    [InlineData(0, 10, 0, false)]
    public void Fifty_megapixels_are_borne_and_twenty_when_held_whole(int width, int height, byte interlaced, bool bearable) =>
        Assert.Equal(bearable, PictureSize.Read(Png(width, height, interlaced))!.IsBearable);

    [Fact]
    public void The_canvas_of_an_extended_webp_counts()
    {
        byte[] webp = [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0x3F, 0, 0xFE, 0x3F, 0];
        Assert.Equal(new PictureSize(16384, 16383, HeldWhole: true), PictureSize.Read(webp));
    }

    [Fact]
    public void No_piece_of_a_picture_throws()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 77, 1, 45, 1, 1, 17, 0];
        Assert.Equal(new PictureSize(301, 77, HeldWhole: true), PictureSize.Read(jpeg));
        byte[][] pictures = [jpeg, Png(10, 10, 0), [.. "RIFF"u8, 0, 0, 0, 0, .. "WEBPVP8 "u8, 10, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 1, 0, 1, 0]];
        foreach (var picture in pictures)
        {
            for (var length = 0; length < picture.Length; length++)
                PictureSize.Read(picture.AsSpan(0, length));
        }
        Assert.Null(PictureSize.Read("%PDF-1.7"u8));
    }

    [Fact]
    public async Task No_program_is_started_for_a_bomb()
    {
        var log = new ListLogger();
        var thumbnails = new VipsThumbnail("/there/is/no/such/program", log);

        Assert.Null(await thumbnails.TryMakeAsync("image/png", Png(30_000, 30_000, 0), VipsThumbnail.MostTime, TestContext.Current.CancellationToken));

        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task The_program_knows_nothing_of_our_environment_and_has_a_limit_of_memory()
    {
        Tool.Require("prlimit");
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Root);
        var (program, told) = (Path.Combine(folder.Root, "program"), Path.Combine(folder.Root, "told"));
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{{ env; echo LIMIT=$(ulimit -v); }} > '{told}'\n", TestContext.Current.CancellationToken);
        await Tool.RunAsync("chmod", "u+x", program);

        Assert.Null(await new VipsThumbnail(program, NullLogger.Instance).TryMakeAsync("image/png", Png(10, 10, 0), VipsThumbnail.MostTime, TestContext.Current.CancellationToken));

        var lines = await File.ReadAllLinesAsync(told, TestContext.Current.CancellationToken);
        string[] shell = ["PWD", "OLDPWD", "SHLVL", "_"];
        Assert.Equal(["LIMIT", "PATH", "VIPS_BLOCK_UNTRUSTED", "VIPS_CONCURRENCY", "VIPS_DISC_THRESHOLD"], lines.Select(l => l.Split('=')[0]).Except(shell).Order());
        Assert.Contains("LIMIT=976562", lines);
    }

    [Theory]
    [InlineData("jpg", "", 8000, 6250)]
    [InlineData("png", "", 8000, 6250)]
    [InlineData("jpg", "[interlace]", 5000, 4000)]
    [InlineData("png", "[interlace]", 5000, 4000)]
    [InlineData("webp", "", 5000, 4000)]
    public async Task The_largest_that_is_borne_has_a_preview_within_the_limit(string extension, string options, int width, int height)
    {
        Tool.Require(Tool.Vips, Tool.VipsThumbnail);
        using var photo = await TestPhoto.DrawAsync(extension, options, width, height);
        var thumbnails = new VipsThumbnail(VipsThumbnail.Find(), NullLogger.Instance);

        Assert.NotNull(await thumbnails.TryMakeAsync(FileKind.Of(photo.Bytes)!, photo.Bytes, VipsThumbnail.MostTime, TestContext.Current.CancellationToken));
    }

    private static byte[] Png(int width, int height, byte interlaced)
    {
        byte[] png = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, interlaced, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }
}
