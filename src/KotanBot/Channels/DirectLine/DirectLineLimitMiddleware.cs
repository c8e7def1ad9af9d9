using System.Globalization;
using KotanBot.Pages;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Refuses what is too much before it costs anything: by conversation first, so that one that floods takes nothing from the others
/// behind its address, then by address. Whoever holds the secret speaks for many and is limited by conversation only.
/// Answers over a socket, and further ones in a body, ask <see cref="DirectLineLimits"/> themselves.
/// </summary>
internal sealed class DirectLineLimitMiddleware(RequestDelegate next, DirectLineLimits limits, DirectLineTokens tokens, DirectLineSecret secret)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsLimited(context.Request.Path))
            return next(context);
        var presented = PresentedToken.Of(context)?.Text;
        var isOwner = presented is not null && secret.Matches(presented);
        if (!isOwner)
            context.Features.Set(new LimitedAddress(context.Connection.RemoteIpAddress));
        return ConversationOf(context, presented, isOwner) is { } conversation && !TryConversation(context, conversation, out var wait)
            || (!isOwner && !limits.TryAddress(context.Connection.RemoteIpAddress, out wait))
                ? Refused(context, wait).ExecuteAsync(context)
                : next(context);
    }

    /// <summary>Nothing is lost by it: an answer that is sent again with its <c>clientActivityID</c> is taken then.</summary>
    private static IResult Refused(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return DirectLineResults.Kind(
            context,
            StatusCodes.Status429TooManyRequests,
            "TooManyRequests",
            KindWords.TooMany);
    }

    /// <summary>Whole seconds, never too few.</summary>
    internal static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static bool IsLimited(PathString path) => path.StartsWithSegments(DirectLineEndpoints.Root) || path.StartsWithSegments("/chat") || path.StartsWithSegments(InvitationPage.Path);

    private bool TryConversation(HttpContext context, string conversation, out TimeSpan wait) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.RouteValues.ContainsKey("id")
            ? limits.TryAnswer(conversation, out wait)
            : limits.TryRead(conversation, out wait);

    /// <summary>Null for who shows nothing, or nothing of ours.</summary>
    private string? ConversationOf(HttpContext context, string? presented, bool isOwner)
    {
        if (isOwner)
            return context.Request.RouteValues["id"] as string;
        return tokens.Check(presented) is TokenCheck.Valid valid ? valid.Token.ConversationId : null;
    }
}
