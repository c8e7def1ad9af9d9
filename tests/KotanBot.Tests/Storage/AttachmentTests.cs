using System.Text;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public sealed class AttachmentTests : StoreConformance
{
    protected override Task<Stores> OpenAsync(DataFolder folder, DatabaseOptions? options = null) => Stores.OpenAsync(folder, options);

    [Fact]
    public async Task A_photo_comes_back_and_stands_sealed_on_the_disk()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var photo = Encoding.UTF8.GetBytes("a photo of the village hall");

        var id = await Stores.Attachments.SaveAsync(chat.Load().PersonId, "image/jpeg", photo, Now);
        await ReopenAsync();

        var back = Stores.Attachments.Open(id!)!;
        Assert.Equal("image/jpeg", back.ContentType);
        Assert.Equal(photo, back.Bytes.ToArray());
        var file = Assert.Single(Directory.EnumerateFiles(Folder.MediaPath));
        Assert.DoesNotContain("village", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_person_who_is_not_stored()
    {
        Assert.Null(await Stores.Attachments.SaveAsync(NewChat().Load().PersonId, "image/jpeg", new byte[10], Now));
        Assert.Null(Stores.Attachments.Open("0123"));
        Assert.Empty(Directory.EnumerateFiles(Folder.MediaPath));
    }

    [Fact]
    public async Task Files_without_a_row_go_at_the_start()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var id = await Stores.Attachments.SaveAsync(chat.Load().PersonId, "image/jpeg", new byte[10], Now);
        await File.WriteAllTextAsync(Path.Combine(Folder.MediaPath, "left-behind"), "x");

        Assert.Equal(1, Stores.Attachments.DeleteOrphans());
        Assert.NotNull(Stores.Attachments.Open(id!));
    }

    [Fact]
    public async Task An_expected_file_is_remembered_over_a_restart_and_once_only()
    {
        var chat = NewChat();
        await chat.SayAsync("halo", new Effect.StartSubmission("s", "lapor", "h"), new Effect.RecordAnswer("s", "foto", new AnswerValue.Photos(["a1"])));
        var person = chat.Load().PersonId;
        var file = new ExpectedFile("test", "AgAC-big", "AgAC-small", 500);

        Assert.True(await Stores.Attachments.ExpectAsync("a1", person, file, Now));
        await Stores.Attachments.PutOffAsync("a1", Now.AddMinutes(5));
        Assert.True(await Stores.Attachments.ExpectAsync("a1", person, file with { FileRef = "other" }, Now.AddHours(1)));
        await ReopenAsync();

        Assert.Empty(Stores.Attachments.ReadExpected(10, Now.AddMinutes(4)));
        Assert.Equal(new ExpectedAttachment("a1", person, "test", 500, Now, 1), Assert.Single(Stores.Attachments.ReadExpected(10, Now.AddMinutes(5))));
        Assert.Equal(file, Stores.Attachments.FindExpected("a1"));
        Assert.Equal(500, Stores.Attachments.KeptBytes(person));
        Assert.True(await Stores.Attachments.ArriveAsync("a1", "image/png", new byte[7], null, Now));
        Assert.False(await Stores.Attachments.ArriveAsync("a1", "image/png", new byte[7], null, Now));
        Assert.True(await Stores.Attachments.ExpectAsync("a1", person, file, Now));
        Assert.Empty(Stores.Attachments.ReadExpected(10, Now.AddDays(1)));
        Assert.Equal(7, Stores.Attachments.Open("a1")!.Bytes.Length);
        Assert.Single(Directory.EnumerateFiles(Folder.MediaPath));
    }

    [Fact]
    public async Task Nothing_is_expected_for_somebody_who_is_not_stored_or_for_two_people()
    {
        var file = new ExpectedFile("test", "AgAC", null, null);
        Assert.False(await Stores.Attachments.ExpectAsync("a1", NewChat().Load().PersonId, file, Now));
        var (one, other) = (NewChat("one"), NewChat("other"));
        await one.SayAsync("halo");
        await other.SayAsync("halo");
        Assert.True(await Stores.Attachments.ExpectAsync("a1", one.Load().PersonId, file, Now));
        Assert.False(await Stores.Attachments.ExpectAsync("a1", other.Load().PersonId, file, Now));
    }

    [Fact]
    public async Task A_file_kept_by_an_earlier_version_under_its_id_still_opens_and_goes()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var id = await Stores.Attachments.SaveAsync(chat.Load().PersonId, "image/jpeg", new byte[10], Now, new byte[3]);
        File.Move(Directory.EnumerateFiles(Folder.MediaPath).Single(f => new FileInfo(f).Length == 38), Path.Combine(Folder.MediaPath, id!));
        await Stores.Database.WriteAsync((connection, _) =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "update attachment set file_name = null";
            return command.ExecuteNonQuery();
        });

        Assert.Equal(0, Stores.Attachments.DeleteOrphans());
        Assert.Equal(10, Stores.Attachments.Open(id!)!.Bytes.Length);
        Assert.Equal(3, Stores.Attachments.OpenThumbnail(id!)!.Bytes.Length);
        await Stores.Attachments.DeleteUnusedAsync([id!]);
        Assert.Empty(Directory.EnumerateFiles(Folder.MediaPath));
    }

    [Fact]
    public void Ids_of_files_follow_from_the_message_and_from_nothing_else()
    {
        var message = new InboundMessage(new ChannelAddress("telegram", "7"), "900", new Input.Photos([], null), "");
        var id = Stores.MediaIds.Of(message, 0);
        Assert.Matches("^[0-9a-hjkmnp-tv-z]{24}$", id);
        Assert.Equal(id, Stores.MediaIds.Of(message with { Shown = "again" }, 0));
        Assert.Equal(4, new HashSet<string> { id, Stores.MediaIds.Of(message, 1), Stores.MediaIds.Of(message with { Key = "901" }, 0), Stores.MediaIds.Of(message with { From = new("web", "7") }, 0) }.Count);
    }
}
