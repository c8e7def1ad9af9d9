using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Media;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.DirectLine;

/// <summary>Uploaded files in the history: who sees them, and until when.</summary>
public sealed class AttachmentTests(WebGateway gateway) : IClassFixture<WebGateway>
{
    private static readonly byte[] Jpeg = SmallPhoto.JpegWithPlace;

    [Fact]
    public async Task A_photo_stands_in_the_history_and_in_the_stream_under_a_name_of_ours()
    {
        var chat = await gateway.BeginReportAsync();
        await using var stream = await chat.ListenAsync(2);
        await UploadAsync(chat, (Jpeg, "../../KTP Budi.jpg"), (SmallPhoto.Png, "b.exe"), (Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "surat.pdf"));

        foreach (var activity in new[] { (await stream.TakeAsync(2))[0], await PhotoActivityAsync(chat) })
        {
            var attachments = activity["attachments"]!.AsArray();
            Assert.Equal(["foto-1.jpg", "foto-2.png", "berkas-3.pdf"], attachments.Select(a => a!["name"]!.GetValue<string>()));
            Assert.Equal(["image/jpeg", "image/png", "application/pdf"], attachments.Select(a => a!["contentType"]!.GetValue<string>()));
            Assert.All(attachments, a => Assert.StartsWith($"{gateway.Url}/v3/directline/attachments/{chat.Id}/", a!["contentUrl"]!.GetValue<string>()));
            Assert.DoesNotContain("Budi", activity.ToJsonString());
        }
    }

