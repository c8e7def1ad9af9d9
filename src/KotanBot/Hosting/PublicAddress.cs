using System.Net;

namespace KotanBot;

/// <summary>The address under which people outside reach this server, and what stands under it.</summary>
public static class PublicAddress
{
    public const string Variable = "KOTANBOT_PUBLIC_URL";

    /// <summary>Null when it is not set. Throws <see cref="RefusedException"/> for what is no address that people could open.</summary>
    public static Uri? FromEnvironment() => Read(Environment.GetEnvironmentVariable(Variable));

    public static Uri? Read(string? text)
    {
        if (text?.Trim() is not { Length: > 0 } given)
            return null;
        return Uri.TryCreate(given, UriKind.Absolute, out var url) && IsWeb(url) && IsPlain(url) && (url.Scheme == Uri.UriSchemeHttps || IsLoopback(url))
            ? url
            : throw new RefusedException($"{Variable} must be the https address under which this server is seen from outside, such as https://lapor.example.org");
    }

    /// <summary>The chat with an invitation in hand.</summary>
    public static Uri Web(Uri server, string code) => new($"{Root(server)}/?k={Uri.EscapeDataString(code)}");

    /// <summary>The page to print and hang up.</summary>
    public static Uri InvitationPage(Uri server, string code) => new($"{Root(server)}{Pages.InvitationPage.Path}?k={Uri.EscapeDataString(code)}");

    /// <summary>The door of the admin site with a link's code.</summary>
    public static Uri Site(Uri server, string code) => new($"{Root(server)}{KotanBot.Site.EnterPage.Path}?k={Uri.EscapeDataString(code)}");

    /// <summary>Of the addresses that a server listens on, one that can be opened; a wildcard can not.</summary>
    public static Uri? Openable(IEnumerable<string> listening) => listening
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null)
        .FirstOrDefault(url => url is not null && IsWeb(url) && url.Host is not ("unix" or "0.0.0.0" or "[::]"));

    internal static bool IsWeb(Uri url) => url.Scheme is "http" or "https" && url.Host.Length > 0;

    internal static bool IsPlain(Uri url) => url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0;

    internal static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.Host, out var ip) && IPAddress.IsLoopback(ip));

    private static string Root(Uri server) => server.AbsoluteUri.TrimEnd('/');
}
