using System.Text;
using System.Text.Json;
using KotanBot.Fakes;
using KotanBot.Storage;

namespace KotanBot.Bench.Telegram;

/// <summary>
/// Kills a gateway again and again while it sends, and counts what people got twice: messages that the Bot API server took and the
/// database does not know as sent under their id.
/// </summary>
internal sealed class CrashRun(RunOptions options, string data)
{
    private const int People = 60;
    private const long FirstChat = 80_000;

    private readonly StringBuilder _rows = new();

    private int Kills => options.Quick ? 3 : 25;

    public async Task RunAsync()
    {
        await RunAsync("as shipped, Telegram's limits", Path.Combine(data, "crash-real"), lifted: false);
        await RunAsync("limits lifted (hosted by the bench)", Path.Combine(data, "crash-lifted"), lifted: true);
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine($"{People} people write as fast as they get replies, by polling; the process is killed with SIGKILL 0.5 to 2.5 s after it serves, and started again.");
        page.AppendLine();
        page.AppendLine("| gateway | kills | messages sent | came twice | per kill | most in one chat for one kill | lost |");
        page.AppendLine("|---|---|---|---|---|---|---|");
        page.Append(_rows);
        page.AppendLine();
    }

    private async Task RunAsync(string name, string folder, bool lifted)
    {
        await using var fake = await FakeTelegram.StartAsync();
        await RegisterAsync(fake, folder);
        var begun = DateTimeOffset.UtcNow;
        var kills = new List<DateTimeOffset>();
        using (var stop = new CancellationTokenSource())
        {
            await using var letters = new Letterbox(fake);
            var people = Enumerable.Range(0, People).Select(i => TalkAsync(fake.Phone(FirstChat + i), letters, stop.Token)).ToList();
            var random = new Random(20_261_121);
            for (var i = 0; i < Kills; i++)
            {
                var server = await StartAsync(fake, folder, lifted);
                await Task.Delay(TimeSpan.FromSeconds(0.5 + (2 * random.NextDouble())));
                await server.KillAsync();
                kills.Add(DateTimeOffset.UtcNow);
            }
            await stop.CancelAsync();
            await Task.WhenAll(people);
        }
        await using (await StartAsync(fake, folder, lifted))
        {
            // Longer than the pauses of a sender that found nobody at first.
            await fake.WaitForAsync(f => f.PendingUpdates == 0, TimeSpan.FromMinutes(2));
            await Bot.DrainAsync(fake, TimeSpan.FromSeconds(4));
        }
        await CountAsync(name, fake, folder, begun, kills);
    }

    private async Task RegisterAsync(FakeTelegram fake, string folder)
    {
        var code = await Bot.InviteAsync(options, folder);
        await using var bot = await Bot.StartHostedAsync(fake, folder, lifted: true, webhook: false);
        for (var i = 0; i < People; i++)
            foreach (var line in Talk.Registration(code, i))
                fake.Phone(FirstChat + i).SendText(line);
        await fake.WaitForAsync(f => f.PendingUpdates == 0, TimeSpan.FromMinutes(1));
        await Bot.DrainAsync(fake, TimeSpan.FromSeconds(1));
    }

    private async Task<Server> StartAsync(FakeTelegram fake, string folder, bool lifted) =>
        lifted ? (await Bot.StartHostedAsync(fake, folder, lifted: true, webhook: false)).Server : await Bot.StartShippedAsync(fake, options.Server, folder);

    /// <summary>Writes on when a message came; a person who waits in vain tries again.</summary>
    private static async Task TalkAsync(FakePhone phone, Letterbox letters, CancellationToken stop)
    {
        for (var said = 0; !stop.IsCancellationRequested; said++)
        {
            var at = DateTimeOffset.UtcNow;
            phone.SendText(Talk.Report[said % Talk.Report.Length]);
            await letters.WaitAsync(phone.ChatId, at, TimeSpan.FromSeconds(3));
        }
    }

    private async Task CountAsync(string name, FakeTelegram fake, string folder, DateTimeOffset begun, List<DateTimeOffset> kills)
    {
        var known = await ReadSentAsync(folder);
        var all = fake.Requests.Where(r => r.Ok && Letterbox.IsMessage(r.Method)).Select(r => (Chat: r.ChatId!.Value, r.At, Id: MessageId(r.Answer))).ToList();
        var sent = all.Where(s => s.At >= begun).ToList();
        var lost = known.Pending + known.Ids.Except(all.Select(s => s.Id)).Count();
        var twice = sent.Where(s => !known.Ids.Contains(s.Id)).ToList();
        var most = twice.GroupBy(s => (s.Chat, Kill: kills.FindIndex(k => k >= s.At))).Select(g => g.Count()).DefaultIfEmpty().Max();
        if (twice.Exists(s => s.At > kills[^1]))
            throw new InvalidOperationException("a message came twice without a kill");
        _rows.AppendLine($"| {name} | {kills.Count} | {sent.Count} | {twice.Count} | {(double)twice.Count / kills.Count:0.00} | {most} | {lost} |");
        Console.Error.WriteLine($"crash: {name}: {kills.Count} kills, {sent.Count} sent, {twice.Count} twice, at most {most} in a chat, {lost} lost");
    }

    private static long MessageId(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.GetProperty("result").GetProperty("message_id").GetInt64();
    }

    private static async Task<(HashSet<long> Ids, long Pending)> ReadSentAsync(string folder)
    {
        await using var database = Database.OpenReadOnly(DataFolder.Open(folder));
        return database.Read(c =>
        {
            using var command = c.CreateCommand();
            command.CommandText = "select state, channel_ref from message where direction = 'out'";
            using var rows = command.ExecuteReader();
            var (ids, pending) = (new HashSet<long>(), 0L);
            while (rows.Read())
            {
                if (string.Equals(rows.GetString(0), "sent", StringComparison.Ordinal))
                    ids.Add(long.Parse(rows.GetString(1)));
                else
                    pending++;
            }
            return (ids, pending);
        });
    }
}
