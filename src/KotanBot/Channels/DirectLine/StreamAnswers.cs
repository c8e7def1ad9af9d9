using System.Net.WebSockets;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Takes the answers that come over one stream, one turn after the other: while a turn runs, nothing more is read, so a client
/// in a hurry waits in its own network.
/// </summary>
internal sealed class StreamAnswers(
    FrameReader frames, StreamSubscription subscription, ActivityIntake intake, IStreamForm form, bool english, ILogger logger)
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
                if (!frame.Bytes.IsEmpty)
                    await TakeAsync(frame.Bytes);
                return true;
            case FrameKind.Binary:
                Refuse(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, english ? "This cannot be read. Please send text." : "Kiriman ini tidak terbaca. Silakan kirim tulisan.");
                return true;
            case FrameKind.TooLong:
                Refuse(
                    StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", english ? "This message is too long. Please split it." : "Pesan ini terlalu panjang. Silakan bagi menjadi beberapa pesan.");
                subscription.Close(WebSocketCloseStatus.MessageTooBig);
                return false;
            default:
                return false;
        }
    }

    /// <summary>Up to the first answer that is refused: what follows it may depend on it.</summary>
    private async Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        foreach (var reading in form.Read(bytes, subscription.Address))
        {
            try
            {
                if (await intake.TakeAsync(reading, subscription.Address, english, subscription) is ActivityReply.Refused)
                    return;
            }
#pragma warning disable CA1031 // One answer that fails must not take the line with it; the client keeps it and comes again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogError("An answer over a stream failed: {Failure}", Failure.Describe(exception));
                Refuse(
                    StatusCodes.Status500InternalServerError,
                    "InternalError",
                    english ? "KotanBot failed on this. Please try again." : "Ada gangguan pada KotanBot. Silakan coba lagi.",
                    AfterFailure,
                    reading.ClientId);
                return;
            }
        }
    }

    private void Refuse(int status, string code, string words, TimeSpan? after = null, string? clientId = null) =>
        subscription.Offer([], new ActivityReply.Refused(status, code, words, after) { ClientId = clientId });
}
