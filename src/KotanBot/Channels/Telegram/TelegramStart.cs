using KotanBot.Core.Definitions;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// Brings the gateway and Telegram together after the start and keeps them together: who the bot is, its command menu, and
/// the way in which updates come. Everything is tried until it succeeds, and nothing else waits for it.
/// </summary>
public sealed class TelegramStart(
    ITelegramBotClient bot,
    TelegramSettings settings,
    TelegramState state,
    TelegramPoller poller,
    TelegramWebhook webhook,
    ServedDefinitions definitions,
    TimeProvider time,
    ILogger<TelegramStart> logger) : BackgroundService
{
    /// <summary>So many calls of ours Telegram makes at once.</summary>
    private const int Connections = 40;

    /// <summary>A webhook that somebody else took away is noticed after this.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(5);

    private DateTime? _toldFault;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backOff = new TelegramBackOff(time);
        try
        {
            while (true)
                await LiveAsync(backOff, stoppingToken);
        }
#pragma warning disable CA1031 // A stop disposes what a call stands on; everything else was dealt with.
        catch (Exception) when (stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Stopped before Telegram answered, or just as a call failed.
        }
    }

    /// <summary>Until something unexpected: then anew after a pause. The web chat must not end with it.</summary>
    private async Task LiveAsync(TelegramBackOff backOff, CancellationToken stopping)
    {
        try
        {
            var me = await TryAsync(c => bot.GetMe(cancellationToken: c), stopping);
            state.Username = me.Username;
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var commands = KeepCommandsAsync(ending.Token);
            try
            {
                await (settings.UsesWebhook ? BeCalledAsync(stopping) : AskAsync(stopping));
            }
            finally
            {
                await ending.CancelAsync();
                await commands.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            stopping.ThrowIfCancellationRequested();
        }
#pragma warning disable CA1031 // Whatever it is.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError("Telegram ended and begins anew: {Failure}", Failure.Describe(exception));
            await backOff.WaitAsync(exception, stopping);
        }
    }

    private async Task AskAsync(CancellationToken stopping)
    {
        await TryAsync(c => Done(bot.DeleteWebhook(dropPendingUpdates: false, cancellationToken: c)), stopping);
        await poller.RunAsync(stopping);
    }

    private async Task BeCalledAsync(CancellationToken stopping)
    {
        await SetWebhookAsync(stopping);
        while (true)
        {
            await Task.Delay(BetweenLooks, time, stopping);
            var now = await TryAsync(c => bot.GetWebhookInfo(cancellationToken: c), stopping);
            state.Works(settled: false);
            if (now.Url != settings.WebhookUrl!.AbsoluteUri)
            {
                logger.LogWarning("Another program took the updates of this bot away; taking them back. Only one program may use the token.");
                await SetWebhookAsync(stopping);
            }
            else if (now.LastErrorDate is { } at && at != _toldFault)
            {
                _toldFault = at;
                logger.LogWarning("Telegram could not call {Path} at {At:u}; {Pending} updates wait. Look at the proxy and its certificate.", TelegramWebhook.Path, at, now.PendingUpdateCount);
            }
        }
    }

    private async Task SetWebhookAsync(CancellationToken stopping)
    {
        await TryAsync(
            c => Done(bot.SetWebhook(
                url: settings.WebhookUrl!.AbsoluteUri,
                maxConnections: Connections,
                allowedUpdates: TelegramKinds.Read,
                dropPendingUpdates: false,
                secretToken: webhook.Secret,
                cancellationToken: c)),
            stopping);
        state.Works(settled: true);
    }

    /// <summary>Now, and whenever a form for everybody was published or withdrawn. Forms of single offices stand in their people's own menus.</summary>
    private async Task KeepCommandsAsync(CancellationToken stopping)
    {
        while (true)
        {
            var set = definitions.Current;
            await SetCommandsAsync(definitions.OfferedAt(null), stopping);
            await definitions.WaitForOtherAsync(set, stopping);
        }
    }

    /// <summary>Indonesian stands for every language that has no menu of its own. A menu that Telegram refuses stops nothing.</summary>
    private async Task SetCommandsAsync(DefinitionSet set, CancellationToken stopping)
    {
        try
        {
            foreach (var (language, shown) in new (string?, string)[] { (null, Languages.Indonesian), (Languages.Indonesian, Languages.Indonesian), (Languages.English, Languages.English) })
                await TryAsync(c => Done(bot.SetMyCommands(TelegramCommands.Of(set, shown), languageCode: language, cancellationToken: c)), stopping, quiet: true);
        }
        catch (ApiRequestException refused)
        {
            logger.LogWarning("Telegram refuses the command menu ({Code})", refused.ErrorCode);
        }
#pragma warning disable CA1031 // A menu is worth no more than a line.
        catch (Exception exception) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError("The command menu could not be set: {Failure}", Failure.Describe(exception));
        }
    }

    /// <summary>Until it succeeds. A <paramref name="quiet"/> call says nothing about how it stands, and a refusal of its content is the caller's.</summary>
    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken stopping, bool quiet = false)
    {
        var backOff = new TelegramBackOff(time);
        while (true)
        {
            try
            {
                return await call(stopping);
            }
            catch (RequestException exception) when (!stopping.IsCancellationRequested && !(quiet && exception is ApiRequestException { ErrorCode: 400 }))
            {
                if (!quiet)
                    state.Fails(exception);
                await backOff.WaitAsync(exception, stopping);
            }
        }
    }

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }
}
