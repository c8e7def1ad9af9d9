using System.Text.Json.Nodes;
using KotanBot.Tests.Corpus;

namespace KotanBot.Tests.Clients;

/// <summary>What became of one post: an activity's id, the client's own word "retry", or a refusal.</summary>
internal sealed record Posted(string? Id, int? Refused)
{
    /// <summary>What the client says when it does not know better than to try again.</summary>
    public bool IsRetry => Id == "retry";
}

/// <summary>One page with the official client, DirectLineJS, in a Node process of its own, and everything it ever told.</summary>
internal sealed class DirectLineJs : IAsyncDisposable
{
    private readonly Lock _telling = new();
    private readonly NodeProcess _node;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;
    private readonly List<JsonNode> _activities = [];
    private readonly List<string> _statuses = [];
    private readonly List<string> _calls = [];
    private readonly List<TaskCompletionSource<Posted>> _posts = [];
    private readonly List<string> _strange = [];
    private string? _over;

    private DirectLineJs(NodeProcess node)
    {
        _node = node;
        _listening = ListenAsync();
    }

    /// <summary>What came on <c>activity$</c>, from all clients of this page.</summary>
    public IReadOnlyList<JsonNode> Activities => Copy(_activities);

    /// <summary>What came on <c>connectionStatus$</c>.</summary>
    public IReadOnlyList<string> Statuses => Copy(_statuses);

    /// <summary>The calls over HTTP: <c>POST 200 /v3/directline/conversations</c>.</summary>
    public IReadOnlyList<string> Calls => Copy(_calls);

    /// <summary>What no client should say: a crash, a warning.</summary>
    public IReadOnlyList<string> Strange => Copy(_strange);

    public string Status => Copy(_statuses).LastOrDefault("");

    /// <summary>Why <c>activity$</c> ended; null as long as it has not.</summary>
    public string? Over
    {
        get
        {
            lock (_telling)
                return _over;
        }
    }

    public static async Task<DirectLineJs> StartAsync()
    {
        var node = NodeProcess.Start(NodePackages.DirectLine, "client.mjs", [], new Dictionary<string, string> { ["NODE_NO_WARNINGS"] = "1" });
        await node.ReadUntilAsync("{\"ready\"");
        return new DirectLineJs(node);
    }

    /// <param name="options">As DirectLineJS takes them.</param>
    /// <param name="speed">How many times faster than a person's the client's clock runs.</param>
    public Task OpenAsync(JsonObject options, int speed = 50) => TellAsync(new() { ["do"] = "open", ["options"] = options, ["speed"] = speed });

    public Task ReconnectAsync(JsonNode conversation) => TellAsync(new() { ["do"] = "reconnect", ["conversation"] = conversation.DeepClone() });

    public Task EndAsync() => TellAsync(new() { ["do"] = "end" });

    public Task<Posted> PostAsync(JsonObject activity) => AskAsync(new() { ["do"] = "post", ["activity"] = activity.DeepClone() });

    public Task<Posted> SessionAsync() => AskAsync(new() { ["do"] = "session" });

    public Task WaitAsync(Func<DirectLineJs, bool> isSo) => Eventually.TrueAsync(() => isSo(this), ToString);

    public override string ToString() =>
        $"statuses: {string.Join(' ', Statuses)}\nover: {Over}\ncalls:\n{string.Join('\n', Calls)}\nactivities:\n{string.Join('\n', Activities.Select(a => a.ToJsonString()))}\nstrange:\n{string.Join('\n', Strange)}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening;
        await _node.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<Posted> AskAsync(JsonObject deed)
    {
        var answer = new TaskCompletionSource<Posted>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_telling)
        {
            deed["n"] = _posts.Count;
            _posts.Add(answer);
        }

        await TellAsync(deed);
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private Task TellAsync(JsonObject deed) => _node.TellAsync(deed.ToJsonString());

    private async Task ListenAsync()
    {
        try
        {
            for (; ; )
                Note(await _node.ReadAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The page is closed.
        }
    }

    private void Note(string line)
    {
        lock (_telling)
            switch (line.StartsWith('{') ? JsonNode.Parse(line) : null)
            {
                case JsonObject told when told["activity"] is { } activity:
                    _activities.Add(activity);
                    break;
                case JsonObject told when told["status"] is { } status:
                    _statuses.Add((string)status!);
                    break;
                case JsonObject told when told["call"] is { } call:
                    _calls.Add($"{call["method"]} {call["status"]} {call["path"]}");
                    break;
                case JsonObject told when told["posted"] is { } post:
                    _posts[(int)post].SetResult(new Posted((string?)told["id"], (int?)told["refused"]?["status"]));
                    break;
                case JsonObject told when told["over"] is { } why:
                    _over = (string)why!;
                    break;
                default:
                    _strange.Add(line);
                    break;
            }
    }

    private List<T> Copy<T>(List<T> told)
    {
        lock (_telling)
            return [.. told];
    }
}
