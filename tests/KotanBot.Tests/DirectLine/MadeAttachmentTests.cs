using System.Net;
using System.Text.Json.Nodes;
using KotanBot.Media;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.DirectLine;

/// <summary>Files that the bot sends: named in the history, made when somebody opens them, and for nobody else.</summary>
public sealed class MadeAttachmentTests : IAsyncLifetime
{
    private const string Office = FileBot.Office;

    private readonly WebGateway _gateway = new() { RunTurn = FileBot.RunTurn };

    public async ValueTask InitializeAsync()
    {
        await _gateway.InitializeAsync();
        await FileBot.MakeSummaryAsync(_gateway);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_picture_stands_in_the_history_for_foreign_clients_and_opens_under_its_address()
    {
        Tool.RequireCharts();
        var chat = await _gateway.BeginAsync();
        var attachment = await AttachmentAsync(chat, $"summary-chart|{Office}|2026-W48");

        Assert.Equal(("image/png", "x.png"), ((string?)attachment["contentType"], (string?)attachment["name"]));
        using var answer = await _gateway.Client.GetAsync((string?)attachment["contentUrl"], TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/png", FileKind.Of(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("inline; filename=\"x.png\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_workbook_is_saved_and_not_opened()
    {
        var attachment = await AttachmentAsync(await _gateway.BeginAsync(), $"summary-table|{Office}|2026-W48");

        using var answer = await _gateway.Client.GetAsync((string?)attachment["contentUrl"], TestContext.Current.CancellationToken);

        Assert.Equal(MadeFile.Workbook, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).AsSpan().StartsWith("PK"u8));
    }

    [Fact]
    public async Task Another_conversation_does_not_open_it_nor_does_nobody()
    {
        var (own, other) = (await _gateway.BeginAsync(), await _gateway.BeginAsync());
        var attachment = await AttachmentAsync(own, $"summary-table|{Office}|2026-W48");
        var path = new Uri((string)attachment["contentUrl"]!).AbsolutePath;

        using var owns = await _gateway.CallAsync(HttpMethod.Get, path, own.Token);
        using var others = await _gateway.CallAsync(HttpMethod.Get, path, other.Token);
        using var elsewhere = await _gateway.CallAsync(HttpMethod.Get, path.Replace(own.Id, other.Id, StringComparison.Ordinal), other.Token);
        using var nobodys = await _gateway.CallAsync(HttpMethod.Get, path, null);

        Assert.Equal(HttpStatusCode.OK, owns.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, others.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobodys.StatusCode);
    }

    [Theory]
    [InlineData("summary-table|BNNK-19.02|2026-W47")]
    [InlineData("summary-table|BNNK-19.02")]
    [InlineData("other|BNNK-19.02|2026-W48")]
    public async Task What_it_is_made_of_may_be_missing(string reference)
    {
        var attachment = await AttachmentAsync(await _gateway.BeginAsync(), reference);

        using var answer = await _gateway.Client.GetAsync((string?)attachment["contentUrl"], TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<JsonNode> AttachmentAsync(Chat chat, string reference)
    {
        await chat.SayAsync(reference);
        var activities = (await chat.ReadAsync())["activities"]!.AsArray();
        return Assert.Single(activities.Last(a => a!["attachments"] is not null)!["attachments"]!.AsArray())!;
    }
}
