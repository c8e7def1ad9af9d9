using System.Collections.Immutable;
using System.Text.Json;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>Begins, renews and reconnects conversations. None of these stores a conversation: its first activity does.</summary>
internal sealed class ConversationRoutes(DirectLineDoor door, DirectLineTokens tokens, MessageStore messages, TrustedOrigins trusted)
{
    private const int MostBody = 16 * 1024;

    /// <summary><c>POST /chat/token</c>: for our own page only, without a secret. <c>{"resume": "…"}</c> comes back to a kept conversation.</summary>
    public async Task<IResult> ChatTokenAsync(HttpContext context)
    {
        if (!SameOrigin.Holds(context.Request))
            return DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "This call is for KotanBot's own page.");
        var (request, refusal) = await ReadAsync(context);
        if (refusal is not null)
            return refusal;
        ImmutableArray<string> origins = context.Request.Headers.Origin.ToString() is { Length: > 0 } origin ? [origin] : [];
        if (request.Resume is not { } resume)
            return Begun(context, StatusCodes.Status200OK, DirectLineIds.NewConversation(), DirectLineIds.NewUser(), origins, resumable: true);
        return door.OpenResume(context, resume) switch
        {
            Caller.Holder holder when messages.Exists(DirectLineIds.Address(holder.Token.ConversationId)) =>
                Begun(context, StatusCodes.Status200OK, holder.Token.ConversationId, holder.Token.UserId, origins, resumable: true),
            Caller.Holder => DirectLineResults.Ended(),
            Caller.Refused refused => refused.Answer,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary><c>POST /v3/directline/tokens/generate</c>: with the secret, a token for a new conversation. The origins it names are trusted from now on.</summary>
    public async Task<IResult> GenerateAsync(HttpContext context)
    {
        switch (door.Open(context))
        {
            case Caller.Refused refused:
                return refused.Answer;
            case Caller.Holder:
                return DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "This call needs the secret; use tokens/refresh with a token.");
        }

        var (request, refusal) = await ReadAsync(context);
        if (refusal is not null)
            return refusal;
        if (!await trusted.TryKeepAsync(request.Origins))
            return DirectLineResults.Bad($"More than {TrustedOrigins.Most} origins are kept already; name trusted pages in {WebOrigin.Variable}.");
        return Tokens(StatusCodes.Status200OK, DirectLineIds.NewConversation(), request.UserId ?? DirectLineIds.NewUser(), request.Origins);
    }

