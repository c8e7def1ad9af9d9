using KotanBot.Api;
using KotanBot.Channels.DirectLine;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>Answers 503 when the world fails and 500 when we do, so that a client tries again; the log names the failure without any message text.</summary>
public sealed class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    public const string RetryAfterSeconds = "5";

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
            await AnswerAsync(context, exception.StatusCode, DirectLineResults.BadArgument, "The request could not be read.");
        }
        catch (StorageUnavailableException exception)
        {
            logger.LogError("{Path} waits for the store: {Reason}", context.Request.Path, exception.Message);
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "KotanBot is busy. Please try again in a moment.");
        }
#pragma warning disable CA1031 // The last place where a failure can be logged without quoting a person.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError("{Path} failed: {Failure}", context.Request.Path, Failure.Describe(exception));
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, "InternalError", "KotanBot failed on this request. Please try again.");
        }
    }

    /// <summary>Clients of Direct Line and of the API read a reason out of every refusal; elsewhere the status says it all.</summary>
    private static async Task AnswerAsync(HttpContext context, int status, string code, string message)
    {
        if (context.Response.HasStarted)
            context.Abort();
        else if (DirectLineEndpoints.Owns(context.Request.Path))
            await DirectLineResults.Error(status, code, message).ExecuteAsync(context);
        else if (ApiDoor.Owns(context.Request.Path) && status >= StatusCodes.Status500InternalServerError)
            await ApiProblem.WriteAsync(context, status == StatusCodes.Status503ServiceUnavailable ? ApiRefusal.Busy : ApiRefusal.Failed);
        else
            context.Response.StatusCode = status;
    }
}
