using KotanBot.Storage;
using Polly;
using Polly.Retry;

namespace KotanBot;

/// <summary>
/// Sends one message until the channel has an answer for good, or the process stops: exactly as late as the channel asks, and with
/// growing, jittered pauses where it cannot be reached.
/// </summary>
internal sealed class PatientSending
{
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ResiliencePipeline<SendResult> _again;
    private readonly ILogger _logger;

    public PatientSending(TimeProvider time, ILogger logger)
    {
        _logger = logger;
        _again = new ResiliencePipelineBuilder<SendResult> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<SendResult>
            {
                MaxRetryAttempts = int.MaxValue,
                Delay = FirstPause,
                MaxDelay = LongestPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Result is SendResult.RetryAfter or SendResult.Unavailable),
                DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Result as SendResult.RetryAfter)?.Delay),
            })
            .Build();
    }

    public async Task<SendResult> SendAsync(IChannel channel, StoredMessage message, CancellationToken stopping) =>
        await _again.ExecuteAsync(async c => await TryAsync(channel, message, c), stopping);

    private async Task<SendResult> TryAsync(IChannel channel, StoredMessage message, CancellationToken stopping)
    {
        try
        {
            return await channel.SendAsync(message, stopping);
        }
#pragma warning disable CA1031 // A channel that throws is a channel that could not be reached; the message must not be lost.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _logger.LogWarning("{Channel} failed on message {Ordinal} of conversation {Conversation}: {Failure}", channel.Name, message.Ordinal, message.ConversationId, Failure.Describe(exception));
            return new SendResult.Unavailable();
        }
    }
}
