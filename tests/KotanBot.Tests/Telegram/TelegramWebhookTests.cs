using System.Net;
using System.Net.Sockets;
using System.Text;
using KotanBot.Channels.Telegram;
using KotanBot.Fakes;
using Microsoft.Data.Sqlite;

namespace KotanBot.Tests.Telegram;

/// <summary>Telegram calls us: nobody else may, and 200 means that the update is durable.</summary>
public sealed class TelegramWebhookTests : IAsyncLifetime
{
    private FakeTelegram _fake = null!;
    private TelegramHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _fake = await FakeTelegram.StartAsync(new FakeTelegramOptions { WebhookBackOff = TimeSpan.FromMilliseconds(20) });
        _host = new TelegramHost(_fake);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task A_person_is_answered_through_the_webhook()
    {
        await _host.StartAsync(webhook: true);

        await _host.JoinAsync(700);

        Assert.All(_fake.WebhookAttempts, a => Assert.Equal(200, a.Status));
        Assert.Empty(_fake.RequestsOf("getUpdates"));
        Assert.Equal("webhook", (string?)(await _host.ReadinessAsync())["telegram"]);
        var set = _fake.RequestsOf("setWebhook").Single().Body;
        Assert.Matches("^[A-Za-z0-9_-]{1,256}$", (string)set["secret_token"]!);
        Assert.False((bool?)set["drop_pending_updates"] ?? false);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Without_the_secret_nobody_gets_in(string? secret)
    {
        await _host.StartAsync(webhook: true);

        using var answer = await PostAsync(PollApi.Text(11, 700, "halo"), secret);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(0, _host.Count("select count(*) from message"));
    }

    [Fact]
    public async Task Without_the_secret_the_answer_comes_before_the_body()
    {
        await _host.StartAsync(webhook: true);
        var url = new Uri(_host.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {TelegramWebhook.Path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"));
        using var reader = new StreamReader(stream);

        Assert.Contains("401", await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_once_and_taken()
    {
        await _host.StartAsync(webhook: true);

        foreach (var body in new[] { "kacau", "kacau", """{"update_id":12,"message":{"message_id":{}}}""", "[]", "" })
        {
            using var answer = await PostAsync(body, _host.WebhookSecret);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(["", "[]", "kacau", """{"update_id":12,"message":{"message_id":{}}}"""], _host.Stores.FailedUpdates.Read("telegram").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_longer_than_any_update_is_refused()
    {
        await _host.StartAsync(webhook: true);

        using var answer = await PostAsync(new string(' ', (1024 * 1024) + 1), _host.WebhookSecret);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task While_the_store_is_busy_Telegram_is_told_to_come_again_and_nothing_is_lost()
    {
        await _host.StartAsync(webhook: true);
        await _fake.WaitForAsync(f => f.WebhookUrl is not null);
        var phone = _fake.Phone(700);
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(_host.Data, "kotanbot.db")};Pooling=False"))
        {
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = other.CreateCommand();
            command.CommandText = "begin immediate";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            phone.SendText("halo");
            await _fake.WaitForAsync(f => f.WebhookAttempts.Any(a => a.Status == 503));
        }

        await phone.WaitForTextAsync("setuju?");

        Assert.Equal(1, _host.Count("select count(*) from message where direction = 'in'"));
    }

    [Fact]
    public async Task Changing_between_the_two_ways_loses_nothing_and_doubles_nothing()
    {
        var phone = _fake.Phone(700);
        var said = 0;
        async Task LiveAsync(bool webhook)
        {
            phone.SendText($"sebelum {++said}");
            await _host.StartAsync(webhook);
            phone.SendText($"selama {++said}");
            await phone.WaitForAsync(p => p.FromBot.Count() == said);
            await _host.StopAsync();
        }

        await LiveAsync(webhook: true);
        await LiveAsync(webhook: false);
        await LiveAsync(webhook: true);
        await LiveAsync(webhook: false);

        await _host.StartAsync();
        Assert.Equal(said, _host.Count("select count(*) from message where direction = 'in'"));
        Assert.Equal(said, phone.FromBot.Count());
    }

    [Fact]
    public async Task Without_a_public_address_there_is_no_such_path()
    {
        await _host.StartAsync();

        using var answer = await PostAsync(PollApi.Text(11, 700, "halo"), _host.WebhookSecret);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TelegramWebhook.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
            request.Headers.TryAddWithoutValidation(TelegramWebhook.SecretHeader, secret);
        return await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
