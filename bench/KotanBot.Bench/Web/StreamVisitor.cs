using System.Collections.Immutable;

namespace KotanBot.Bench.Web;

/// <summary>What <see cref="Visitor"/> does, with its answers as frames on the stream instead of posts.</summary>
internal sealed class StreamVisitor(Uri server, string code, HttpClient http, int seat) : ITalker
{
    private const int Seats = 1000;

    private LeanTalk? _talk;
    private ImmutableArray<string?> _lines = [];
    private int _next;
    private int _persons;

    public async Task<Exchange> SendOneAsync()
    {
        if (_next == _lines.Length)
            await SitDownAsync();
        var socket = _talk!.Socket;
        var (sent, received) = (socket.BytesSent, socket.BytesReceived);
        var clock = Stopwatch64.Start();
        await _talk.SayAsync(_lines[_next++]);
        return new Exchange(clock.Elapsed, socket.BytesSent - sent, socket.BytesReceived - received);
    }

    public async Task<int> FinishAsync()
    {
        var turns = 0;
        for (; _next < _lines.Length; turns++)
            await SendOneAsync();
        // Each line is answered by at least one message; the last one's may still be on its way.
        await _talk!.ReadUntilSaidAsync(_lines.Length);
        var kept = _talk.Said.Count(s => s.Contains(Talk.ReportKept, StringComparison.Ordinal));
        return kept == Talk.Reports ? turns : throw new InvalidOperationException($"{kept} reports were kept, not {Talk.Reports}:\n{string.Join('\n', _talk.Said)}");
    }

    public void Dispose() => _talk?.Dispose();

    private async Task SitDownAsync()
    {
        _talk?.Dispose();
        _talk = new LeanTalk();
        await _talk.BeginAsync(server, http);
        _lines = Talk.Lines(code, (_persons++ * Seats) + seat);
        _next = 0;
    }
}
