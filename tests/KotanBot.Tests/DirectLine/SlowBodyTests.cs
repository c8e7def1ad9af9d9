using System.Diagnostics;
using System.Net;
using KotanBot.Media;
using KotanBot.Tests.Media;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.DirectLine;

/// <summary>Bodies that never come to their end, under a clock that the test moves.</summary>
public sealed class SlowBodyTests
{
    [Fact]
    public async Task An_upload_that_takes_too_long_is_refused_kindly_and_gives_its_place_back()
    {
        var time = new VirtualTime();
        await using var gateway = new WebGateway { Clock = time };
        await gateway.InitializeAsync();
        var chat = await gateway.BeginReportAsync();
        using var slow = await BeginAsync(chat, "/upload", "multipart/form-data; boundary=x");
        await slow.ReadContinueAsync();

        using (var second = await UploadAsync(chat))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        // The server reads already, so its time runs; the token outlives it.
        time.Advance(TimeSpan.FromSeconds(90));
        var answer = await slow.ReadToEndAsync();

        Assert.StartsWith("HTTP/1.1 413 ", answer);
        Assert.Contains("Jaringan terlalu lambat", answer);
        using var third = await UploadAsync(chat);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_body_that_never_ends_does_not_keep_the_server_from_stopping()
    {
        var time = new VirtualTime();
        await using var gateway = new WebGateway { Clock = time };
        await gateway.InitializeAsync();
        using var slow = await BeginAsync(await gateway.BeginAsync(), "/activities", "application/json");
        await slow.ReadContinueAsync();
        var watch = Stopwatch.StartNew();

        var stopped = gateway.StopAsync();
        await AdvanceUntilAsync(time, stopped);
        await stopped;

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"The host cut it off after {watch.Elapsed}, and nothing before.");
    }

    [Fact]
    public async Task A_person_holds_one_place_and_others_have_theirs()
    {
        using var places = new UploadPlaces();
        var cancellation = TestContext.Current.CancellationToken;
        var first = await places.TryTakeAsync("ani", cancellation);
        Assert.NotNull(first);
        Assert.Null(await places.TryTakeAsync("ani", cancellation));
        using var other = await places.TryTakeAsync("budi", cancellation);
        Assert.NotNull(other);
        first.Dispose();
        first.Dispose();
        using var again = await places.TryTakeAsync("ani", cancellation);
        Assert.NotNull(again);
        using var third = await places.TryTakeAsync("cici", cancellation);
        using var fourth = await places.TryTakeAsync("dedi", cancellation);
        Assert.False(places.TryTakeAsync("edi", cancellation).IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_waiting_may_come_again()
    {
        using var places = new UploadPlaces();
        var held = new List<IDisposable?>();
        for (var i = 0; i < UploadPlaces.Most; i++)
            held.Add(await places.TryTakeAsync($"p{i}", TestContext.Current.CancellationToken));
        using var gone = new CancellationTokenSource();
        var waiting = places.TryTakeAsync("ani", gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        held[0]!.Dispose();
        using var place = await places.TryTakeAsync("ani", TestContext.Current.CancellationToken);
        Assert.NotNull(place);
    }

    private static Task<RawCall> BeginAsync(Chat chat, string path, string type) => RawCall.BeginAsync(
        chat.Gateway.Url,
        $"POST {chat.Path(path)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {chat.Token}\r\nContent-Type: {type}\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");

    private static Task<HttpResponseMessage> UploadAsync(Chat chat) => chat.Gateway.CallAsync(
        HttpMethod.Post, chat.Path("/upload"), chat.Token, new MultipartFormDataContent { { new ByteArrayContent(SmallPhoto.Jpeg), "file", "a.jpg" } });

    private static async Task AdvanceUntilAsync(VirtualTime time, Task done)
    {
        while (!done.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
