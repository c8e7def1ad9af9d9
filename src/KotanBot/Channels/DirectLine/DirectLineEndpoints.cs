using KotanBot.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace KotanBot.Channels.DirectLine;

/// <summary>Plugs the web chat into the host: the Direct Line 3.0 calls, our page, and the channel that wakes open streams.</summary>
public static class DirectLineEndpoints
{
    public const string Root = "/v3/directline";

    public static IServiceCollection Add(IServiceCollection services)
    {
        services.AddSingleton(s => DirectLineSecret.Load(s.GetRequiredService<DataFolder>().Path, Environment.GetEnvironmentVariable(DirectLineSecret.Variable)));
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<TrustedOrigins>();
        services.AddSingleton<ConversationStreams>();
        services.AddSingleton(s => new DirectLineLimits(s.GetRequiredService<GatewayOptions>().Limits ?? new DirectLineLimitSettings(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<LastWords>();
        services.AddSingleton<TurnsAtWork>();
        services.AddSingleton<ActivityIntake>();
        services.AddSingleton<LongPoll>();
        services.AddSingleton<IChannel, DirectLineChannel>();
        DirectLineCors.Add(services);
        return services;
    }

    /// <summary>Whether clients of Direct Line call this path and expect its kind of answer.</summary>
    public static bool Owns(PathString path) => path.StartsWithSegments(Root) || path.StartsWithSegments("/chat/token");

    public static void Map(WebApplication app)
    {
        app.UseWhen(context => Owns(context.Request.Path), calls => calls.UseStatusCodePages(TellAsync));
        app.UseMiddleware<DirectLineLimitMiddleware>();
        app.UseWebSockets();
        ChatPage.Map(app);
        var door = ActivatorUtilities.CreateInstance<DirectLineDoor>(app.Services);
        var conversations = ActivatorUtilities.CreateInstance<ConversationRoutes>(app.Services, door);
        var activities = ActivatorUtilities.CreateInstance<ActivityRoutes>(app.Services, door);
        var upload = ActivatorUtilities.CreateInstance<UploadRoute>(app.Services, door, activities);
        var stream = ActivatorUtilities.CreateInstance<StreamRoute>(app.Services, door);

        var calls = app.MapGroup("").AddEndpointFilter(TellFailuresAsync);
        calls.MapPost("/chat/token", (Delegate)conversations.ChatTokenAsync);
        calls.MapPost(Root + "/tokens/generate", (Delegate)conversations.GenerateAsync);
        calls.MapPost(Root + "/tokens/refresh", (Delegate)conversations.Refresh);
        calls.MapPost(Root + "/conversations", (Delegate)conversations.StartAsync);
        calls.MapGet(Root + "/session/getsessionid", conversations.SessionId);
        calls.MapGet(Root + "/conversations/{id}", conversations.Reconnect);
        calls.MapGet(Root + "/conversations/{id}/activities", activities.GetAsync);
        calls.MapPost(Root + "/conversations/{id}/activities", activities.PostAsync);
        calls.MapPost(Root + "/conversations/{id}/upload", upload.PostAsync);
        calls.MapGet(Root + "/attachments/{id}/{attachment}", (Delegate)ActivatorUtilities.CreateInstance<AttachmentRoute>(app.Services, door).GetAsync);
        app.MapGet(Root + "/conversations/{id}/stream", stream.OpenAsync);
    }

    /// <summary>What routing refuses by itself, told as Direct Line tells it.</summary>
    private static Task TellAsync(StatusCodeContext refused)
    {
        var context = refused.HttpContext;
        var (code, message) = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ("NotFound", "There is no such call; docs/channels.md lists them."),
            StatusCodes.Status405MethodNotAllowed => ("MethodNotAllowed", $"This call is made with {context.Response.Headers.Allow}."),
            _ => (DirectLineResults.BadArgument, "The request could not be read."),
        };
        return DirectLineResults.Error(context.Response.StatusCode, code, message).ExecuteAsync(context);
    }

    /// <summary>Failures of the request or of the world, told as Direct Line tells them; ours go on to the host's log.</summary>
    private static async ValueTask<object?> TellFailuresAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        try
        {
            return await next(invocation);
        }
        catch (BadHttpRequestException exception)
        {
            return DirectLineResults.Error(exception.StatusCode, DirectLineResults.BadArgument, "The request could not be read.");
        }
        catch (ConversationEndedException)
        {
            // It ended while this call waited for its turn.
            return DirectLineResults.Ended();
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TurnConflictException)
        {
            invocation.HttpContext.Response.Headers.RetryAfter = FailureMiddleware.RetryAfterSeconds;
            return DirectLineResults.Kind(
                invocation.HttpContext,
                StatusCodes.Status503ServiceUnavailable,
                "ServiceUnavailable",
                KindWords.Busy);
        }
    }
}
