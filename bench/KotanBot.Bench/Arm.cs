using KotanBot.Bench.Web;
using KotanBot.Storage;

namespace KotanBot.Bench;

/// <summary>One of the servers compared, alive through all rounds, with what was seen of it in each.</summary>
internal sealed class Arm : IAsyncDisposable
{
    private readonly Server _server;
    private readonly Crowd _crowd;
    private readonly IReadOnlyList<ITalker> _talkers;
    private readonly string? _data;
    private readonly bool _hosted;
    private readonly long _seededBytes;
    private readonly List<Round> _rounds = [];
    private bool _stopped;

    private Arm(Server server, IReadOnlyList<ILoad> members, string? data, bool hosted, long seededBytes)
    {
        _seededBytes = seededBytes;
        _server = server;
        _crowd = new Crowd(members);
        _talkers = [.. members.OfType<ITalker>()];
        _data = data;
        _hosted = hosted;
    }

    public IReadOnlyList<Round> Rounds => _rounds;

    public double DatabaseBytesPerTurn { get; private set; }

    /// <summary>Turns that were answered, each found in the database afterwards.</summary>
    public long Acknowledged => _crowd.Acknowledged;

    public static async Task<Arm> StartBareAsync()
    {
        var server = await Server.StartBareAsync();
        return new Arm(server, [.. Enumerable.Range(0, RunOptions.Conversations).Select(_ => new Greeter(server.Address))], null, hosted: false, 0);
    }

    /// <summary>A gateway with an empty database of its own, and a code that everybody may use.</summary>
    public static async Task<Arm> StartGatewayAsync(RunOptions options, string data, HttpClient http, int? maxBatch)
    {
        var (code, seeded) = await SeedAsync(options, data);
        var server = maxBatch is { } size ? await Server.StartHostedAsync(data, size) : await Server.StartShippedAsync(options.Server, data);
        var visitors = Enumerable.Range(0, RunOptions.Conversations).Select(i => new Visitor(server.Address, code, http, i));
        return new Arm(server, [.. visitors], data, maxBatch is not null, seeded);
    }

    /// <summary>The gateway as shipped, whose visitors answer over their streams.</summary>
    public static async Task<Arm> StartStreamsAsync(RunOptions options, string data, HttpClient http)
    {
        var (code, seeded) = await SeedAsync(options, data);
        var server = await Server.StartShippedAsync(options.Server, data);
        return new Arm(server, [.. Enumerable.Range(0, RunOptions.Conversations).Select(i => new StreamVisitor(server.Address, code, http, i))], data, hosted: false, seeded);
    }

    public Task WarmUpAsync(TimeSpan duration) => _crowd.WorkAsync(duration);

    public async Task RunRoundAsync(TimeSpan duration)
    {
        var allocated = _hosted ? await _server.ReadAllocatedAsync() : 0;
        var processor = _server.ReadProcessorTime();
        var written = _server.ReadBytesWritten();
        var before = _crowd.Acknowledged;
        var window = await _crowd.WorkAsync(duration);
        var turns = (double)(_crowd.Acknowledged - before);
        _rounds.Add(new Round(
            window,
            (_server.ReadProcessorTime() - processor).TotalMicroseconds / turns,
            (_server.ReadBytesWritten() - written) / turns,
            _hosted ? (await _server.ReadAllocatedAsync() - allocated) / turns : null));
    }

    /// <summary>Lets some persons finish and read their log, stops the server, and counts in its database what it had acknowledged.</summary>
    public async Task FinishAsync()
    {
        if (_data is null)
            return;
        foreach (var talker in _talkers.Take(4))
            _crowd.Add(await talker.FinishAsync());
        await StopAsync();
        var folder = DataFolder.Open(_data);
        await using var database = Database.OpenReadOnly(folder);
        var stored = database.Read(c => Ask(c, "select count(*) from turn"));
        if (stored != _crowd.Acknowledged)
            throw new InvalidOperationException($"{_crowd.Acknowledged} turns were acknowledged and {stored} are stored");
        DatabaseBytesPerTurn = (new FileInfo(folder.DatabasePath).Length - _seededBytes) / (double)stored;
    }

    public async ValueTask DisposeAsync()
    {
        _crowd.Dispose();
        await StopAsync();
    }

    private static async Task<(string Code, long Bytes)> SeedAsync(RunOptions options, string data)
    {
        var code = await Server.RunVerbAsync(options.Server, "invite", "--satker", "BNNK-19.02", "--role", "penggiat", "--uses", "100000", "--data", data);
        return (code, new FileInfo(DataFolder.Open(data).DatabasePath).Length);
    }

    private async Task StopAsync()
    {
        if (_stopped)
            return;
        _stopped = true;
        await _server.DisposeAsync();
    }

    public Spread Over(Func<Round, double> figure) => new(_rounds.Select(figure));

    private static long Ask(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar());
    }
}

/// <summary>One window with what the server's process spent in it, per exchange. Allocations only where the bench hosts the gateway.</summary>
internal sealed record Round(Window Window, double ProcessorMicroseconds, double BytesWritten, double? BytesAllocated);
