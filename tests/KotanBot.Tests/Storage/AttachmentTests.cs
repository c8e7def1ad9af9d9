using System.Text;
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
}
