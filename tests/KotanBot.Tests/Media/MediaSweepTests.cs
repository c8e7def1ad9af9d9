using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Media;

public sealed class MediaSweepTests
{
    private static byte[] WithPlace => PhotoCleaner.Clean("image/jpeg", SmallPhoto.JpegWithPlace, keepsPlace: true)!;

    private static byte[] WithoutPlace => PhotoCleaner.Clean("image/jpeg", SmallPhoto.JpegWithPlace, keepsPlace: false)!;

    [Theory]
    [InlineData("tanpa")]
    [InlineData("lewati")]
    public async Task A_photo_that_is_taken_back_goes_with_its_preview_and_counts_no_more(string takeBack)
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = stage.Files["small"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        var id = await stage.ReportAsync("a", "small");
        await stage.RunAsync();
        await stage.SayAsync($"{takeBack} {id}");

        stage.Clock.Now += TimeSpan.FromMinutes(61);
        await stage.RunAsync();

        Assert.Null(stage.Attachments.Open(id));
        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
        Assert.Equal(0, stage.Attachments.KeptBytes(stage.PersonId));
    }

    [Fact]
    public async Task A_photo_that_a_sent_report_does_not_name_any_more_goes_too()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        var id = await stage.ReportAsync("a");
        await stage.SayAsync("kirim " + id);
        await stage.RunAsync();
        stage.Clock.Now += TimeSpan.FromDays(30);
        await stage.RunAsync();
        Assert.NotNull(stage.Attachments.Open(id));

        await stage.SayAsync("ganti " + id);
        await stage.RunAsync();

