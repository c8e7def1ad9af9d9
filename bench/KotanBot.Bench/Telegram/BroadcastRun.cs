using System.Text;
using KotanBot.Channels.Telegram;
using KotanBot.Fakes;

namespace KotanBot.Bench.Telegram;

/// <summary>
/// How long a reply takes while thousands of reminders go out, beside the same people with the same database and nothing to remind
/// of. Real limits. The quiet server is looked at before and after the busy one.
/// </summary>
internal sealed class BroadcastRun(RunOptions options, string data)
{
    private const int Live = 20;
    private const long FirstLive = 50_000;
    private const long FirstSleeper = 100_000;

    /// <summary>Long enough for every reminder to be due, and to be moved out of the night.</summary>
    private const int DaysAsleep = 3;

    /// <summary>The first turns of a fresh process are compiled while somebody waits. That has nothing to do with a broadcast and is not counted.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(7);

    private readonly List<double> _quiet = [];
    private readonly List<double> _busy = [];
    private double _bulkPerSecond;
    private string _wokenIn = "";
    private int _bulkLeft;
    private int _before;
    private double _livePerSecond;

    private int Sleepers => options.Quick ? 400 : 5_000;

    private TimeSpan BusyWindow => TimeSpan.FromSeconds(options.Quick ? 12 : 90);

    private TimeSpan QuietWindow => TimeSpan.FromSeconds(options.Quick ? 8 : 45);

    public async Task RunAsync()
    {
        await using var quietFake = await FakeTelegram.StartAsync();
        await using var busyFake = await FakeTelegram.StartAsync();
        var (quietData, busyData) = (Path.Combine(data, "quiet"), Path.Combine(data, "busy"));
        await SeedAsync(quietFake, quietData, 0);
        await SeedAsync(busyFake, busyData, DaysAsleep);
        await using var quiet = await Bot.StartHostedAsync(quietFake, quietData, lifted: false, webhook: true);
        await TalkAsync(quiet, WarmUp);
        _quiet.AddRange(await TalkAsync(quiet, QuietWindow));
        await using (var busy = await Bot.StartHostedAsync(busyFake, busyData, lifted: false, webhook: true))
            await WatchBroadcastAsync(busy);
        _quiet.AddRange(await TalkAsync(quiet, QuietWindow));
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"{Sleepers} conversations with a due reminder, all woken at once (in {_wokenIn} s); {Live} people report meanwhile, {BusyWindow.TotalSeconds:0} s of the broadcast are looked at: "
            + $"{_bulkPerSecond:0.0} reminders and {_livePerSecond:0.0} replies and edits of theirs per second, {_bulkLeft} reminders still to send at the end of the window.");
        page.AppendLine();
        page.AppendLine("| from the update to the reply at the Bot API server | replies | p50 ms | p99 ms | max ms |");
        page.AppendLine("|---|---|---|---|---|");
        void Row(string name, List<double> took)
        {
            var spread = new Spread(took);
            page.AppendLine($"| {name} | {took.Count} | {spread.Median:0} | {spread.Percentile(0.99):0} | {spread.Highest:0} |");
        }
        Row("without a broadcast", _quiet);
        Row("**under the broadcast**", _busy);
        page.AppendLine();
    }

    private async Task WatchBroadcastAsync(Bot bot)
    {
        await TalkAsync(bot, WarmUp);
        _before = bot.Fake.Requests.Count(r => r.Ok && Letterbox.IsMessage(r.Method) && r.ChatId >= FirstSleeper);
        var waking = bot.Server.AskAsync("wake");
        var from = DateTimeOffset.UtcNow;
        _busy.AddRange(await TalkAsync(bot, BusyWindow));
        var until = from + BusyWindow;
        _wokenIn = await waking;
        var reminders = bot.Fake.Requests.Where(r => r.Ok && Letterbox.IsMessage(r.Method) && r.ChatId >= FirstSleeper && r.At >= from && r.At <= until).ToList();
        _bulkPerSecond = reminders.Count / BusyWindow.TotalSeconds;
        _bulkLeft = Sleepers - bot.Fake.Requests.Count(r => r.Ok && Letterbox.IsMessage(r.Method) && r.ChatId >= FirstSleeper) - _before;
        _livePerSecond = bot.Fake.Requests.Count(r => r.Ok && r.ChatId is < FirstSleeper && r.At >= from && r.At <= until) / BusyWindow.TotalSeconds;
        Console.Error.WriteLine($"broadcast: {_bulkPerSecond:0.0} reminders/s, woken in {_wokenIn} s");
    }

    /// <summary>Everybody live is registered, everybody else has begun and stopped at the first question.</summary>
    private async Task SeedAsync(FakeTelegram fake, string folder, int daysAgo)
    {
        var code = await Bot.InviteAsync(options, folder);
        await using var bot = await Bot.StartHostedAsync(fake, folder, lifted: true, webhook: true, daysAgo);
        foreach (var chat in People(FirstLive, Live).Concat(People(FirstSleeper, Sleepers)))
            fake.Phone(chat).Open();
        await Parallel.ForEachAsync(People(FirstSleeper, Sleepers).Chunk(250), async (chats, _) =>
        {
            using var post = NewPost(bot);
            foreach (var chat in chats)
                await post.SendAsync(chat, "/mulai");
        });
        using var live = NewPost(bot);
        foreach (var chat in People(FirstLive, Live))
            foreach (var line in Talk.Registration(code, (int)(chat - FirstLive)))
                await live.SendAsync(chat, line);
        await Bot.DrainAsync(fake, TimeSpan.FromSeconds(1));
    }

    private static async Task<List<double>> TalkAsync(Bot bot, TimeSpan duration)
    {
        bot.Fake.ForgetRequests();
        await using var letters = new Letterbox(bot.Fake);
        var clock = Stopwatch64.Start();
        var took = await Task.WhenAll(People(FirstLive, Live).Select(chat => ReportAsync(bot, letters, chat, clock, duration)));
        var all = took.SelectMany(t => t).ToList();
        Console.Error.WriteLine($"live: {all.Count} replies, worst {all.Max():0} ms");
        return all;
    }

    /// <summary>Writes, waits for the reply, thinks for some seconds, writes again.</summary>
    private static async Task<List<double>> ReportAsync(Bot bot, Letterbox letters, long chat, Stopwatch64 clock, TimeSpan duration)
    {
        using var post = NewPost(bot);
        var random = new Random((int)chat);
        var took = new List<double>();
        await Task.Delay(random.Next(3_000));
        for (var said = 0; clock.Elapsed < duration; said++)
        {
            var sentAt = DateTimeOffset.UtcNow;
            await post.SendAsync(chat, Talk.Report[said % Talk.Report.Length]);
            var cameAt = await letters.WaitAsync(chat, sentAt, TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException($"no reply within a minute to {Talk.Report[said % Talk.Report.Length]}");
            took.Add((cameAt - sentAt).TotalMilliseconds);
            await Task.Delay(random.Next(2_500, 5_000));
        }
        return took;
    }

    private static UpdatePost NewPost(Bot bot) => new(bot.Server.Address, TelegramWebhook.Path, bot.Secret);

    private static IEnumerable<long> People(long first, int count) => Enumerable.Range(0, count).Select(i => first + i);
}
