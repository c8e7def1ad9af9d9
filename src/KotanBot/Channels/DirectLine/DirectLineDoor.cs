using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>Who stands at the door: the owner of the secret, the holder of a good token, or somebody to turn away.</summary>
internal abstract record Caller
{
    private Caller()
    {
    }

    public sealed record Owner : Caller;

    public sealed record Holder(DirectLineToken Token) : Caller;

    public record Refused(IResult Answer) : Caller;

    /// <summary>Had a good token for a conversation that is over.</summary>
    public sealed record Late(DirectLineToken Token) : Refused(DirectLineResults.Ended());
}

/// <summary>
/// Decides on credentials. 401: none, or not ours. 403: ours, but expired, for another conversation, another use or from
/// a foreign page (clients then wait for a new token; a 401 means nothing to them). 404: the conversation has ended.
/// </summary>
internal sealed class DirectLineDoor(DirectLineSecret secret, DirectLineTokens tokens, EndedAddresses ended)
{
    /// <summary>For routes that begin or renew something: the secret or a conversation token.</summary>
    public Caller Open(HttpContext context)
    {
        if (PresentedToken.Of(context) is not { Place: TokenPlace.Header, Text: var presented })
            return Unpresented(context);
        return secret.Matches(presented) ? new Caller.Owner() : Check(context, presented, TokenUse.Conversation);
    }

    /// <summary>For routes inside one conversation.</summary>
    public Caller Open(HttpContext context, string conversationId)
    {
        if (PresentedToken.Of(context) is not { Place: TokenPlace.Header, Text: var presented })
            return Unpresented(context);
        if (secret.Matches(presented) && !DirectLineIds.IsConversation(conversationId))
            return new Caller.Refused(DirectLineResults.Error(StatusCodes.Status404NotFound, "ConversationNotFound", "This server gave no such conversation."));
        return secret.Matches(presented)
            ? Inside(new DirectLineToken(conversationId, DirectLineWire.SomeUserId, TokenUse.Conversation, DateTimeOffset.MaxValue, []), conversationId)
            : Inside(Check(context, presented, TokenUse.Conversation), conversationId);
    }

    /// <summary>
    /// A browser's WebSocket cannot carry headers, so its token stands in the address, or among the subprotocols where a log of
    /// addresses does not see it. Our own page may come back with its resume token.
    /// </summary>
    public Caller OpenStream(HttpContext context, string conversationId)
    {
        switch (PresentedToken.Of(context))
        {
            case { Place: TokenPlace.Subprotocol, Text: var offered }:
                var returns = tokens.Check(offered) is TokenCheck.Valid { Token.Use: TokenUse.Resume } && SameOrigin.Holds(context.Request);
                return Inside(Check(context, offered, returns ? TokenUse.Resume : TokenUse.Stream), conversationId);
            case { Place: TokenPlace.Address, Text: var presented }:
                return Inside(Check(context, presented, TokenUse.Stream), conversationId);
            default:
                return Open(context, conversationId);
        }
    }

    /// <summary>A picture in a page is fetched without headers of the page's own, so its token stands in the address too.</summary>
    public Caller OpenAttachment(HttpContext context, string conversationId) =>
        PresentedToken.Of(context) is { Place: TokenPlace.Address, Text: var presented }
            ? Inside(Check(context, presented, TokenUse.Attachment), conversationId)
            : Open(context, conversationId);

    public Caller OpenResume(HttpContext context, string presented)
    {
        var caller = Check(context, presented, TokenUse.Resume);
        return caller is Caller.Holder { Token: var token } ? Inside(token, token.ConversationId) : caller;
    }

    private Caller Inside(Caller caller, string conversationId) => caller is Caller.Holder holder ? Inside(holder.Token, conversationId) : caller;

    private Caller Inside(DirectLineToken token, string conversationId)
    {
        if (token.ConversationId != conversationId)
            return Forbidden("Forbidden", "This token belongs to another conversation.");
        return ended.Contains(DirectLineIds.Address(conversationId))
            ? new Caller.Late(token)
            : new Caller.Holder(token);
    }

    private Caller Check(HttpContext context, string presented, TokenUse use) => tokens.Check(presented) switch
    {
        TokenCheck.Valid valid when valid.Token.Use != use && !(use == TokenUse.Stream && valid.Token.Use == TokenUse.Conversation) =>
            Forbidden("Forbidden", "This token is not good for this call."),
        TokenCheck.Valid valid when !valid.Token.AllowsOrigin(context.Request.Headers.Origin) => Forbidden("Forbidden", "This token is not good on this page's origin."),
        TokenCheck.Valid valid => new Caller.Holder(valid.Token),
        TokenCheck.Expired => Forbidden("TokenExpired", "This token has expired."),
        _ => Unauthorized(context, "This token is not valid."),
    };

    private static Caller.Refused Unpresented(HttpContext context) => Unauthorized(
        context,
        PresentedToken.IsSeveral(context) ? "A call shows one credential, not several." : "This call needs an Authorization header with 'Bearer' and a token, or the secret where it is taken.");

    private static Caller.Refused Unauthorized(HttpContext context, string message)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new Caller.Refused(DirectLineResults.Error(StatusCodes.Status401Unauthorized, "Unauthorized", message));
    }

    private static Caller.Refused Forbidden(string code, string message) =>
        new(DirectLineResults.Error(StatusCodes.Status403Forbidden, code, message));
}
