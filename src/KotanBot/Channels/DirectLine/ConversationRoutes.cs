using System.Collections.Immutable;
using System.Text.Json;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>Begins, renews and reconnects conversations. None of these writes: a conversation is stored with its first activity.</summary>
internal sealed class ConversationRoutes(DirectLineDoor door, DirectLineTokens tokens, MessageStore messages)
{
    private const int MostBody = 16 * 1024;

    private const int LongestUserId = 100;

    private const int MostOrigins = 20;

    /// <summary><c>POST /chat/token</c>: for our own page only, without a secret. <c>{"resume": "…"}</c> comes back to a kept conversation.</summary>
    public async Task<IResult> ChatTokenAsync(HttpContext context)
    {
        if (!SameOrigin.Holds(context.Request))
            return DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "This call is for KotanBot's own page.");
        var (body, refusal) = await ReadOptionalAsync(context);
        using (body)
        {
            if (refusal is not null)
                return refusal;
            ImmutableArray<string> origins = context.Request.Headers.Origin.ToString() is { Length: > 0 } origin ? [origin] : [];
            if (String(body, "resume") is not { } resume)
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
    }

    /// <summary><c>POST /v3/directline/tokens/generate</c>: with the secret, a token for a new conversation.</summary>
    public async Task<IResult> GenerateAsync(HttpContext context)
    {
        switch (door.Open(context))
        {
            case Caller.Refused refused:
                return refused.Answer;
            case Caller.Holder:
                return DirectLineResults.Error(StatusCodes.Status403Forbidden, "Forbidden", "This call needs the secret; use tokens/refresh with a token.");
        }

        var (body, refusal) = await ReadOptionalAsync(context);
        using (body)
        {
            if (refusal is not null)
                return refusal;
            if (!TryReadUser(body, out var userId, out var why) || !TryReadOrigins(body, out var origins, out why))
                return DirectLineResults.Bad(why);
            return Tokens(StatusCodes.Status200OK, DirectLineIds.NewConversation(), userId, origins);
        }
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

    /// <summary><c>POST /v3/directline/conversations</c>: 201 for a conversation without messages, 200 for one that goes on.</summary>
    public async Task<IResult> StartAsync(HttpContext context)
    {
        switch (door.Open(context))
        {
            case Caller.Refused refused:
                return refused.Answer;
            case Caller.Holder { Token: var token }:
                if (door.Open(context, token.ConversationId) is Caller.Refused over)
                    return over.Answer;
                var status = messages.Exists(DirectLineIds.Address(token.ConversationId)) ? StatusCodes.Status200OK : StatusCodes.Status201Created;
                return Begun(context, status, token.ConversationId, token.UserId, token.Origins);
        }

        var (body, refusal) = await ReadOptionalAsync(context);
        using (body)
        {
            if (refusal is not null)
                return refusal;
            return TryReadUser(body, out var userId, out var why)
                ? Begun(context, StatusCodes.Status201Created, DirectLineIds.NewConversation(), userId, [])
                : DirectLineResults.Bad(why);
        }
    }

    /// <summary><c>GET /v3/directline/conversations/{id}?watermark=</c>: a fresh token and stream address after a lost line.</summary>
    public IResult Reconnect(string id, HttpContext context)
    {
        var watermark = context.Request.Query["watermark"].ToString();
        if (!DirectLineIds.TryReadWatermark(watermark, out _))
            return DirectLineResults.Bad("'watermark' must be a number that this server gave.");
        return door.Open(context, id) switch
        {
            Caller.Holder holder => Begun(context, StatusCodes.Status200OK, id, holder.Token.UserId, holder.Token.Origins, watermark: watermark),
            Caller.Refused refused => refused.Answer,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private IResult Begun(
        HttpContext context, int status, string conversationId, string userId, ImmutableArray<string> origins, string watermark = "", bool resumable = false) =>
        DirectLineResults.Json(status, writer =>
        {
            writer.WriteStartObject();
            WriteTokens(writer, conversationId, userId, origins);
            var scheme = context.Request.IsHttps ? "wss" : "ws";
            var mark = watermark.Length == 0 ? "-" : watermark;
            var stream = tokens.Sign(conversationId, userId, TokenUse.Stream, origins);
            writer.WriteString("streamUrl", $"{scheme}://{context.Request.Host}/v3/directline/conversations/{conversationId}/stream?watermark={mark}&t={stream}");
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

    private static async Task<(JsonDocument? Body, IResult? Refusal)> ReadOptionalAsync(HttpContext context)
    {
        var bytes = await RequestBody.ReadAsync(context, MostBody);
        if (bytes is null)
            return (null, DirectLineResults.Error(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "The body is too long for this call."));
        if (bytes.Length == 0)
            return (null, null);
        try
        {
            return (JsonDocument.Parse(bytes), null);
        }
        catch (JsonException)
        {
            return (null, DirectLineResults.Bad("The body is not valid JSON."));
        }
    }

    private static string? String(JsonDocument? body, string name) =>
        body?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var value) ? DirectLineWire.StringOf(value) : null;

    private static bool TryReadUser(JsonDocument? body, out string userId, out string why)
    {
        userId = DirectLineIds.NewUser();
        why = "";
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } root
            || !root.TryGetProperty("user", out var user) || user.ValueKind != JsonValueKind.Object || !user.TryGetProperty("id", out var id))
            return true;
        userId = DirectLineWire.StringOf(id) ?? "";
        why = $"'user.id' must be a string of 1 to {LongestUserId} characters.";
        return userId.Length is > 0 and <= LongestUserId;
    }

    private static bool TryReadOrigins(JsonDocument? body, out ImmutableArray<string> origins, out string why)
    {
        origins = [];
        why = $"'trustedOrigins' must be a list of at most {MostOrigins} origins such as https://kota.example.";
        if (body?.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("trustedOrigins", out var list) || list.ValueKind == JsonValueKind.Null)
            return true;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MostOrigins)
            return false;
        origins = [.. list.EnumerateArray().Select(o => DirectLineWire.StringOf(o) ?? "")];
        return origins.All(o => Uri.TryCreate(o, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == o);
    }
}
