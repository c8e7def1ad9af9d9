using System.Collections.Immutable;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Origins of web pages, in the form in which browsers send them: scheme, host in lower case and ASCII, and the port only
/// when it is not the scheme's own. Compared as text, so what people write is brought into that form first.
/// </summary>
public static class WebOrigin
{
    public const string Variable = "KOTANBOT_TRUSTED_ORIGINS";

    /// <summary>Hosts have 253 characters at most.</summary>
    private const int Longest = 300;

    /// <summary>Takes an address without path (a closing slash does no harm); false for everything else, <c>*</c> and <c>null</c> too.</summary>
    public static bool TryRead(string? text, out string origin)
    {
        origin = "";
        if (text is not { Length: > 0 and <= Longest } || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return false;
        if (uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || text.AsSpan().IndexOfAny("?#@\\*") >= 0)
            return false;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host : uri.IdnHost;
        origin = (uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : $"{uri.Scheme}://{host}:{uri.Port}").ToLowerInvariant();
        return true;
    }

    /// <summary>Whether it is in that form already.</summary>
    public static bool IsSentByBrowsers(string text) => TryRead(text, out var origin) && origin == text;

    /// <summary>What the operator trusts from the start, separated by commas. Throws <see cref="RefusedException"/> for what is no origin.</summary>
    public static ImmutableArray<string> FromEnvironment() => ReadList(Environment.GetEnvironmentVariable(Variable));

    public static ImmutableArray<string> ReadList(string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(part => TryRead(part, out var origin)
            ? origin
            : throw new RefusedException($"{Variable} must list origins such as https://kota.example, separated by commas; '{part}' is none"))];
}
