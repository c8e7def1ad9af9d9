using System.Net.WebSockets;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Takes the answers that come over one stream, one turn after the other: while a turn runs, nothing more is read, so a client
/// in a hurry waits in its own network.
/// </summary>
internal sealed class StreamAnswers(
    FrameReader frames, StreamSubscription subscription, ActivityIntake intake, IStreamForm form, bool english, LimitedAddress? address, ILogger logger)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Until the client says goodbye or goes beyond a limit. Cancelling ends the reading, never a turn.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (await TakeAsync(await frames.NextAsync(cancellation)))
                await subscription.RoomAsync(cancellation);
        }
        finally
        {
            subscription.Close(WebSocketCloseStatus.NormalClosure);
        }

        if (!cancellation.IsCancellationRequested)
            await frames.DrainAsync(cancellation);
    }

    private async Task<bool> TakeAsync((FrameKind Kind, ReadOnlyMemory<byte> Bytes) frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Text:
                return frame.Bytes.IsEmpty || await TakeAsync(frame.Bytes);
            case FrameKind.Binary:
                if (!intake.TryCount(subscription.Address, address, out _))
                    return Stop();
                Refuse(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, KindWords.NoText);
                return true;
            case FrameKind.TooLong:
                Refuse(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", KindWords.TooLong);
                subscription.Close(WebSocketCloseStatus.MessageTooBig);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Up to the first answer that is refused: what follows it may depend on it.</summary>
    /// <returns>Whether to read on.</returns>
    private async Task<bool> TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        foreach (var reading in form.Read(bytes, subscription.Address))
        {
            try
            {
                if (await intake.TakeAsync(reading, subscription.Address, english, subscription, address) is ActivityReply.Refused refused)
                    return reading is not DirectLineReading.Malformed || refused.Status != StatusCodes.Status429TooManyRequests || Stop();
            }
#pragma warning disable CA1031 // One answer that fails must not take the line with it; the client keeps it and comes again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogError("An answer over a stream failed: {Failure}", Failure.Describe(exception));
                Refuse(StatusCodes.Status500InternalServerError, "InternalError", KindWords.Failed, AfterFailure, reading);
                return true;
            }
        }

        return true;
    }

    /// <summary>Who sends too much that cannot even be read is no client of ours.</summary>
    private bool Stop()
    {
        subscription.Close(WebSocketCloseStatus.PolicyViolation);
        return false;
    }

    private void Refuse(int status, string code, KindWords words, TimeSpan? after = null, DirectLineReading? reading = null) =>
        subscription.Offer([], new ActivityReply.Refused(status, code, words.In(english), after)
        {
            ClientId = reading?.ClientId,
            Key = (reading as DirectLineReading.Message)?.Inbound.Key,
        });
}
