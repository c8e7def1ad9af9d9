using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;

namespace KotanBot.Fakes.Updates;

/// <summary>
/// Posts updates to the bot over several connections until it answers 2xx. A failed one is tried again, at once the first time and then
/// after ever longer waits; the updates behind it in its lane wait with it. The method call that a bot may put into its answer is not read.
/// </summary>
internal sealed class WebhookDelivery : IAsyncDisposable
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(60);
    private readonly World _world;
    private readonly Uri _url;
    private readonly string? _secret;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<long, Queue<QueuedUpdate>> _lanes = [];
    private readonly Channel<long> _ready = Channel.CreateUnbounded<long>();
    private readonly HttpClient _http;
    private readonly List<WebhookAttempt> _attempts;
    private readonly Task[] _connections;

    public WebhookDelivery(World world, Uri url, string? secret, int connections, List<WebhookAttempt> attempts)
    {
        _world = world;
        _url = url;
        _secret = secret;
        _attempts = attempts;
        MaxConnections = connections;
        _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false, UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        foreach (var update in world.Updates.Pending())
            Enqueue(update);
        _connections = [.. Enumerable.Range(0, connections).Select(_ => Task.Run(ServeAsync))];
    }

    public int MaxConnections { get; }

    public string Url => _url.OriginalString;

    public long? LastErrorAt { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Called under the gate.</summary>
    public void Enqueue(QueuedUpdate update)
    {
        if (!_lanes.TryGetValue(update.Lane, out var lane))
            _lanes[update.Lane] = lane = new();
        lane.Enqueue(update);
        if (lane.Count == 1)
            _ready.Writer.TryWrite(update.Lane);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        await foreach (var lane in _ready.Reader.ReadAllAsync(_stop.Token))
        {
            QueuedUpdate update;
            lock (_world.Gate)
                update = _lanes[lane].Peek();
            await DeliverAsync(update);
            lock (_world.Gate)
            {
                _lanes[lane].Dequeue();
                if (_lanes[lane].Count > 0)
                    _ready.Writer.TryWrite(lane);
                else
                    _lanes.Remove(lane);
            }
        }
    }

    private async Task DeliverAsync(QueuedUpdate update)
    {
        var body = Encoding.UTF8.GetBytes(update.ToJson().ToJsonString());
        for (var failures = 0; ; failures++)
        {
            var (error, retryAfter) = await PostAsync(update, body);
            TimeSpan wait;
            lock (_world.Gate)
            {
                wait = retryAfter ?? (failures == 0 ? TimeSpan.Zero : BackOff(failures));
                if (error is not null)
                    (LastError, LastErrorAt) = (error, _world.NowSeconds);
                if (error is null || _world.Now + wait > update.ExpiresAt)
                {
                    _world.Updates.Confirm(update);
                    _world.Pulse.Beat();
                    return;
                }
            }
            await Task.Delay(wait, _world.Options.Time, _stop.Token);
        }
    }

    private TimeSpan BackOff(int failures) => TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, _world.Options.WebhookBackOff.TotalSeconds * Math.Pow(2, failures - 1)));

    private async Task<(string? Error, TimeSpan? RetryAfter)> PostAsync(QueuedUpdate update, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate");
        if (_secret is not null)
            request.Headers.TryAddWithoutValidation("X-Telegram-Bot-Api-Secret-Token", _secret);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, _stop.Token);
            Note(update, (int)answer.StatusCode, body.Length);
            return answer.IsSuccessStatusCode
                ? (null, null)
                : ($"Wrong response from the webhook: {(int)answer.StatusCode} {answer.ReasonPhrase}", answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !_stop.IsCancellationRequested)
        {
            Note(update, 0, body.Length);
            return (fault is TaskCanceledException ? "Read timeout expired" : fault.InnerException is System.Net.Sockets.SocketException ? "Connection refused" : "Webhook connection closed", null);
        }
    }

    private void Note(QueuedUpdate update, int status, int bytes)
    {
        lock (_world.Gate)
            _attempts.Add(new(_world.Now, update.Id, status, bytes));
        _world.Pulse.Beat();
    }
}
