using KotanBot.Channels.Telegram;
using KotanBot.Fakes;
using KotanBot.Storage;

namespace KotanBot.Bench.Telegram;

/// <summary>One of the servers that updates are posted to, alive through all rounds, with what was seen of it in each.</summary>
internal sealed class WebhookArm : IAsyncDisposable
{
    /// <summary>As many as KotanBot allows Telegram.</summary>
    public const int Connections = 40;

    private const long FirstChat = 10_000;

    private readonly RunOptions _options;
    private readonly Server _server;
    private readonly FakeTelegram? _fake;
    private readonly string? _folder;
    private readonly bool _lifted;
    private readonly Seat[] _seats;
    private readonly Crowd _crowd;
    private readonly List<WebhookRound> _rounds = [];
    private long _settled;
    private bool _stopped;

    private WebhookArm(RunOptions options, Server server, FakeTelegram? fake, string? folder, bool lifted, Seat[] seats)
    {
        (_options, _server, _fake, _folder, _lifted, _seats) = (options, server, fake, folder, lifted, seats);
        _crowd = new Crowd(seats);
    }

    public IReadOnlyList<WebhookRound> Rounds => _rounds;

    /// <summary>Updates that were answered 200, each found in the database afterwards.</summary>
    public long Acknowledged => _crowd.Acknowledged;

    public static async Task<WebhookArm> StartBareAsync(RunOptions options)
    {
        var server = await Server.StartBareAsync();
        return new WebhookArm(options, server, null, null, lifted: true, Sit(server.Address, BareApp.UpdatePath, "none", "none"));
    }

    public static async Task<WebhookArm> StartAsync(RunOptions options, FakeTelegram fake, string folder, bool lifted)
    {
        var code = await Bot.InviteAsync(options, folder);
        var bot = await Bot.StartHostedAsync(fake, folder, lifted, webhook: true);
        for (var chat = FirstChat; chat < FirstChat + (Connections * Seat.People); chat++)
            fake.Phone(chat).Open();
        return new WebhookArm(options, bot.Server, fake, folder, lifted, Sit(bot.Server.Address, TelegramWebhook.Path, bot.Secret, code));
    }

    public async Task WarmUpAsync()
    {
        await Task.WhenAll(_seats.Select(s => s.SettleAsync()));
        _settled = _folder is null ? 0 : await CountTurnsAsync(_folder);
        await _crowd.WorkAsync(_options.WarmUp);
        await DrainAsync();
    }

    public async Task RunRoundAsync()
    {
        _fake?.ForgetRequests();
        var processor = _server.ReadProcessorTime();
        var before = _crowd.Acknowledged;
        var window = await _crowd.WorkAsync(_options.Window);
        var spent = (_server.ReadProcessorTime() - processor).TotalMicroseconds / (_crowd.Acknowledged - before);
        var replies = _fake?.Requests.Count(r => r.Ok && Letterbox.IsMessage(r.Method)) ?? 0;
        _rounds.Add(new WebhookRound(window, spent, replies / _options.Window.TotalSeconds));
        await DrainAsync();
    }

    /// <summary>Stops the server and counts in its database what it had acknowledged.</summary>
    public async Task FinishAsync()
    {
        await DisposeAsync();
        if (_folder is not null && await CountTurnsAsync(_folder) - _settled is var stored && stored != Acknowledged)
            throw new InvalidOperationException($"{Acknowledged} updates were acknowledged and {stored} are stored");
    }

    public string Over(Func<WebhookRound, double> figure, string format) => ReportText.Cell(new Spread(_rounds.Select(figure)), format);

    public async ValueTask DisposeAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        _crowd.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>What is still to send must not fall into another server's window. Under real limits that is a trickle and would take hours.</summary>
    private Task DrainAsync() => _fake is not null && _lifted ? Bot.DrainAsync(_fake, TimeSpan.FromMilliseconds(300)) : Task.CompletedTask;

    private static Seat[] Sit(Uri server, string path, string secret, string code) =>
        [.. Enumerable.Range(0, Connections).Select(i => new Seat(new UpdatePost(server, path, secret), FirstChat + (i * Seat.People), code))];

    private static async Task<long> CountTurnsAsync(string folder)
    {
        await using var database = Database.OpenReadOnly(DataFolder.Open(folder));
        return database.Read(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = "select count(*) from turn";
            return Convert.ToInt64(command.ExecuteScalar());
        });
    }
}

/// <summary>One window with what the server's process spent in it for an update.</summary>
internal sealed record WebhookRound(Window Window, double ProcessorMicroseconds, double Replies);
