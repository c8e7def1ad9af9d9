using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Does its round at the start and then again after every period. A round that fails is logged without its message and the
/// next one comes all the same; only the end of the host ends the job.
/// </summary>
public abstract class RepeatingJob(TimeSpan period, TimeProvider time, ILogger logger) : BackgroundService
{
    protected TimeProvider Time => time;

    protected ILogger Logger => logger;

    /// <summary>One round. What it throws is logged by <see cref="TryOnceAsync"/>.</summary>
    protected abstract Task RunAsync(CancellationToken cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(period, Time);
            do
                await TryOnceAsync(stoppingToken);
            while (await WaitAsync(timer, stoppingToken));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The host stops on this and its own log is silenced, because it would print the exception whole.
            Logger.LogCritical("{Job} ended, and the server stops: {Failure}", GetType().Name, Failure.Describe(exception));
            throw;
        }
    }

    /// <summary>Until the next round; false ends the job.</summary>
    protected virtual ValueTask<bool> WaitAsync(PeriodicTimer timer, CancellationToken cancellation) => timer.WaitForNextTickAsync(cancellation);

    protected async Task TryOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        catch (StorageUnavailableException exception)
        {
            Logger.LogError("{Job} waits for the store: {Reason}", GetType().Name, exception.Message);
        }
#pragma warning disable CA1031 // A job that ends would stop the server; whatever it was, the next round may do better.
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Logger.LogError("{Job} failed a round: {Failure}", GetType().Name, Failure.Describe(exception));
        }
    }
}
