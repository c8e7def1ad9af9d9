using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>Reads and posts activities. A post is answered after its turn is durable, with the activity's place in the log.</summary>
internal sealed class ActivityRoutes(DirectLineDoor door, MessageStore messages, TurnRunner runner, ConversationStreams streams)
{
    public const int MostBody = 64 * 1024;

    /// <summary>Activities in one set; a client that gets any asks again.</summary>
    public const int MostInSet = 100;

    public IResult Get(string id, HttpContext context)
    {
        var caller = door.Open(context, id);
        if (caller is not Caller.Holder holder)
            return ((Caller.Refused)caller).Answer;
        if (!DirectLineIds.TryReadWatermark(context.Request.Query["watermark"].ToString(), out var after))
            return DirectLineResults.Bad("'watermark' must be a number that this server gave.");
        var found = messages.ReadAfter(DirectLineIds.Address(id), after, MostInSet);
        return DirectLineResults.Json(StatusCodes.Status200OK, DirectLineWire.WriteSet(found, after, holder.Token.UserId));
    }

    public async Task<IResult> PostAsync(string id, HttpContext context)
    {
        if (door.Open(context, id) is Caller.Refused refused)
            return refused.Answer;
        if (context.Request.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, "An activity is sent as application/json.");
        if (await RequestBody.ReadAsync(context, MostBody) is not { } body)
        {
            await RequestBody.DrainAsync(context);
            return DirectLineResults.Kind(
                context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Pesan ini terlalu panjang. Silakan bagi menjadi beberapa pesan.", "This message is too long. Please split it.");
        }

        return DirectLineWire.Read(body, id, DirectLineIds.NewKey()) switch
        {
            DirectLineReading.Message message => DirectLineResults.Accepted(await HandleAsync(message.Inbound)),
            DirectLineReading.Ignored => DirectLineResults.Accepted(null),
            DirectLineReading.Malformed malformed => DirectLineResults.Bad(malformed.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Runs the turn to its end even when the caller hangs up, and tells the streams.</summary>
    /// <returns>The activity's id, the same one for a repeated delivery.</returns>
    public async Task<string> HandleAsync(InboundMessage inbound)
    {
        var outcome = await runner.HandleAsync(inbound, CancellationToken.None);
        switch (outcome)
        {
            case TurnOutcome.Done done:
                streams.Publish(done.Inbound);
                foreach (var message in done.Outbound)
                    streams.Publish(message);
                return DirectLineIds.Activity(inbound.From.Address, done.Inbound.Ordinal);
            case TurnOutcome.Duplicate duplicate:
                return DirectLineIds.Activity(inbound.From.Address, duplicate.Inbound.Ordinal);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
