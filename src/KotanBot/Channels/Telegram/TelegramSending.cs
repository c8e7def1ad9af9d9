using Telegram.Bot;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Sends one request when the pace lets it, and tells the pace what Telegram said of it. Null means it
/// went, anything else is what it failed of.
/// </summary>
public sealed class TelegramSending(ITelegramBotClient client, TelegramPace pace, TelegramTrouble trouble, TimeProvider time, ILogger<TelegramSending> logger)
{
    /// <summary>A request without an answer after this counts as not sent, so that a dead connection keeps no place for ever.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public TelegramPace Pace => pace;

    /// <summary>A request that waits for its turn.</summary>
    public async Task<TelegramFault?> PassAsync(long chatId, TelegramPriority priority, Func<ITelegramBotClient, CancellationToken, Task> request, CancellationToken cancellation)
    {
        using var pass = await pace.EnterAsync(chatId, priority, cancellation);
        return await TryAsync(chatId, request, cancellation);
    }

    /// <summary>A request that counts for no limit of messages: it goes at once, or not at all while Telegram told us to wait.</summary>
    public async Task<TelegramFault?> NowAsync(long? chatId, Func<ITelegramBotClient, CancellationToken, Task> request, CancellationToken cancellation) =>
        pace.IsPaused(chatId) ? new TelegramFault.TooMany(TimeSpan.Zero) : await TryAsync(chatId, request, cancellation);

    private async Task<TelegramFault?> TryAsync(long? chatId, Func<ITelegramBotClient, CancellationToken, Task> request, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            await request(client, either.Token);
            return See(null, chatId);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return See(new TelegramFault.Unavailable("no answer in time"), chatId);
        }
        catch (Exception exception) when (TelegramFaultReader.WasDone(exception))
        {
            return See(null, chatId);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && TelegramFaultReader.Read(exception) is { } fault)
        {
            return See(fault, chatId);
        }
    }

    /// <summary>A refusal and a wait show that Telegram is there, but not that it takes what is right: they begin no trouble and end none.</summary>
    private TelegramFault? See(TelegramFault? fault, long? chatId)
    {
        switch (fault)
        {
            case null:
                trouble.Works(TelegramSide.Sending);
                break;
            case TelegramFault.TooMany told:
                Pause(told.Wait, chatId);
                break;
            case TelegramFault.Unavailable or TelegramFault.TokenRefused:
                trouble.Fails(TelegramSide.Sending, fault);
                break;
        }
        return fault;
    }

    /// <summary>A chat's id is a person's address and stays out of the log.</summary>
    private void Pause(TimeSpan wait, long? chatId)
    {
        logger.LogWarning("Telegram asks to wait for {Seconds} s {Where}", wait.TotalSeconds, chatId is null ? "with answers to presses" : "in a chat");
        if (chatId is { } id)
            pace.Paused(id, wait);
    }
}
