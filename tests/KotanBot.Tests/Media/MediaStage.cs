using KotanBot.Core.Conversations;
using KotanBot.Media;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Media;

/// <summary>One person whose report names photos that a channel still holds, and the job that brings them in.</summary>
internal sealed class MediaStage : IAsyncDisposable, IMediaSource
{
    private readonly TurnStage _stage;

    private MediaStage(TurnStage stage) => _stage = stage;

    /// <summary>What the channel answers to each name; what is not here does not answer for now.</summary>
    public Dictionary<string, Func<MediaFetch>> Files { get; } = [];

    public List<string> Fetched { get; } = [];

    public string Channel => TurnStage.Ani.Channel;

    public ManualClock Clock => _stage.Clock;

    public AttachmentStore Attachments => _stage.Stores.Attachments;

    public Stores Stores => _stage.Stores;

    public ListLogger Log => _stage.Log;

    public string PersonId => Stores.Turns.Load(TurnStage.Ani).PersonId;

    public string? LastWords => Stores.Messages.ReadAfter(TurnStage.Ani, 0, 100).LastOrDefault(m => !m.FromPerson)?.Prompt?.Text;

    public static async Task<MediaStage> OpenAsync()
    {
        var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => Decide(conversation, input));
        await stage.SayAsync("hello", "halo");
        return new MediaStage(stage);
    }

    /// <summary>The channel told of a photo, and the turn put it into the report.</summary>
    public async Task<string> ReportAsync(string fileRef, string? thumbRef = null, long? size = null)
    {
        var inbound = TurnStage.Message(fileRef, "") with { Input = new Input.Photos([], null) };
        var id = Stores.MediaIds.Of(inbound, 0);
        Assert.True(await Attachments.ExpectAsync(id, PersonId, new ExpectedFile(Channel, fileRef, thumbRef, size), Clock.Now));
        await _stage.Runner.HandleAsync(inbound with { Input = new Input.Photos([id], null) }, CancellationToken.None);
        return id;
    }

    public Task SayAsync(string words) => _stage.SayAsync(words, words);

    /// <summary>A round of a job that starts now, as after a restart.</summary>
    public async Task RunAsync()
    {
        using var places = new UploadPlaces();
        using var job = Job(places, new VipsThumbnail(null, NullLogger.Instance));
        await job.RunOnceAsync(CancellationToken.None);
    }

    public MediaJob Job(UploadPlaces places, VipsThumbnail thumbnails)
    {
        var time = new QuickTime(Clock);
        return new MediaJob(Attachments, new MediaFetcher(Attachments, [this], thumbnails, time, new Logger<MediaFetcher>(Log)), places, _stage.Runner, time, new Logger<MediaJob>(Log));
    }

    public Task<MediaFetch> FetchAsync(string fileRef, int mostBytes, CancellationToken cancellation)
    {
        Fetched.Add(fileRef);
        return Task.FromResult(Files.TryGetValue(fileRef, out var answer) ? answer() : new MediaFetch.RetryAfter(TimeSpan.Zero));
    }

    public IReadOnlyList<string> Column(string sql) => _stage.Column(sql);

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    private static TurnResult Decide(Conversation conversation, Input input)
    {
        var said = TurnStage.Say(conversation, input, input is Input.MediaLost lost ? $"{lost.Ids.Length} foto hilang" : "Baik");
        Effect[] more = input switch
        {
            Input.Photos photos => [new Effect.StartSubmission(photos.Ids[0], "lapor", "h"), new Effect.RecordAnswer(photos.Ids[0], "foto", new AnswerValue.Photos(photos.Ids))],
            Input.Text { Value: "hapus" } => [new Effect.ErasePerson()],
            Input.Text { Value: var text } when text.StartsWith("titik ", StringComparison.Ordinal) => [new Effect.RecordAnswer(text[6..], "titik", new AnswerValue.Point(-10.7, 123.1))],
            Input.Text { Value: var text } when text.StartsWith("tanpa-titik ", StringComparison.Ordinal) => [new Effect.RemoveAnswer(text[12..], "titik")],
            Input.Text { Value: var text } when text.StartsWith("lewati-titik ", StringComparison.Ordinal) => [new Effect.RecordAnswer(text[13..], "titik", new AnswerValue.Skipped("not-applicable"))],
            Input.Text { Value: var text } when text.StartsWith("lewati ", StringComparison.Ordinal) => [new Effect.RecordAnswer(text[7..], "foto", new AnswerValue.Skipped("not-applicable"))],
            Input.Text { Value: var text } when text.StartsWith("ganti ", StringComparison.Ordinal) =>
                [new Effect.ReviseAnswer(text[6..], "foto", new AnswerValue.Photos([text[6..]]), new AnswerValue.Skipped("not-applicable"))],
            Input.Text { Value: var text } when text.StartsWith("kirim ", StringComparison.Ordinal) => [new Effect.Submit(text[6..])],
            Input.Text { Value: var text } when text.StartsWith("tanpa ", StringComparison.Ordinal) => [new Effect.RemoveAnswer(text[6..], "foto")],
            _ => [],
        };
        return said with
        {
            Conversation = more is [Effect.ErasePerson] ? said.Conversation with { State = LifecycleState.Closed } : said.Conversation,
            Effects = [.. more, .. said.Effects],
        };
    }

    /// <summary>Short waits pass at once, long ones never; nothing sleeps.</summary>
    private sealed class QuickTime(ManualClock clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime <= TimeSpan.FromSeconds(10) && dueTime >= TimeSpan.Zero ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
