using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Tests.DirectLine;

public sealed class UploadTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1];

    [Fact]
    public async Task Takes_photos_with_a_caption_whatever_their_names_claim()
    {
        var chat = await gateway.BeginAsync();
        using var answer = await SendAsync(chat, Activity("""{"type":"message","text":"di balai desa","channelData":{"clientActivityID":"u1"}}"""), File(Jpeg, "../../etc/passwd"), File(Png, "a.exe"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"{chat.Id}|0000003", (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<string>());
        Assert.Equal(["📷 di balai desa", "2 foto diterima: di balai desa"], (await chat.TextsAsync()).TakeLast(2));
    }

    [Fact]
    public async Task Takes_a_bare_file_and_a_pdf()
    {
        var chat = await gateway.BeginAsync();
        await chat.SayAsync("halo");
        using var answer = await SendAsync(chat, File(Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "surat.pdf"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1 foto diterima: ", (await chat.TextsAsync())[^1]);
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