        Assert.Null(stage.Attachments.Open(id));
        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
        Assert.Equal([id], ((AnswerValue.Photos)stage.Stores.Answers.ReadChanges(Scope.Server, id)[0].Before!).Ids);
    }

    [Fact]
    public async Task An_upload_whose_turn_has_not_come_yet_stays_for_an_hour()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = (await stage.Attachments.SaveAsync(stage.PersonId, "image/jpeg", SmallPhoto.Jpeg, stage.Clock.Now))!;
        stage.Clock.Now += TimeSpan.FromMinutes(59);
        await stage.RunAsync();
        Assert.NotNull(stage.Attachments.Open(id));
        stage.Clock.Now += TimeSpan.FromMinutes(2);
        await stage.RunAsync();
        Assert.Null(stage.Attachments.Open(id));
    }

    [Fact]
    public async Task A_photo_taken_back_while_it_is_fetched_is_not_kept()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = stage.Stores.MediaIds.Of(Host.TurnStage.Message("a", ""), 0);
        stage.Files["a"] = () =>
        {
            stage.SayAsync("tanpa " + id).GetAwaiter().GetResult();
            return new MediaFetch.Got(SmallPhoto.Jpeg);
        };
        Assert.Equal(id, await stage.ReportAsync("a"));

        await stage.RunAsync();

        Assert.Null(stage.Attachments.Open(id));
        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Theory]
    [InlineData("tanpa-titik")]
    [InlineData("lewati-titik")]
    public async Task When_the_point_is_taken_back_the_photo_loses_its_place_and_keeps_its_picture(string takeBack)
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.JpegWithPlace);
        stage.Files["small"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        var id = await stage.ReportAsync("a", "small");
        await stage.SayAsync("titik " + id);
        await stage.RunAsync();
        await stage.RunAsync();
        Assert.Equal(WithPlace, stage.Attachments.Open(id)!.Bytes.ToArray());

        await stage.SayAsync($"{takeBack} {id}");
        await stage.RunAsync();

        Assert.Equal(WithoutPlace, stage.Attachments.Open(id)!.Bytes.ToArray());
        Assert.Equal(SmallPhoto.Jpeg, stage.Attachments.OpenThumbnail(id)!.Bytes.ToArray());
        Assert.Equal(2, Directory.GetFiles(stage.Stores.Folder.MediaPath).Length);
        Assert.Equal(WithoutPlace.Length, stage.Attachments.KeptBytes(stage.PersonId));
        Assert.Empty(stage.Attachments.ReadPlacesTakenBack());
    }

    [Fact]
    public async Task A_point_told_after_the_photo_came_brings_no_place_back()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.JpegWithPlace);
        var id = await stage.ReportAsync("a");
        await stage.RunAsync();
        await stage.SayAsync("titik " + id);

        await stage.RunAsync();

        Assert.Equal(WithoutPlace, stage.Attachments.Open(id)!.Bytes.ToArray());
        Assert.Single(stage.Fetched);
    }

    [Fact]
    public async Task A_damaged_file_keeps_neither_the_others_from_being_cleaned_nor_new_ones_from_coming()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.JpegWithPlace);
        var first = await stage.ReportAsync("a");
        await stage.SayAsync("titik " + first);
        await stage.RunAsync();
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(stage.Stores.Folder.MediaPath)), "damaged by a disk that is no longer young", TestContext.Current.CancellationToken);
        stage.Files["b"] = stage.Files["a"];
        var second = await stage.ReportAsync("b");
        await stage.SayAsync("titik " + second);
        await stage.RunAsync();
        await stage.SayAsync("tanpa-titik " + first);
        await stage.SayAsync("tanpa-titik " + second);
        stage.Files["c"] = stage.Files["a"];
        var third = await stage.ReportAsync("c");

        await stage.RunAsync();

        Assert.Equal(WithoutPlace, stage.Attachments.Open(second)!.Bytes.ToArray());
        Assert.NotNull(stage.Attachments.Open(third));
        Assert.Contains(stage.Log.Lines, l => l.Contains(first, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_do_not_pile_up_while_the_store_fails()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = await stage.ReportAsync("a");
        await stage.Stores.Database.WriteAsync((connection, _) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "create trigger broken before update on attachment when new.state = 'kept' begin select raise(abort, 'broken'); end";
            return command.ExecuteNonQuery();
        });

        await Assert.ThrowsAnyAsync<Exception>(() => stage.Attachments.ArriveAsync(id, "image/jpeg", SmallPhoto.Jpeg, SmallPhoto.Jpeg, stage.Clock.Now));

        Assert.Empty(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_leaves_the_file_expected()
    {
        await using var stage = await MediaStage.OpenAsync();
        var id = await stage.ReportAsync("a");
        Directory.Delete(stage.Stores.Folder.MediaPath);
        await File.WriteAllTextAsync(stage.Stores.Folder.MediaPath, "no folder", TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<IOException>(() => stage.Attachments.ArriveAsync(id, "image/jpeg", SmallPhoto.Jpeg, null, stage.Clock.Now));

        Assert.Equal(["expected"], stage.Column("select state from attachment"));
    }

    [Fact]
    public async Task A_file_that_a_crash_left_half_written_goes_at_the_start()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        await stage.ReportAsync("a");
        await stage.RunAsync();
        await File.WriteAllTextAsync(Path.Combine(stage.Stores.Folder.MediaPath, "0123.part"), "half", TestContext.Current.CancellationToken);

        Assert.Equal(1, stage.Attachments.DeleteOrphans());
        Assert.Single(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Fact]
    public async Task A_photo_without_a_preview_is_one_file()
    {
        await using var stage = await MediaStage.OpenAsync();
        stage.Files["a"] = () => new MediaFetch.Got(SmallPhoto.Jpeg);
        var id = await stage.ReportAsync("a");

        await stage.RunAsync();

        Assert.NotNull(stage.Attachments.Open(id));
        Assert.Null(stage.Attachments.OpenThumbnail(id));
        Assert.Single(Directory.GetFiles(stage.Stores.Folder.MediaPath));
    }

    [Fact]
    public async Task A_preview_that_takes_too_long_is_done_without()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        using var folder = new Host.TempFolder();
        var slow = Path.Combine(folder.Root, "vipsthumbnail");
        await File.WriteAllTextAsync(slow, "#!/bin/sh\nexec tail -f /dev/null\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(slow, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var thumbnails = new VipsThumbnail(slow, NullLogger.Instance);

        // More than a pipe holds, so that it is stopped while it is written to.
        var made = thumbnails.TryMakeAsync("image/jpeg", new byte[1024 * 1024], TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);

        Assert.Null(await made.WaitAsync(VipsThumbnail.MostTimeOfUpload, TestContext.Current.CancellationToken));
        Assert.Null(await thumbnails.TryMakeAsync("image/jpeg", SmallPhoto.Jpeg, TimeSpan.Zero, TestContext.Current.CancellationToken));
    }
}
