using System.Security.Cryptography;
using KotanBot.Media;
using KotanBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Media;

public sealed class MediaJobTests
{
    [Fact]
    public async Task A_photo_that_the_channel_holds_arrives_cleaned_with_its_preview()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["big"] = () => new MediaFetch.Got(SmallPhoto.JpegWithPlace);
        stage.Files["small"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        var id = await stage.ReportAsync("big", "small", 541);
        Assert.Null(stage.Attachments.Open(id));

        await stage.RunAsync();

        var kept = stage.Attachments.Open(id)!;
        Assert.Equal("image/jpeg", kept.ContentType);
        Assert.Equal(PhotoCleaner.Clean("image/jpeg", SmallPhoto.JpegWithPlace, keepsPlace: false), kept.Bytes.ToArray());
        Assert.Equal(SmallPhoto.Jpeg, stage.Attachments.OpenThumbnail(id)!.Bytes.ToArray());
        Assert.Equal(["big", "small"], stage.Fetched);
        Assert.Empty(stage.Column("select source_cipher from attachment where source_cipher is not null"));
        await stage.RunAsync();
        Assert.Equal(2, stage.Fetched.Count);
        Assert.Equal("Baik", stage.LastWords);
    }

    [Fact]
    public async Task Files_are_named_by_the_hash_of_what_stands_on_the_disk()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["big"] = stage.Files["small"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        await stage.ReportAsync("big", "small");
        await stage.RunAsync();

        var files = Directory.GetFiles(stage.Stores.Folder.MediaPath);
        Assert.Equal(2, files.Length);
        foreach (var file in files)
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken))), Path.GetFileName(file));
        Assert.Equal(0, stage.Attachments.DeleteOrphans());
    }

    [Fact]
    public async Task The_place_in_a_photo_stays_when_the_report_tells_it_too()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["big"] = () => new MediaFetch.Got(SmallPhoto.JpegWithPlace);
        var id = await stage.ReportAsync("big");
        await stage.SayAsync("titik " + id);

        await stage.RunAsync();

        Assert.Equal(PhotoCleaner.Clean("image/jpeg", SmallPhoto.JpegWithPlace, keepsPlace: true), stage.Attachments.Open(id)!.Bytes.ToArray());
    }

    public static TheoryData<string, MediaFetch> Hopeless => new()
    {
        { "too-big", new MediaFetch.TooBig() },
        { "no-path", new MediaFetch.Gone("no-path") },
        { "unknown-kind", new MediaFetch.Got("<svg/>"u8.ToArray()) },
        { "unreadable", new MediaFetch.Got(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 1, 2 }) },
    };

    [Theory]
    [MemberData(nameof(Hopeless), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_kept_is_given_up_and_the_person_is_told_once(string reason, MediaFetch answer)
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = stage.Files["b"] = () => answer;
        var id = await stage.ReportAsync("a");
        await stage.ReportAsync("b");

        await stage.RunAsync();
        Assert.Equal("2 foto hilang", stage.LastWords);
        await stage.SayAsync("ya");
        await stage.RunAsync();

        Assert.Equal("Baik", stage.LastWords);
        Assert.Equal([reason, reason], stage.Column("select lost_reason from attachment"));
        Assert.Null(stage.Attachments.Open(id));
        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Fact]
    public async Task A_person_whose_space_is_full_keeps_the_report_without_the_photo()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        Assert.True(await stage.Attachments.ExpectAsync("other", stage.PersonId, new ExpectedFile(stage.Channel, "x", null, MediaLimits.MostKeptBytes), stage.Clock.Now));
        await stage.ReportAsync("a", size: SmallPhoto.Jpeg.Length);

        await stage.RunAsync();

        Assert.Equal("1 foto hilang", stage.LastWords);
    }

    [Fact]
    public async Task A_hiccup_is_tried_again_at_once_and_what_lasts_waits_in_the_row()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = await stage.ReportAsync("a");
        await stage.RunAsync();
        Assert.Equal(3, stage.Fetched.Count);

        // Until its time comes no later job asks again.
        await stage.RunAsync();
        Assert.Equal(3, stage.Fetched.Count);

        stage.Clock.Now += TimeSpan.FromSeconds(20);
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        await stage.RunAsync();
        Assert.NotNull(stage.Attachments.Open(id));
    }

    [Fact]
    public async Task A_wait_that_the_channel_asks_for_is_kept()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.RetryAfter(TimeSpan.FromSeconds(100));
        await stage.ReportAsync("a");
        await stage.RunAsync();
        stage.Clock.Now += TimeSpan.FromSeconds(99);
        await stage.RunAsync();
        Assert.Single(stage.Fetched);
        stage.Clock.Now += TimeSpan.FromSeconds(12);
        await stage.RunAsync();
        Assert.Equal(2, stage.Fetched.Count);
    }

    [Fact]
    public async Task After_a_day_a_file_is_given_up()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.RetryAfter(TimeSpan.FromMinutes(30));
        await stage.ReportAsync("a");
        var end = stage.Clock.Now + TimeSpan.FromDays(1);
        while (stage.Clock.Now < end)
        {
            await stage.RunAsync();
            Assert.Equal("Baik", stage.LastWords);
            stage.Clock.Now += TimeSpan.FromMinutes(34);
        }

        await stage.RunAsync();

        Assert.Equal("1 foto hilang", stage.LastWords);
        Assert.InRange(stage.Fetched.Count, 40, 50);
    }

    [Fact]
    public async Task A_source_that_throws_neither_loses_the_file_nor_stops_the_others()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => throw new InvalidOperationException("the words of a person");
        stage.Files["b"] = () => new MediaFetch.Got(SmallPhoto.Png);
        await stage.ReportAsync("a");
        var other = await stage.ReportAsync("b");

        await stage.RunAsync();

        Assert.NotNull(stage.Attachments.Open(other));
        Assert.Equal(["1"], stage.Column("select cast(tries as text) from attachment where state = 'expected'"));
        Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("the words of a person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erasure_while_a_file_is_on_its_way_leaves_nothing()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () =>
        {
            stage.SayAsync("hapus").GetAwaiter().GetResult();
            return new MediaFetch.Got(SmallPhoto.Jpeg);
        };
        await stage.ReportAsync("a");

        await stage.RunAsync();

        Assert.Empty(stage.Column("select id from attachment"));
        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Fact]
    public async Task Files_that_no_answer_names_are_not_fetched_and_go_after_an_hour()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = await stage.ReportAsync("a");
        await stage.SayAsync("tanpa " + id);
        await stage.RunAsync();
        Assert.Empty(stage.Fetched);
        Assert.Single(stage.Column("select id from attachment"));
        stage.Clock.Now += TimeSpan.FromMinutes(61);
        await stage.RunAsync();
        Assert.Empty(stage.Column("select id from attachment"));
    }

    [Fact]
    public async Task A_photo_without_a_preview_gets_one_from_libvips()
    {
        Tool.Require(Tool.Vips, Tool.VipsThumbnail, Tool.ExifTool);
        using var photo = await TestPhoto.DrawAsync("jpg", width: 1200, height: 900);
        await photo.WriteAsync("-Artist=Yohanes", "-Orientation#=6");
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(photo.Bytes);
        var id = await stage.ReportAsync("a");
        using var places = new UploadPlaces();
        using var job = stage.Job(places, new VipsThumbnail(VipsThumbnail.Find(), NullLogger.Instance));

        await job.RunOnceAsync(TestContext.Current.CancellationToken);

        var thumbnail = stage.Attachments.OpenThumbnail(id)!.Bytes.ToArray();
        var found = await photo.ReadAsync(thumbnail);
        Assert.Equal(("240", "320"), (found["File:ImageWidth"], found["File:ImageHeight"]));
        Assert.DoesNotContain(found.Keys, k => k.StartsWith("IFD", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_libvips_a_photo_is_kept_all_the_same_and_the_log_says_why()
    {
        var log = new Host.ListLogger();
        var missing = new VipsThumbnail(null, log);
        Assert.Null(await missing.TryMakeAsync("image/jpeg", SmallPhoto.Jpeg, VipsThumbnail.MostTime, TestContext.Current.CancellationToken));
        Assert.Contains("libvips-tools", Assert.Single(log.Lines));
    }

    [Theory]
    [InlineData("image/jpeg", "not a picture")]
    [InlineData("application/pdf", "%PDF-1.7")]
    public async Task What_libvips_cannot_or_must_not_read_has_no_preview(string kind, string content)
    {
        Tool.Require(Tool.VipsThumbnail);
        var thumbnails = new VipsThumbnail(VipsThumbnail.Find(), NullLogger.Instance);
        Assert.Null(await thumbnails.TryMakeAsync(kind, System.Text.Encoding.UTF8.GetBytes(content), VipsThumbnail.MostTime, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_nudge_does_not_wait_for_the_next_round()
    {
        await using var stage = await MediaStage.OpenAsync();
        using var places = new UploadPlaces();
        using var job = stage.Job(places, new VipsThumbnail(null, NullLogger.Instance));
        var arrived = new TaskCompletionSource();
        stage.Files["a"] = () =>
        {
            arrived.TrySetResult();
            return new MediaFetch.Got(SmallPhoto.Jpeg);
        };
        await job.StartAsync(TestContext.Current.CancellationToken);
        await stage.ReportAsync("a");
        job.Nudge();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await job.StopAsync(TestContext.Current.CancellationToken);
    }
}
