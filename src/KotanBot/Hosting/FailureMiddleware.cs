using KotanBot.Storage;

namespace KotanBot;

/// <summary>Answers 503 when the world fails and 500 when we do, so that a client tries again; the log names the failure without any message text.</summary>
public sealed class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone and nobody reads an answer.
        }
        catch (BadHttpRequestException exception)
        {
            Answer(context, exception.StatusCode);
        }
        catch (StorageUnavailableException exception)
        {
            logger.LogError("{Path} waits for the store: {Reason}", context.Request.Path, exception.Message);
            Answer(context, StatusCodes.Status503ServiceUnavailable);
        }
#pragma warning disable CA1031 // The last place where a failure can be logged without quoting a person.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError("{Path} failed: {Failure}", context.Request.Path, Failure.Describe(exception));
            Answer(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpContext context, int status)
    {
        if (context.Response.HasStarted)
            context.Abort();
        else
            context.Response.StatusCode = status;
    }
}
