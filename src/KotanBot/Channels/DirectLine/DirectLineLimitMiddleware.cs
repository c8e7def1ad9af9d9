using System.Globalization;
using KotanBot.Pages;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Refuses what is too much before it costs anything: by conversation first, so that one that floods takes nothing from the others
/// behind its address, then by address. Whoever holds the secret speaks for many and is limited by conversation only.
/// Answers over a socket ask <see cref="DirectLineLimits"/> themselves.
/// </summary>
internal sealed class DirectLineLimitMiddleware(RequestDelegate next, DirectLineLimits limits, DirectLineTokens tokens, DirectLineSecret secret)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsLimited(context.Request.Path))
            return next(context);
        var presented = Presented(context);
        var isOwner = presented is not null && secret.Matches(presented);
        return ConversationOf(context, presented, isOwner) is { } conversation && !TryConversation(context, conversation, out var wait)
            || (!isOwner && !limits.TryAddress(context.Connection.RemoteIpAddress, out wait))
                ? Refused(context, wait).ExecuteAsync(context)
                : next(context);
    }

    internal const string Indonesian = "Terlalu banyak pesan sekaligus. Silakan coba lagi sebentar lagi.";

    internal const string English = "Too many messages at once. Please try again in a moment.";

    /// <summary>Nothing is lost by it: an answer that is sent again with its <c>clientActivityID</c> is taken then.</summary>
    private static IResult Refused(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
        return DirectLineResults.Kind(
            context,
            StatusCodes.Status429TooManyRequests,
            "TooManyRequests",
            Indonesian,
            English);
    }

    /// <summary>Whole seconds, never too few.</summary>
    internal static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));

    private static bool IsLimited(PathString path) => path.StartsWithSegments("/v3/directline") || path.StartsWithSegments("/chat") || path.StartsWithSegments(InvitationPage.Path);

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

    /// <summary>A browser opens a stream without headers of its own: then the token stands in the address, or is offered as a subprotocol.</summary>
    private static string? Presented(HttpContext context)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return header[scheme.Length..].Trim();
        return context.Request.Query["t"].ToString() is { Length: > 0 } token
            ? token
            : context.Request.Headers.SecWebSocketProtocol.ToString().Split(',').Select(p => p.Trim()).FirstOrDefault(p => p.Contains('.') && p.Length > LongestProtocolName);
    }

    private const int LongestProtocolName = 40;
}
