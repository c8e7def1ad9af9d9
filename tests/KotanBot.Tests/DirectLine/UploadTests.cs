using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Media;
using KotanBot.Storage;
using KotanBot.Tests.Media;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.DirectLine;

public sealed class UploadTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private static readonly byte[] Jpeg = SmallPhoto.Jpeg;

    private static readonly byte[] Png = SmallPhoto.Png;

    [Fact]
    public async Task Takes_photos_with_a_caption_whatever_their_names_claim()
    {
        var chat = await gateway.BeginReportAsync();
        using var answer = await SendAsync(chat, Activity("""{"type":"message","text":"di balai desa","channelData":{"clientActivityID":"u1"}}"""), File(Jpeg, "../../etc/passwd"), File(Png, "a.exe"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{chat.Id}|0000003", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>());
        Assert.Equal(["📷 di balai desa", "2 foto diterima: di balai desa"], (await chat.TextsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task Takes_a_bare_file_and_a_pdf()
    {
        var chat = await gateway.BeginReportAsync();
        using var answer = await SendAsync(chat, File(Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "surat.pdf"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1 foto diterima: ", (await chat.TextsAsync())[^1]);
    }

    [Fact]
    public async Task Keeps_nothing_of_somebody_who_reports_nothing()
    {
        var kept = gateway.StoredFiles();
        var chat = await gateway.BeginAsync();
        using var first = await SendAsync(chat, Activity("""{"type":"message","text":"ini"}"""), File(Jpeg, "a.jpg"));
        await chat.SayAsync("halo");
        using var second = await SendAsync(chat, File(Jpeg, "a.jpg"));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(["📷 ini", "0 foto diterima: ini", "halo", "Anda menulis: halo", "📷", "0 foto diterima: "], await chat.TextsAsync());
        Assert.Equal(kept, gateway.StoredFiles());
    }

    [Fact]
    public async Task Keeps_nothing_of_somebody_without_a_role()
    {
        var kept = gateway.StoredFiles();
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("tanpa peran");
        using var answer = await SendAsync(chat, File(Jpeg, "a.jpg"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Tidak bisa dibaca: photo", (await chat.TextsAsync())[^1]);
        Assert.Equal(kept, gateway.StoredFiles());
    }

    [Fact]
    public async Task A_start_deletes_files_that_a_crash_left_without_a_row()
    {
        await using var own = new WebGateway();
        await own.InitializeAsync();
        var media = own.Services.GetRequiredService<DataFolder>().MediaPath;
        await own.StopAsync();
        await System.IO.File.WriteAllTextAsync(Path.Combine(media, "left-behind"), "x", TestContext.Current.CancellationToken);
        await own.StartAsync();
        Assert.Empty(own.StoredFiles());
    }

    [Fact]
    public async Task An_upload_too_many_waits_until_another_is_done()
    {
        using var places = new UploadPlaces();
        var taken = new List<IDisposable?>();
        for (var i = 0; i < UploadPlaces.Most; i++)
            taken.Add(await places.TryTakeAsync(TestContext.Current.CancellationToken));
        var next = places.TryTakeAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(null, taken);
        Assert.False(next.IsCompleted);
        taken[0]!.Dispose();
        using var place = await next;
        Assert.NotNull(place);
    }

    [Fact]
    public async Task Keeps_files_that_an_answer_names_and_deletes_those_that_none_does()
    {
        var chat = await gateway.BeginReportAsync();
        var before = gateway.StoredFiles();
        using var used = await SendAsync(chat, File(Jpeg, "a.jpg"), File(Png, "b.png"));
        var kept = gateway.StoredFiles();
        using var unused = await SendAsync(chat, Activity("""{"type":"message","text":"buang"}"""), File(Jpeg, "c.jpg"));
        Assert.Equal(HttpStatusCode.OK, unused.StatusCode);
        Assert.Equal("1 foto diterima: buang", (await chat.TextsAsync())[^1]);
        Assert.Equal(before.Length + (Tool.Has(Tool.VipsThumbnail) ? 4 : 2), kept.Length);
        Assert.Equal(kept.Order(StringComparer.Ordinal), gateway.StoredFiles().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_kindly_when_a_person_has_filled_their_space()
    {
        var chat = await gateway.BeginReportAsync();
        var person = gateway.Services.GetRequiredService<TurnStore>().Load(Channels.DirectLine.DirectLineIds.Address(chat.Id)).PersonId;
        await gateway.Services.GetRequiredService<Database>().WriteAsync(
            (connection, _) =>
            {
                using var command = connection.CreateCommand();
                command.CommandText = $"insert into attachment (id, person_id, content_type, size, saved_at) values ('big-{chat.Id}', '{person}', 'image/jpeg', {200 * 1024 * 1024}, 0)";
                return command.ExecuteNonQuery();
            },
            TestContext.Current.CancellationToken);
        var before = gateway.StoredFiles();
        using var answer = await SendAsync(chat, File(Jpeg, "a.jpg"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("StorageFull", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["code"]!.GetValue<string>());
        Assert.Equal(before, gateway.StoredFiles());
    }

    [Fact]
    public async Task Tells_the_engine_about_files_that_it_cannot_take()
    {
        var chat = await gateway.BeginAsync();
        using var answer = await SendAsync(chat, File("<svg onload=alert(1)>"u8.ToArray(), "photo.jpg"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Tidak bisa dibaca: file", (await chat.TextsAsync())[^1]);
    }

    [Fact]
    public async Task A_file_that_only_begins_like_a_photo_is_one_it_cannot_take()
    {
        var kept = gateway.StoredFiles();
        var chat = await gateway.BeginReportAsync();
        using var answer = await SendAsync(chat, File(Jpeg, "a.jpg"), File([.. Jpeg[..20], 1, 2, 3], "b.jpg"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Tidak bisa dibaca: file", (await chat.TextsAsync())[^1]);
        Assert.Equal(kept, gateway.StoredFiles());
    }

    [Fact]
    public async Task What_a_photo_tells_beyond_itself_is_not_kept()
    {
        var chat = await gateway.BeginReportAsync();
        using var answer = await SendAsync(chat, File(SmallPhoto.JpegWithPlace, "a.jpg"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var load = gateway.Services.GetRequiredService<TurnStore>();
        var input = load.ReadTurns(load.Load(Channels.DirectLine.DirectLineIds.Address(chat.Id)).Conversation.Id)[^1].Input;
        var id = Assert.Single(Assert.IsType<Core.Conversations.Input.Photos>(input).Ids);
        Assert.Equal(
            PhotoCleaner.Clean("image/jpeg", SmallPhoto.JpegWithPlace, keepsPlace: false),
            gateway.Services.GetRequiredService<AttachmentStore>().Open(id)!.Bytes.ToArray());
    }

    [Fact]
    public async Task Answers_413_kindly_to_more_than_10_megabytes()
    {
        var chat = await gateway.BeginAsync();
        using var answer = await SendAsync(chat, File([.. Jpeg, .. new byte[10 * 1024 * 1024]], "besar.jpg"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("10 MB", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["message"]!.GetValue<string>());
        Assert.Empty(await chat.TextsAsync());
    }

    [Fact]
    public async Task Answers_400_or_415_to_forms_that_are_none()
    {
        var chat = await gateway.BeginAsync();
        foreach (var (type, body, status) in new[]
        {
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut off", HttpStatusCode.BadRequest),
            ("multipart/form-data; boundary=x", "no form at all", HttpStatusCode.BadRequest),
            ("multipart/form-data; boundary=x", "--x--\r\n", HttpStatusCode.BadRequest),
            ("multipart/form-data", "--x--\r\n", HttpStatusCode.UnsupportedMediaType),
            ("image/jpeg", "x", HttpStatusCode.UnsupportedMediaType),
        })
        {
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, content);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(Chat chat, params (HttpContent Content, string Name, string? File)[] parts)
    {
        var form = new MultipartFormDataContent();
        foreach (var part in parts)
            if (part.File is null)
                form.Add(part.Content, part.Name);
            else
                form.Add(part.Content, part.Name, part.File);
        return chat.Gateway.CallAsync(HttpMethod.Post, chat.Path("/upload?userId=dl_1"), chat.Token, form);
    }

    private static (HttpContent Content, string Name, string? File) Activity(string json) =>
        (new StringContent(json, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", null);

    private static (HttpContent Content, string Name, string? File) File(byte[] bytes, string name) => (new ByteArrayContent(bytes), "file", name);
}
