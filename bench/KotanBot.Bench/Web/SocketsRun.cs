using System.Net.Sockets;
using System.Text;

namespace KotanBot.Bench.Web;

/// <summary>
/// How many people may have the page open: each has a conversation of its own, has joined, has been asked the first question, and is idle.
/// The published server is told what .NET takes for itself in a container of 512 MiB (three quarters of it for the heap).
/// </summary>
internal sealed class SocketsRun(RunOptions options, string data)
{
    private const long Room = 512L * 1024 * 1024;

    /// <summary>Three quarters of the room.</summary>
    private const string HeapLimit = "0x18000000";

    /// <summary>Files, the database and the listener need descriptors too, of the 20,000 that a process has here.</summary>
    private const int DescriptorsLeft = 1_000;

    private const int AtOnce = 16;

    private const int Answers = 50;

    /// <summary>Longer than the server's pause between pings.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    private readonly List<LeanTalk> _talks = [];
    private readonly List<(int Sockets, long Bytes, TimeSpan Took, int Pinged)> _rows = [];
    private string _ended = "";
    private readonly List<double> _answers = [];

    private int Goal => options.Quick ? 500 : 10_000;

    private int Step => options.Quick ? 200 : 3_000;

    private int Most => options.Quick ? 700 : (int)(DescriptorLimit() - DescriptorsLeft);

    public async Task RunAsync()
    {
        await using var server = await Server.StartShippedAsync(options.Server, Path.Combine(data, "sockets"), new(StringComparer.Ordinal) { ["DOTNET_GCHeapHardLimit"] = HeapLimit });
        using var http = new HttpClient();
        await OpenAsync(server, http, 1);
        await LookAsync(server, TimeSpan.Zero, Rest);
        for (var next = Goal; _ended.Length == 0; next = Math.Min(Most, next + Step))
            await GrowAsync(server, http, next);
        foreach (var talk in _talks)
            talk.Dispose();
    }

    public void Write(StringBuilder page)
    {
        var (before, goal) = (_rows[0], _rows[1]);
        page.AppendLine($"Each socket is a conversation of its own that has joined and been asked the first question. With {Goal} of them the server was idle for {Idle.TotalSeconds:0} s before the look and pinged {goal.Pinged} of them, who answered; before the other looks it was idle for {Rest.TotalSeconds:0} s. Ended because {_ended}.");
        page.AppendLine();
        page.AppendLine("| open sockets | memory of the server, MiB (PSS) | per socket above the first, KiB | the new ones opened and joined in, s | an answer on one of them, ms (median) |");
        page.AppendLine("|---|---|---|---|---|");
        page.AppendLine($"| 1 | {before.Bytes / 1024 / 1024} | | | |");
        foreach (var ((sockets, bytes, took, _), answer) in _rows.Skip(1).Zip(_answers))
            page.AppendLine($"| {sockets} | {bytes / 1024 / 1024} | {(bytes - before.Bytes) / 1024.0 / (sockets - 1):0.0} | {took.TotalSeconds:0} | {answer:0.0} |");
        page.AppendLine();
        page.AppendLine($"After each step {Answers} people answered, one after the other; each answer was acknowledged as durable and answered.");
        page.AppendLine();
    }

    private async Task GrowAsync(Server server, HttpClient http, int until)
    {
        var clock = Stopwatch64.Start();
        try
        {
            await OpenAsync(server, http, until);
        }
        catch (Exception refused) when (until > Goal && refused is HttpRequestException or SocketException or InvalidOperationException)
        {
            _ended = $"the server took no more on the way to {until}";
            return;
        }
        await LookAsync(server, clock.Elapsed, until == Goal ? Idle : Rest);
        await AnswerAsync();
        if (_rows[^1].Bytes > Room)
            _ended = "the last step no longer fits in 512 MiB";
        else if (_talks.Count == Most)
            _ended = options.Quick ? "a quick run ends here" : "a process may open no more files here";
    }

    private async Task OpenAsync(Server server, HttpClient http, int until)
    {
        var opened = new List<LeanTalk>();
        await Parallel.ForEachAsync(Enumerable.Range(0, until - _talks.Count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            var talk = new LeanTalk();
            await talk.BeginAsync(server.Address, http);
            await talk.SayAsync(null);
            await talk.ReadUntilSaidAsync(1);
            lock (opened)
                opened.Add(talk);
            talk.Listen();
        });
        _talks.AddRange(opened);
        Console.Error.WriteLine($"sockets: {_talks.Count} open, {server.ReadMemoryBytes() / 1024 / 1024} MiB");
    }

    private async Task LookAsync(Server server, TimeSpan took, TimeSpan idle)
    {
        var pings = _talks.ConvertAll(t => t.Socket.Pings);
        await Task.Delay(idle);
        var pinged = _talks.Zip(pings).Count(t => t.First.Socket.Pings > t.Second);
        _rows.Add((_talks.Count, server.ReadMemoryBytes(), took, pinged));
        Console.Error.WriteLine($"sockets: {_talks.Count} idle, {_rows[^1].Bytes / 1024 / 1024} MiB, {pinged} pinged");
    }

    /// <summary>Others each time.</summary>
    private async Task AnswerAsync()
    {
        var took = new List<double>();
        var every = _talks.Count / Answers;
        foreach (var talk in _talks.Where((_, i) => i % every == _rows.Count).Take(Answers))
        {
            var clock = Stopwatch64.Start();
            await talk.SayAsync("setuju");
            await talk.ReadUntilSaidAsync(2);
            talk.Listen();
            took.Add(clock.Elapsed.TotalMilliseconds);
        }
        _answers.Add(new Spread(took).Median);
    }

    private static long DescriptorLimit() => File.ReadLines("/proc/self/limits")
        .Where(l => l.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]))
        .First();
}
