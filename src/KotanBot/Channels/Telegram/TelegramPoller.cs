using System.Collections.Immutable;
using KotanBot.Storage;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Asks Telegram for updates, again and again. The offset, which makes Telegram forget what lies before it, moves only past
/// updates that are done with; after a failure of the world they come again, and what was committed is known by its key.
/// </summary>
public sealed class TelegramPoller(
    ITelegramBotClient bot, TelegramRawUpdates raw, TelegramDelivery delivery, TelegramState state, TimeProvider time, ILogger<TelegramPoller> logger)
{
    private const int MostUpdates = 100;
    private const int ChatsAtOnce = 32;

    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(2);

    private readonly TelegramBackOff _backOff = new(time);

    /// <summary>Null asks for the oldest that Telegram has.</summary>
    private int? _offset;

    /// <summary>Until the first answer, and after a fault, nothing is waited for: it should be known soon how it stands.</summary>
    private bool _answered;

    private bool _stored = true;

    /// <summary>Until told to stop; the updates in hand are finished first.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
                await RoundAsync(stopping);
        }
#pragma warning disable CA1031 // A stop disposes what a call stands on; each round deals with everything else.
        catch (Exception) when (stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Stopped while waiting, or just as a call failed.
        }
        await ConfirmAsync();
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        ImmutableArray<TelegramUpdate> updates;
        // Another program's call ends a held one, but not one that is answered at once: only the former shows that nobody else asks.
        var held = _answered;
        try
        {
            updates = await AskAsync(stopping);
        }
#pragma warning disable CA1031 // Whatever it is: nothing was taken, the other channels go on, and the next round tries again.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _answered = false;
            state.Fails(exception);
            await _backOff.WaitAsync(exception, stopping);
            return;
        }
        _answered = true;
        state.Works(settled: held);
        if (await TakeAsync(updates) is { } fault)
        {
            Report(fault);
            await _backOff.WaitAsync(null, stopping);
            return;
        }
        _stored = true;
        if (held)
            _backOff.Reset();
    }

    private async Task<ImmutableArray<TelegramUpdate>> AskAsync(CancellationToken stopping)
    {
        try
        {
            var patience = _answered ? TelegramNetwork.PollSeconds : 0;
            var updates = await bot.GetUpdates(offset: _offset, limit: MostUpdates, timeout: patience, allowedUpdates: TelegramKinds.Read, cancellationToken: stopping);
            return updates.Length > 0 && updates.All(u => u is null)
                ? throw new RequestException("An answer of nothing but nulls.")
                : [.. updates.Where(u => u is not null).Select(TelegramUpdate.Of)];
        }
        catch (Exception exception) when (exception is not ApiRequestException && !stopping.IsCancellationRequested)
        {
            // Perhaps only one of the updates cannot be read. One whose id is beyond an int cannot be confirmed, so alone it is a failed round.
            if (raw.Last is { } answer && TelegramUpdate.ReadAnswer(answer) is { IsEmpty: false } updates && updates.Any(u => u.Id is not null))
                return updates;
            throw;
        }
    }

    /// <summary>Chats side by side, each in order. Null when all is done with, otherwise what the world did.</summary>
    private async Task<Exception?> TakeAsync(ImmutableArray<TelegramUpdate> updates)
    {
        if (updates.IsEmpty)
        {
            // All before the offset is forgotten by now. Telegram may begin its ids anew after a quiet week, so ask without one.
            _offset = null;
            return null;
        }
        var undone = new HashSet<string>(updates.Select(u => u.Key));
        Exception? fault = null;
        await Parallel.ForEachAsync(updates.GroupBy(u => u.Chat), new ParallelOptions { MaxDegreeOfParallelism = ChatsAtOnce }, async (chat, _) =>
        {
            try
            {
                foreach (var update in chat)
                {
                    await delivery.TakeAsync(update);
                    lock (undone)
                        undone.Remove(update.Key);
                }
            }
#pragma warning disable CA1031 // Whatever it is: what is not done comes again, and the poller lives on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                fault = exception;
            }
        });
        var done = updates.TakeWhile(u => !undone.Contains(u.Key)).LastOrDefault(u => u.Id is not null);
        if (done is { Id: { } last })
            _offset = last + 1;
        return fault;
    }

    private void Report(Exception fault)
    {
        if (!_stored)
            return;
        _stored = false;
        logger.LogError("Telegram updates wait for the store: {Reason}", fault is StorageUnavailableException ? fault.Message : Failure.Describe(fault));
    }

    /// <summary>What is done with should not come again at the next start; it would be known by its key, so this is no must.</summary>
    private async Task ConfirmAsync()
    {
        if (_offset is null)
            return;
        using var patience = new CancellationTokenSource(LastWord);
        try
        {
            await bot.GetUpdates(offset: _offset, limit: 1, timeout: 0, allowedUpdates: TelegramKinds.Read, cancellationToken: patience.Token);
        }
#pragma warning disable CA1031 // The last word before the end; see RoundAsync.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Then they come again.
        }
    }
}
