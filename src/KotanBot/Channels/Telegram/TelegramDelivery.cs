using KotanBot.Storage;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Takes updates in, however they came. When <see cref="TakeAsync"/> returns, the update is done with for good: handled,
/// or kept as failed because it can never be. When it throws, the world failed and the update must be delivered again.
/// </summary>
public sealed class TelegramDelivery(Func<Update, Task> handle, FailedUpdateStore failed, TimeProvider time, ILogger<TelegramDelivery> logger, CancellationToken stopping = default)
{
    /// <summary>So often may one update throw before it is put aside.</summary>
    public const int MostFailures = 3;

    public async Task TakeAsync(TelegramUpdate update)
    {
        for (var attempt = 1; update.Value is not null; attempt++)
        {
            try
            {
                await handle(update.Value);
                return;
            }
#pragma warning disable CA1031 // Whatever it is: an update that throws each time would keep all later ones waiting.
            catch (Exception exception) when (IsOurs(exception))
#pragma warning restore CA1031
            {
                logger.LogError("Telegram update {Update} failed: {Failure}", update.Key, Failure.Describe(exception));
                if (attempt == MostFailures)
                    break;
            }
        }
        await failed.KeepAsync(TelegramWire.Channel, update.Key, TextOf(update), time.GetUtcNow(), update.Chat > 0 ? TelegramWire.AddressOf(update.Chat) : null);
        logger.LogError("Telegram update {Update} could not be {Done} and is kept as failed", update.Key, update.Value is null ? "read" : "handled");
    }

    /// <summary>One that cannot even be written again must not come back for ever for that.</summary>
    private string TextOf(TelegramUpdate update)
    {
        try
        {
            return update.Text;
        }
#pragma warning disable CA1031 // The client's own serializer; what it throws is not ours to foresee.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError("Telegram update {Update} cannot be written down: {Failure}", update.Key, Failure.Describe(exception));
            return update.Key;
        }
    }

    /// <summary>As in <see cref="TurnRunner"/>: a full disk or a stopping server say nothing against the update.</summary>
    private bool IsOurs(Exception exception) => exception switch
    {
        StorageUnavailableException or TurnConflictException => false,
        OperationCanceledException or ObjectDisposedException => !stopping.IsCancellationRequested,
        _ => true,
    };
}
