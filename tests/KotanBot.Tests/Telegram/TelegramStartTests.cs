using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using KotanBot.Channels.Telegram;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Fakes;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using KotanBot.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace KotanBot.Tests.Telegram;

/// <summary>The server and Telegram find each other, whichever of them is there first, and the token stays between them.</summary>
public sealed class TelegramStartTests : IAsyncLifetime
{
    private FakeTelegram _fake = null!;

    public async ValueTask InitializeAsync() => // A token of its own: traces and metrics are the whole process's, and other tests have theirs in their addresses.
        _fake = await FakeTelegram.StartAsync(new FakeTelegramOptions { Token = "4815162342:AAF-token-that-nobody-else-has-0001" });

    public ValueTask DisposeAsync() => _fake.DisposeAsync();

    [Fact]
    public async Task The_command_menu_is_Indonesian_for_all_and_English_for_English()
    {
        await using var host = await new TelegramHost(_fake).StartAsync();

        await _fake.WaitForAsync(f => f.CommandsOf(language: "en") is not null);

        Assert.Contains("Laporan kegiatan", _fake.CommandsOf()!.ToJsonString());
        Assert.Equal(_fake.CommandsOf()!.ToJsonString(), _fake.CommandsOf(language: "id")!.ToJsonString());
        Assert.Contains("Activity report", _fake.CommandsOf(language: "en")!.ToJsonString());
    }

