using Microsoft.AspNetCore.Http.Features;

namespace KotanBot;

/// <summary>
/// When the server stops, requests with a body get a while to be read and answered; then they are cut off, so that one that drips does
/// not keep the server from ending. A turn that has begun runs to its end all the same.
/// </summary>
public sealed class LateBodies : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenRegistration _stopping;

    public LateBodies(IHostApplicationLifetime lifetime, TimeProvider time)
    {
        _over = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _stopping = lifetime.ApplicationStopping.Register(() => _over.CancelAfter(Patience));
    }

    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: true })
        {
            await next(context);
            return;
        }

        using var cut = _over.Token.Register(context.Abort);
        await next(context);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _over.Dispose();
    }
}
