using KotanBot.Storage;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Takes updates in, however they came. When <see cref="TakeAsync"/> returns, the update is done with for good: handled,
/// or kept as failed because it can never be. When it throws, the world failed and the update must be delivered again.
/// </summary>
public sealed class TelegramDelivery(Func<Update, Task> handle, FailedUpdateStore failed, TimeProvider time, ILogger<TelegramDelivery> logger)
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
        await failed.KeepAsync(TelegramWire.Channel, update.Key, update.Text, time.GetUtcNow(), update.Chat > 0 ? TelegramWire.AddressOf(update.Chat) : null);
        logger.LogError("Telegram update {Update} could not be {Done} and is kept as failed", update.Key, update.Value is null ? "read" : "handled");
    }

    /// <summary>As in <see cref="TurnRunner"/>: a full disk or a stopping server say nothing against the update.</summary>
    private static bool IsOurs(Exception exception) =>
        exception is not (StorageUnavailableException or TurnConflictException or OperationCanceledException or ObjectDisposedException);
}
