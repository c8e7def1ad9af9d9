using System.Net.WebSockets;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>What is agreed when a stream opens: the form, where the token stands, compression, signs of life.</summary>
internal static class StreamHandshake
{
    /// <summary>Often enough for the shortest memory of carriers and proxies (a minute), seldom enough for a phone's radio.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(50);

    private static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(30);

    public static bool IsLean(HttpContext context) => context.WebSockets.WebSocketRequestedProtocols.Contains(LeanWire.Protocol);

    /// <summary>What stands beside the form among the subprotocols of a lean stream: its token.</summary>
    public static IEnumerable<string> OfferedTokens(HttpContext context) =>
        IsLean(context) ? context.WebSockets.WebSocketRequestedProtocols.Where(p => p != LeanWire.Protocol) : [];

    public static Task<WebSocket> AcceptAsync(HttpContext context)
    {
        ForgoClientTakeover(context.Request.Headers);
        return context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = IsLean(context) ? LeanWire.Protocol : null,
            KeepAliveInterval = KeepAlive,
            KeepAliveTimeout = KeepAliveTimeout,
            DangerousEnableCompression = true,
            DisableServerContextTakeover = true,
        });
    }

    /// <summary>
    /// A client that keeps its compression context makes the server keep a window for it (with our own, some 300 KB a socket). A server may forbid it unasked
    /// (RFC 7692 §7.1.1.2), but the framework only agrees to it when it is offered; so the offer is completed here.
    /// </summary>
    private static void ForgoClientTakeover(IHeaderDictionary headers)
    {
        const string forgo = "client_no_context_takeover";
        var offers = headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketExtensions);
        headers.SecWebSocketExtensions = new StringValues(
        [
            .. offers.Select(offer => offer.StartsWith("permessage-deflate", StringComparison.Ordinal) && !offer.Contains(forgo, StringComparison.Ordinal) ? $"{offer}; {forgo}" : offer),
        ]);
    }
}
