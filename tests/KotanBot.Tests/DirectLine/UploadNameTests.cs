using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.DirectLine;

/// <summary>What a client calls a file leads nowhere: names neither choose a place on the disk nor stand in an answer.</summary>
public sealed class UploadNameTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    [Theory]
    [InlineData("../../x.jpg")]
    [InlineData("..\\..\\x.jpg")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("C:\\Windows\\x.jpg")]
    [InlineData("file:///etc/passwd")]
    [InlineData("kotanbot.db")]
    [InlineData("a\0.exe")]
    [InlineData("\u202Egpj.exe")]
    [InlineData("😀<script>.jpg")]
    [InlineData("a\u0301\u0301.jpg")]
    [InlineData(".")]
    [InlineData(" ")]
    public async Task A_name_leads_nowhere(string name)
    {
        var chat = await gateway.BeginReportAsync();
        var before = gateway.AllFiles();

        using var answer = await SendAsync(chat, name);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("1 foto diterima: ", (await chat.TextsAsync())[^1]);
        var fresh = gateway.AllFiles().Except(before).Where(f => !Path.GetFileName(f).StartsWith("kotanbot.db", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(fresh);
        Assert.All(fresh, f => Assert.Matches("/media/[0-9a-f]{64}$", f));
    }

    [Fact]
    public async Task A_name_without_end_is_refused_and_nothing_is_kept()
    {
        var chat = await gateway.BeginReportAsync();
        var before = gateway.StoredFiles();
        await ErrorAnswer.AssertAsync(HttpStatusCode.BadRequest, await SendAsync(chat, new string('a', 100_000)));
        Assert.Equal(before, gateway.StoredFiles());
    }

    [Theory]
    [InlineData("id-ID,id;q=0.9", "Berkas ini terlalu besar")]
    [InlineData("en-GB,en;q=0.9", "This file is too big")]
    public async Task A_file_over_10_megabytes_is_refused_kindly_in_both_languages(string language, string words)
    {
        var chat = await gateway.BeginAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, chat.Path("/upload"))
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent([.. SmallPhoto.Jpeg, .. new byte[11 * 1024 * 1024]]), "file", "besar.jpg" } },
        };
        request.Headers.Authorization = new("Bearer", chat.Token);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains(words, (await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!["message"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await chat.TextsAsync());
    }

    /// <summary>Written by hand, because well-behaved clients mend such names before they send them.</summary>
    private static Task<HttpResponseMessage> SendAsync(Chat chat, string name)
    {
        byte[] body =
        [
            .. Encoding.UTF8.GetBytes($"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"),
            .. SmallPhoto.Jpeg,
            .. "\r\n--x--\r\n"u8,
        ];
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        return chat.Gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, content);
    }
}
