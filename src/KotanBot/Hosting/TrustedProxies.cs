using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace KotanBot;

/// <summary>
/// Whose word counts about where a request came from (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>): a proxy on this machine, and
/// those that the operator names. From anybody else these headers are not read.
/// </summary>
public static class TrustedProxies
{
    public const string Variable = "KOTANBOT_TRUSTED_PROXIES";

    /// <summary>Throws <see cref="RefusedException"/> for what is neither an address nor a network.</summary>
    public static ImmutableArray<IPNetwork> FromEnvironment() => Read(Environment.GetEnvironmentVariable(Variable));

    public static ImmutableArray<IPNetwork> Read(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ReadOne)];

    public static void Use(WebApplication app, ImmutableArray<IPNetwork> named)
    {
        // The middleware believes loopback by itself. The chain of proxies may be long: it is followed from here up to the first stranger.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        foreach (var network in named)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
        app.Use(OnlyWeb);
    }

    /// <summary>A proxy may hand on what a stranger wrote, and links are made of it.</summary>
    private static Task OnlyWeb(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Scheme is not ("http" or "https"))
            context.Request.Scheme = context.Request.IsHttps ? "https" : "http";
        return next(context);
    }

    private static IPNetwork ReadOne(string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new RefusedException($"{Variable} must be addresses or networks such as 10.0.0.7,172.18.0.0/16; '{text}' is neither");
    }
}
