using System.Diagnostics;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>Kills a committing process ten times and looks for every turn that it had been told was durable.</summary>
public sealed class CrashSafetyTests : IDisposable
{
    private const string FolderVariable = "KOTANBOT_CRASH_FOLDER";
    private const int Rounds = 10;
    private const int Chats = 8;
    private const int AcknowledgedPerRound = 200;

    private readonly string _path = Path.Combine(Path.GetTempPath(), "kotanbot-" + Guid.NewGuid().ToString("n"));

    public void Dispose()
    {
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public async Task Every_acknowledged_turn_survives_kill_9()
    {
        var acknowledged = new Dictionary<string, long>();
        for (var round = 0; round < Rounds; round++)
        {
            await RunAndKillAsync(acknowledged);
            await AssertAllThereAsync(acknowledged);
        }
        Assert.Equal(Chats, acknowledged.Count);
    }

    /// <summary>The child process; never part of a normal run.</summary>
    [Fact(Explicit = true)]
    public async Task Commits_turns_until_killed()
    {
        var path = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.SkipWhen(path is null, "started by the crash test only");
        await using var stores = await Stores.OpenAsync(DataFolder.Open(Path.Combine(path!, "data")));
        await using var log = new FileStream(LogPath(path!), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Chats).Select(i => Task.Run(async () =>
        {
            var chat = new Chat(stores, Name(i)) { KeyPrefix = Guid.NewGuid().ToString("n") };
            while (true)
            {
                var committed = Assert.IsType<CommitResult.Committed>(await stores.Turns.CommitAsync(chat.Decide(chat.Load(), "halo", ["ya", "lagi"])));
                lock (gate)
                    log.Write(System.Text.Encoding.ASCII.GetBytes($"{Name(i)} {committed.Outbound[^1].Ordinal}\n"));
            }
        })));
    }

    private async Task RunAndKillAsync(Dictionary<string, long> acknowledged)
    {
        Directory.CreateDirectory(_path);
        File.Delete(LogPath(_path));
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(CrashSafetyTests).Assembly.Location);
        foreach (var argument in new[] { "-explicit", "only", "-method", $"{typeof(CrashSafetyTests).FullName}.{nameof(Commits_turns_until_killed)}" })
            start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = _path;
        using var child = Process.Start(start)!;
        child.OutputDataReceived += static (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        while (ReadLog().Count < AcknowledgedPerRound)
            Assert.False(child.WaitForExit(5), "the child ended by itself");
        child.Kill();
        await child.WaitForExitAsync();
        foreach (var (name, ordinal) in ReadLog())
            acknowledged[name] = Math.Max(ordinal, acknowledged.GetValueOrDefault(name));
    }

    /// <summary>A last line that the kill cut short is no acknowledgement.</summary>
    private List<(string Name, long Ordinal)> ReadLog()
    {
        if (!File.Exists(LogPath(_path)))
            return [];
        using var reader = new StreamReader(new FileStream(LogPath(_path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n')[..^1].Select(l => l.Split(' ')).Select(p => (p[0], long.Parse(p[1], CultureInfo.InvariantCulture)))];
    }

    private async Task AssertAllThereAsync(Dictionary<string, long> acknowledged)
    {
        await using var stores = await Stores.OpenAsync(DataFolder.Open(Path.Combine(_path, "data")));
        foreach (var (name, ordinal) in acknowledged)
        {
            var address = new ChannelAddress("test", name);
            var state = stores.Turns.Load(address).Conversation;
            var log = stores.Messages.ReadAfter(address, 0, int.MaxValue);
            Assert.True(state.Ordinal >= ordinal, $"{name}: {ordinal} was acknowledged, {state.Ordinal} is there");
            Assert.Equal(Enumerable.Range(1, (int)state.Ordinal).Select(i => (long)i), log.Select(m => m.Ordinal));
            Assert.All(log, m => Assert.NotNull(m.Text ?? m.Prompt?.Text));
        }
    }

    private static string Name(int i) => "chat" + i.ToString(CultureInfo.InvariantCulture);

    private static string LogPath(string path) => Path.Combine(path, "acknowledged.log");
}
