using KotanBot.Storage;

namespace KotanBot;

/// <summary>A channel whose message log is the delivery itself: the terminal prints the outcome of the turn, and the demo has no reader.</summary>
public sealed class LogOnlyChannel(string name) : IChannel
{
    public const string Terminal = "terminal";

    public const string Demo = "demo";

    public string Name => name;

    public bool ReadsFromLog => true;

    public Task<SendResult> SendAsync(StoredMessage message, CancellationToken cancellation) => Task.FromResult<SendResult>(new SendResult.Sent());
}