    /// <summary><c>POST /v3/directline/tokens/refresh</c>: the same conversation for another while.</summary>
    public IResult Refresh(HttpContext context) => door.Open(context) switch
    {
        Caller.Refused refused => refused.Answer,
        Caller.Holder holder => door.Open(context, holder.Token.ConversationId) is Caller.Refused refused
            ? refused.Answer
            : Tokens(StatusCodes.Status200OK, holder.Token.ConversationId, holder.Token.UserId, holder.Token.Origins),
        _ => DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "Only a token can be refreshed; use tokens/generate with the secret."),
    };

    /// <summary>
    /// <c>POST /v3/directline/conversations</c>: 201 for a conversation without messages, 200 for one that goes on. A token
    /// says who its person is, whatever the body says; with the secret the body does.
    /// </summary>
    public async Task<IResult> StartAsync(HttpContext context)
    {
        var caller = door.Open(context);
        if (caller is Caller.Refused refused)
            return refused.Answer;
        var (request, refusal) = await ReadAsync(context);
        if (refusal is not null)
            return refusal;
        if (caller is not Caller.Holder { Token: var token })
            return Begun(context, StatusCodes.Status201Created, DirectLineIds.NewConversation(), request.UserId ?? DirectLineIds.NewUser(), []);
        if (door.Open(context, token.ConversationId) is Caller.Refused over)
            return over.Answer;
        var status = messages.Exists(DirectLineIds.Address(token.ConversationId)) ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        return Begun(context, status, token.ConversationId, token.UserId, token.Origins);
    }

    /// <summary><c>GET /v3/directline/conversations/{id}?watermark=</c>: a fresh token and stream address after a lost line.</summary>
    public IResult Reconnect(string id, HttpContext context)
    {
        var caller = door.Open(context, id);
        if (caller is not Caller.Holder { Token: var token })
            return ((Caller.Refused)caller).Answer;
        var watermark = context.Request.Query["watermark"].ToString();
        return DirectLineIds.TryReadWatermark(watermark, out _)
            ? Begun(context, StatusCodes.Status200OK, id, token.UserId, token.Origins, watermark: watermark)
            : DirectLineResults.Bad("'watermark' must be a number that this server gave.");
    }

    /// <summary>
    /// <c>GET /v3/directline/session/getsessionid</c>: clients ask for it before a sign-in by a card. The same for one
    /// conversation as long as the secret stays, and nothing can be told from it.
    /// </summary>
    public IResult SessionId(HttpContext context)
    {
        switch (door.Open(context))
        {
            case Caller.Refused refused:
                return refused.Answer;
            case Caller.Holder holder:
                return door.Open(context, holder.Token.ConversationId) is Caller.Refused over ? over.Answer : Session(holder.Token);
            default:
                return DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "A session belongs to one conversation; this call needs its token.");
        }
    }

    private IResult Session(DirectLineToken token) => DirectLineResults.Json(StatusCodes.Status200OK, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("sessionId", tokens.SessionId(token.ConversationId));
        writer.WriteEndObject();
    });

    private IResult Begun(
        HttpContext context, int status, string conversationId, string userId, ImmutableArray<string> origins, string watermark = "", bool resumable = false) =>
        DirectLineResults.Json(status, writer =>
        {
            writer.WriteStartObject();
            WriteTokens(writer, conversationId, userId, origins);
            var scheme = context.Request.IsHttps ? "wss" : "ws";
            var mark = watermark.Length == 0 ? "-" : watermark;
            var stream = tokens.Sign(conversationId, userId, TokenUse.Stream, origins);
            writer.WriteString("streamUrl", $"{scheme}://{context.Request.Host}{DirectLineEndpoints.Root}/conversations/{conversationId}/stream?watermark={mark}&t={stream}");
            if (resumable)
                writer.WriteString("resume", tokens.Sign(conversationId, userId, TokenUse.Resume, origins));
            writer.WriteEndObject();
        });

    private IResult Tokens(int status, string conversationId, string userId, ImmutableArray<string> origins) => DirectLineResults.Json(status, writer =>
    {
        writer.WriteStartObject();
        WriteTokens(writer, conversationId, userId, origins);
        writer.WriteEndObject();
    });

    private void WriteTokens(Utf8JsonWriter writer, string conversationId, string userId, ImmutableArray<string> origins)
    {
        writer.WriteString("conversationId", conversationId);
        writer.WriteString("token", tokens.Sign(conversationId, userId, TokenUse.Conversation, origins));
        writer.WriteNumber("expires_in", (long)DirectLineTokens.ConversationLifetime.TotalSeconds);
    }

    /// <summary>The body may be missing. Whatever type it claims, JSON is what it must be.</summary>
    private static async Task<(TokenRequest Request, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, MostBody) is not { } bytes)
        {
            await RequestBody.DrainAsync(context);
            return (TokenRequest.Empty, DirectLineResults.Error(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is too long for this call."));
        }

        if (bytes.Length == 0)
            return (TokenRequest.Empty, null);
        try
        {
            using var body = JsonDocument.Parse(bytes);
            return TokenRequest.TryRead(body.RootElement, out var request, out var why) ? (request, null) : (request, DirectLineResults.Bad(why));
        }
        catch (JsonException)
        {
            return (TokenRequest.Empty, DirectLineResults.Bad("The body is not valid JSON."));
        }
    }
}