    [Fact]
    public async Task An_image_element_gets_the_cleaned_picture_and_may_do_nothing_else_with_it()
    {
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));

        using var answer = await gateway.Client.GetAsync(await LinkAsync(chat), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("inline; filename=\"foto-1.jpg\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.Equal(PhotoCleaner.Clean("image/jpeg", Jpeg, keepsPlace: false), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pdf_is_saved_and_not_opened()
    {
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Encoding.ASCII.GetBytes("%PDF-1.7 ..."), "surat.pdf"));

        using var answer = await gateway.Client.GetAsync(await LinkAsync(chat), TestContext.Current.CancellationToken);

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"berkas-1.pdf\"", answer.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task The_small_picture_is_smaller()
    {
        Assert.SkipUnless(Tool.Has(Tool.VipsThumbnail), "vipsthumbnail is not installed");
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (SmallPhoto.Png, "a.png"));
        var attachment = (await PhotoActivityAsync(chat))["attachments"]![0]!;

        using var small = await gateway.Client.GetAsync(new Uri(attachment["thumbnailUrl"]!.GetValue<string>()), TestContext.Current.CancellationToken);

        Assert.Equal("image/jpeg", small.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Its_link_is_good_for_its_own_conversation_and_not_for_long()
    {
        await using var own = new WebGateway();
        await own.InitializeAsync();
        var chat = await own.BeginReportAsync();
        var stranger = await own.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));
        await UploadAsync(stranger, (Jpeg, "b.jpg"));
        var link = await LinkAsync(chat);
        var bare = link.GetLeftPart(UriPartial.Path);
        var others = (await LinkAsync(stranger)).Query;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, bare, chat.Token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, bare, own.Secret));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(own, bare, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(own, bare + "?t=x.y.z", null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, bare, stranger.Token));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, bare + others, null));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, $"{bare}?t={chat.Token}", null));
        // Nor does the address of a picture open anything else.
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, chat.Path("/activities"), System.Web.HttpUtility.ParseQueryString(link.Query)["t"]));
        own.Time.Now += TimeSpan.FromMinutes(31);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, link.AbsoluteUri, null));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("3-")]
    [InlineData("-3")]
    [InlineData("3-nothing")]
    [InlineData("99-nothing")]
    [InlineData("0-..%2F..%2Fkotanbot.key")]
    [InlineData("99999999999999999999-a")]
    public async Task There_is_nothing_under_other_names(string attachment)
    {
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, $"/v3/directline/attachments/{chat.Id}/{attachment}", chat.Token));
    }

    [Fact]
    public async Task A_file_is_found_through_its_own_conversation_only()
    {
        var chat = await gateway.BeginReportAsync();
        var stranger = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));
        await UploadAsync(stranger, (Jpeg, "b.jpg"));
        var name = (await LinkAsync(stranger)).Segments[^1];

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, $"/v3/directline/attachments/{chat.Id}/{name}", chat.Token));
    }

    [Fact]
    public async Task What_no_answer_took_is_not_shown()
    {
        var chat = await gateway.BeginReportAsync();
        using var unused = await SendAsync(chat, """{"type":"message","text":"buang"}""", (Jpeg, "c.jpg"));

        Assert.DoesNotContain("attachments", (await chat.ReadAsync()).ToJsonString());
    }

    [Fact]
    public async Task What_is_taken_back_is_gone_at_once()
    {
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));
        var link = await LinkAsync(chat);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, link.AbsoluteUri, null));

        // The script's bot lets the last photos replace the earlier ones.
        await UploadAsync(chat, (SmallPhoto.Png, "b.png"));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, link.AbsoluteUri, null));
    }

    [Fact]
    public async Task Nothing_is_left_of_it_after_erasing()
    {
        var chat = await gateway.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));
        var link = await LinkAsync(chat);

        await chat.SayAsync("/hapus");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, link.AbsoluteUri, null));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(gateway, link.GetLeftPart(UriPartial.Path), gateway.Secret));
    }

    [Fact]
    public async Task It_is_there_after_a_restart()
    {
        await using var own = new WebGateway();
        await own.InitializeAsync();
        var chat = await own.BeginReportAsync();
        await UploadAsync(chat, (Jpeg, "a.jpg"));
        await own.StopAsync();
        await own.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, (await LinkAsync(chat)).AbsoluteUri, null));
    }

    [Fact]
    public async Task A_repeated_upload_stands_there_once()
    {
        var chat = await gateway.BeginReportAsync();
        const string activity = """{"type":"message","channelData":{"clientActivityID":"p1"}}""";
        using var first = await SendAsync(chat, activity, (Jpeg, "a.jpg"));
        var link = await LinkAsync(chat);
        using var second = await SendAsync(chat, activity, (Jpeg, "a.jpg"));

        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, link.AbsoluteUri, null));
        Assert.Single((await chat.ReadAsync())["activities"]!.AsArray(), a => a!["attachments"] is not null);
    }

    /// <summary>Web Chat sends files by upload; a picture written into the JSON itself is neither fetched nor decoded.</summary>
    [Fact]
    public async Task An_attachment_inside_the_json_is_refused_kindly()
    {
        var chat = await gateway.BeginReportAsync();
        var before = gateway.StoredFiles();

        using var answer = await chat.PostRawAsync("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"data:image/png;base64,iVBORw0KGgo=","name":"a.png"}]}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Tidak bisa dibaca: attachment", (await chat.TextsAsync())[^1]);
        Assert.Equal(before, gateway.StoredFiles());
    }

    private static async Task<HttpStatusCode> StatusAsync(WebGateway gateway, string path, string? bearer)
    {
        using var answer = await gateway.CallAsync(HttpMethod.Get, path, bearer);
        return answer.StatusCode;
    }

    private static async Task<JsonNode> PhotoActivityAsync(Chat chat) => (await chat.ReadAsync())["activities"]!.AsArray().Last(a => a!["attachments"] is not null)!;

    private static async Task<Uri> LinkAsync(Chat chat) => new((await PhotoActivityAsync(chat))["attachments"]![0]!["contentUrl"]!.GetValue<string>());

    private static async Task UploadAsync(Chat chat, params (byte[] Bytes, string Name)[] files)
    {
        using var answer = await SendAsync(chat, null, files);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> SendAsync(Chat chat, string? activity, params (byte[] Bytes, string Name)[] files)
    {
        var form = new MultipartFormDataContent();
        if (activity is not null)
            form.Add(new StringContent(activity, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity");
        foreach (var (bytes, name) in files)
            form.Add(new ByteArrayContent(bytes), "file", name);
        return chat.Gateway.CallAsync(HttpMethod.Post, chat.Path("/upload"), chat.Token, form);
    }
}
