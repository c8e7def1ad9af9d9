namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Tells whether a browser sent the request from one of our own pages. Schemes are not compared: behind a proxy that ends
/// TLS the browser says https and we see http.
/// </summary>
internal static class SameOrigin
{
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin")
            return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? site.Length > 0
            : WebOrigin.IsSentByBrowsers(origin) && SameHost(new Uri(origin), request.Host);
    }

    private static bool SameHost(Uri origin, HostString host) =>
        string.Equals(origin.IdnHost, host.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (host.Port ?? DefaultPort(origin)) == origin.Port;

    private static int DefaultPort(Uri origin) => origin.Scheme == Uri.UriSchemeHttps ? 443 : 80;
}
