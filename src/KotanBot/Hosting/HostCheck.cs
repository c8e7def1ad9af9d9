using KotanBot.Channels.DirectLine;

namespace KotanBot;

/// <summary>
/// Turns away requests under a Host that nobody could open, because answers hold links to it. Only probes of the health may leave the
/// name out, as old ones do.
/// </summary>
public sealed class HostCheck(RequestDelegate next)
{
    private const string Indonesian = "Alamat ini tidak terbaca. Silakan buka lagi dari tautan undangan Anda.";

    private const string English = "This address cannot be read. Please open it again from your invitation's link.";

    public Task InvokeAsync(HttpContext context)
    {
        if (IsFine(context.Request))
            return next(context);
        if (DirectLineEndpoints.Owns(context.Request.Path))
            return DirectLineResults.Bad("The Host header names no address.").ExecuteAsync(context);
        return Results.Text($"{Indonesian}\n{English}\n", "text/plain; charset=utf-8", statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(context);
    }

    /// <summary>A name or an address that links can be made of, with or without a port.</summary>
    public static bool IsHost(string host) =>
        Uri.TryCreate($"http://{host}", UriKind.Absolute, out var url)
        && url is { Host.Length: > 0, HostNameType: not (UriHostNameType.Unknown or UriHostNameType.Basic), UserInfo: "", PathAndQuery: "/", Fragment: "" };

    private static bool IsFine(HttpRequest request)
    {
        var host = request.Headers.Host.ToString();
        try
        {
            return host.Length == 0 ? request.Path.StartsWithSegments("/health") : IsHost(host) && request.Host.HasValue;
        }
        catch (ArgumentException)
        {
            // How a name that claims to be encoded (xn--) and is not fails when it is read.
            return false;
        }
    }
}
