using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Brings unsent rows from the database into the <see cref="Outbox"/>: all of them in a sweep, or those of one conversation where
/// somebody waits. Readings come one after the other.
/// </summary>
internal sealed class OutboxReader(Outbox outbox, MessageStore messages, IReadOnlyCollection<string> channels, TimeProvider time, ILogger logger) : IDisposable
{
    private const int SweepRows = 500;
    private const int CatchUpRows = 20;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Where the bulk of a channel goes on; none at the beginning. Only who has the turn uses it.</summary>
    private readonly Dictionary<string, MessagePlace> _places = [];

    private int _running;
    private Task _errands = Task.CompletedTask;

    /// <summary>Runs the errands of the outbox, if there are any. Returns at once.</summary>
    public void Nudge()
    {
        if (outbox.HasErrand && Interlocked.Exchange(ref _running, 1) == 0)
            _errands = Task.Run(RunErrandsAsync);
    }

    /// <summary>
    /// Takes up what has room: first where somebody waits, then bulk from where the last sweep stopped. Throws what the database throws.
    /// </summary>
    public async Task SweepAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var reading = outbox.BeginReading();
            foreach (var channel in channels)
                await ReadAsync(after => messages.ReadUnsentLive(SweepRows, channel, after), reading);
            foreach (var channel in channels)
                await ReadBulkAsync(channel, reading);
            outbox.EndSweep(reading);
        }
        catch
        {
            outbox.Drop();
            throw;
        }
        finally
        {
            _turn.Release();
        }
        Nudge();
    }

    /// <summary>Ends when the errand that runs now is done; the outbox has none after its stop.</summary>
    public async Task StopAsync() => await _errands;

    public void Dispose() => _turn.Dispose();

    private async Task RunErrandsAsync()
    {
        try
        {
            while (outbox.NextErrand() is { } errand)
                await RunAsync(errand);
        }
        finally
        {
            Volatile.Write(ref _running, 0);
        }
        // One may have come between the last look and here.
        Nudge();
    }

    private async Task RunAsync(Errand errand)
    {
        try
        {
            if (errand is Errand.CatchUp catchUp)
                await CatchUpAsync(catchUp);
            else
                await SweepAsync();
        }
#pragma warning disable CA1031 // Nothing awaits an errand; whatever went wrong is logged and the next sweep tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError("Reading what is unsent failed: {Failure}", Failure.Describe(exception));
        }
    }

    private async Task CatchUpAsync(Errand.CatchUp errand)
    {
        await _turn.WaitAsync();
        try
        {
            var reading = outbox.BeginReading();
            await ReadAsync(after => messages.ReadUnsentOf(CatchUpRows, after ?? new MessagePlace(errand.ConversationId, 0)), reading);
            outbox.EndCatchUp(errand.ConversationId, reading);
        }
        catch
        {
            outbox.Drop(errand.ConversationId);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Page after page, so that the backlog of conversations that are busy anyway hides nobody else's messages.</summary>
    private async Task ReadAsync(Func<MessagePlace?, UnsentPage> read, OutboxReading reading)
    {
        MessagePlace? next = null;
        do
        {
            var page = read(next);
            await PutAsideAsync(page);
            next = outbox.TakeUp(page, reading);
        }
        while (next is not null);
    }

    /// <summary>Never more than has room: each row that is read is decrypted.</summary>
    private async Task ReadBulkAsync(string channel, OutboxReading reading)
    {
        MessagePlace? place = _places.TryGetValue(channel, out var known) ? known : null;
        do
        {
            var room = outbox.RoomForBulk;
            if (room == 0)
            {
                reading.CutShort = true;
                break;
            }
            var page = messages.ReadUnsentBulk(Math.Min(room, SweepRows), channel, place);
            await PutAsideAsync(page);
            place = outbox.TakeUpBulk(page, place, reading);
        }
        while (place is not null && !reading.CutShort);
        if (place is { } stopped)
            _places[channel] = stopped;
        else
            _places.Remove(channel);
    }

    private async Task PutAsideAsync(UnsentPage page)
    {
        foreach (var bad in page.Unreadable)
        {
            logger.LogError("Message {Ordinal} of conversation {Conversation} cannot be read and is not sent", bad.Ordinal, bad.ConversationId);
            await messages.MarkRejectedAsync(bad.ConversationId, bad.Ordinal, time.GetUtcNow());
        }
    }
}