    [Fact]
    public async Task The_command_menu_follows_what_the_centre_publishes_and_not_what_an_office_does()
    {
        await using var host = await new TelegramHost(_fake).StartAsync();
        await _fake.WaitForAsync(f => f.CommandsOf(language: "en") is not null);

        await PublishAsync(host, "BNNK-19.02", FormStage.Market);
        await PublishAsync(host, "BNN", FormStage.Named(FormStage.Market, "nasional"));
        await _fake.WaitForAsync(f => f.CommandsOf(language: "en")!.ToJsonString().Contains("nasional", StringComparison.Ordinal));

        Assert.DoesNotContain("pasar", string.Concat(_fake.CommandsOf()!.AsArray().Select(c => (string?)c!["command"])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_token_is_told_once_and_the_web_chat_goes_on()
    {
        _fake.FailNext("getMe", 401, "Unauthorized", times: 1_000);
        await using var host = await new TelegramHost(_fake).StartAsync();
        await _fake.WaitForAsync(f => f.RequestsOf("getMe").Any());

        using var page = await host.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        await WaitForLineAsync(host, "refuses the token");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var ready = await host.ReadinessAsync();
        Assert.Equal("ready", (string?)ready["status"]);
        Assert.Equal("refused", (string?)ready["telegram"]);
    }

    [Fact]
    public async Task A_menu_that_Telegram_refuses_stops_nothing()
    {
        _fake.FailNext("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID", times: 1_000);
        await using var host = await new TelegramHost(_fake).StartAsync();
        var phone = _fake.Phone(700);

        phone.SendText("halo");

        await phone.WaitForTextAsync("setuju?");
        Assert.Equal("polling", (string?)(await host.ReadinessAsync())["telegram"]);
    }

    [Fact]
    public async Task Telegram_that_cannot_be_reached_at_the_start_is_tried_again()
    {
        _fake.DropNext("getMe", times: 2);
        _fake.PageNext("deleteWebhook", times: 2);
        _fake.FailNext("getUpdates", 500, "Internal Server Error", times: 2);
        await using var host = new TelegramHost(_fake, new HastyTime());
        await host.StartAsync();
        var phone = _fake.Phone(700);

        phone.SendText("halo");

        await phone.WaitForTextAsync("setuju?");
        phone.SendText("halo lagi");
        await WaitForLineAsync(host, "works again");
        Assert.Single(host.Log.Lines, l => l.Contains("works again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_beyond_measure_at_the_start_ends_nothing()
    {
        _fake.FloodNext("getMe", int.MaxValue);
        _fake.FloodNext("deleteWebhook", 4_294_968);
        await using var host = new TelegramHost(_fake, new HastyTime());
        await host.StartAsync();
        var phone = _fake.Phone(700);

        phone.SendText("halo");

        await phone.WaitForTextAsync("setuju?");
    }

    [Fact]
    public async Task Without_a_token_the_readiness_says_off()
    {
        using var folder = new TempFolder();
        var url = KotanProcess.FreeUrl();
        await using var server = await KotanProcess.ServeAsync(folder.Data, url);
        using var http = new HttpClient();

        Assert.Equal("""{"status":"ready","telegram":"off"}""", await http.GetStringAsync(new Uri(url + "/health/ready"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_invitation_comes_with_the_link_that_opens_Telegram_and_the_server_does_not_show_its_token()
    {
        using var folder = new TempFolder();
        (string, string)[] telegram = [(TelegramSettings.TokenVariable, _fake.Token), (TelegramSettings.ApiVariable, _fake.Url.GetLeftPart(UriPartial.Authority))];
        _fake.FailNext("getMe", 502, "Bad Gateway");
        await using var server = await KotanProcess.ServeAsync(folder.Data, KotanProcess.FreeUrl(), telegram);
        await _fake.WaitForAsync(f => f.CommandsOf(language: "en") is not null);

        var invited = await KotanProcess.RunAsync("invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--data", folder.Data);
        var phone = _fake.Phone(700);
        phone.SendText("/start " + invited.Lines[^1]);
        await phone.WaitForTextAsync("setuju?");
        var ended = await server.TerminateAsync();

        Assert.Matches("^[A-Z2-9]{4}-[A-Z2-9]{4}$", invited.Lines[^1]);
        Assert.Equal($"https://t.me/kotan_bot?start={invited.Lines[^1]}", invited.Lines[^2]);
        Assert.EndsWith($"/undangan?k={invited.Lines[^1]}", invited.Lines[^3]);
        Assert.Equal(0, ended.ExitCode);
        Assert.Contains("works again", ended.Output);
        Assert.DoesNotContain(_fake.Token.Split(':')[1], ended.Output + ended.Error);
    }

    [Fact]
    public async Task Whatever_goes_wrong_the_token_is_in_no_log_metric_or_trace()
    {
        var seen = new ConcurrentQueue<string>();
        using var metrics = ListenToMetrics(seen);
        using var traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Enqueue(string.Join(' ', activity.TagObjects.Select(t => $"{t.Key}={t.Value}").Prepend(activity.DisplayName))),
        };
        ActivitySource.AddActivityListener(traces);
        var broken = new BrokenNetwork();
        await using (var host = new TelegramHost(_fake, new HastyTime()) { Network = broken })
        {
            await host.StartAsync();
            await broken.Used;
            foreach (var line in host.Log.Lines)
                seen.Enqueue(line);
            seen.Enqueue((await host.ReadinessAsync()).ToJsonString());
        }
        await using (var host = new TelegramHost(_fake))
        {
            _fake.FailNext("*", 404, "Not Found", times: 1);
            await host.StartAsync();
            await _fake.WaitForAsync(f => f.Requests.Any());
            await WaitForLineAsync(host, "refuses the token");
            foreach (var line in host.Log.Lines)
                seen.Enqueue(line);
        }

        Assert.Contains(seen, s => s.Contains("cannot be reached", StringComparison.Ordinal));
        var secret = _fake.Token.Split(':')[1];
        Assert.DoesNotContain(seen, s => s.Contains(secret, StringComparison.Ordinal));
    }

    private static MeterListener ListenToMetrics(ConcurrentQueue<string> seen)
    {
        var listener = new MeterListener { InstrumentPublished = (instrument, self) => self.EnableMeasurementEvents(instrument) };
        void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
                seen.Enqueue($"{instrument.Name} {tag.Key}={tag.Value}");
        }

        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
        return listener;
    }

    /// <summary>Log lines come a moment after what they tell of; there is nothing to wait on but the list.</summary>
    private static async Task WaitForLineAsync(TelegramHost host, string part)
    {
        var patience = Stopwatch.StartNew();
        while (!host.Log.Lines.Any(l => l.Contains(part, StringComparison.Ordinal)))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), string.Join('\n', host.Log.Lines));
            await Task.Yield();
        }
    }

    /// <summary>Fails in every way there is, each time with the whole address in its words.</summary>
    private sealed class BrokenNetwork : HttpMessageHandler
    {
        private readonly TaskCompletionSource _used = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _calls;

        public Task Used => _used.Task.WaitAsync(TimeSpan.FromSeconds(30));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var address = request.RequestUri!.AbsoluteUri;
            switch (_calls++ % 6)
            {
                case 0:
                    throw new HttpRequestException($"No such host is known. ({address})", new SocketException((int)SocketError.HostNotFound));
                case 1:
                    throw new IOException(address);
                case 2:
                    throw new TaskCanceledException(address, new TimeoutException(address));
                case 3:
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"<a href='{address}'>") });
                case 4:
                    throw new InvalidOperationException(address);
                default:
                    _used.TrySetResult();
                    return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent(address) });
            }
        }
    }

    private static async Task PublishAsync(TelegramHost host, string satker, string text)
    {
        var office = host.Stores.Satkers.Find(satker)!;
        var visitor = new SiteVisitor("server", new Facts { Role = Access.Admin, Satker = new SatkerFacts(office.Code, office.Name, office.RegionCode) }, "id");
        var desk = host.Services.GetRequiredService<FormDesk>();
        Assert.True((await desk.PublishAsync(visitor, desk.Try(visitor, satker, text), DateTimeOffset.UtcNow)).IsDone);
    }
}
