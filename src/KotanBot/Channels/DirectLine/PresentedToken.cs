namespace KotanBot.Channels.DirectLine;

/// <summary>Where a credential stands. Only streams and files take it elsewhere than in the header, since browsers can send no headers for them.</summary>
internal enum TokenPlace
{
    Header,
    Address,
    Subprotocol,
}

/// <summary>
/// The credentials that a request shows, read in one way by everybody who asks: who is counted is who is let in.
/// </summary>
internal sealed record PresentedToken(string Text, TokenPlace Place)
{
    /// <summary>Whether the request shows several, of which none counts then.</summary>
    public static bool IsSeveral(HttpContext context) => All(context).Skip(1).Any();

    /// <summary>Null for none, and for several.</summary>
    public static PresentedToken? Of(HttpContext context)
    {
        var all = All(context).Take(2).ToList();
        return all is [var only] ? only : null;
    }

    private static IEnumerable<PresentedToken> All(HttpContext context)
    {
        const string scheme = "Bearer ";
        foreach (var header in context.Request.Headers.Authorization)
            if (header is not null && header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && header.AsSpan(scheme.Length).Trim() is { Length: > 0 } bearer)
                yield return new PresentedToken(bearer.ToString(), TokenPlace.Header);
        foreach (var text in context.Request.Query["t"])
            if (!string.IsNullOrEmpty(text))
                yield return new PresentedToken(text, TokenPlace.Address);
        foreach (var offered in StreamHandshake.OfferedTokens(context))
            yield return new PresentedToken(offered, TokenPlace.Subprotocol);
    }
}
