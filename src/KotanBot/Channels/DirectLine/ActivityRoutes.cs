using KotanBot.Core.Conversations;

namespace KotanBot.Channels.DirectLine;

/// <summary>Reads and posts activities, in Direct Line's form or in the lean one. A post is answered after its turn is durable, with the activity's place in the log.</summary>
internal sealed class ActivityRoutes(DirectLineDoor door, DirectLineTokens tokens, ActivityIntake intake, LongPoll poll)
{
    public const int MostBody = 64 * 1024;

    /// <summary>Activities in one set; a client that gets any asks again.</summary>
    public const int MostInSet = 100;

    private const string ForeignWatermark = "'watermark' must be a number that this server gave.";

    public async Task<IResult> GetAsync(string id, HttpContext context)
    {
        var caller = door.Open(context, id);
        if (!DirectLineIds.TryReadWatermark(context.Request.Query["watermark"].ToString(), out var after))
            return caller is Caller.Refused unread ? unread.Answer : DirectLineResults.Bad(ForeignWatermark);
        if (!LongPoll.TryReadWait(context.Request.Query["wait"].ToString(), out var wait))
            return caller is Caller.Refused hasty ? hasty.Answer : DirectLineResults.Bad("'wait' must be a number of seconds.");
        var lean = IsLean(context.Request.Headers.Accept.ToString());
        switch (caller)
        {
            case Caller.Late late:
                return await poll.FindEndAsync(id, after, context.RequestAborted) is { } over ? Answer(over, after, LinksFor(context, late.Token), lean) : late.Answer;
            case Caller.Refused refused:
                return refused.Answer;
        }

        if (await poll.ReadAsync(id, after, wait, context.RequestAborted) is not { } found)
            return DirectLineResults.OpenTooOften(context);
        return found.Rewound && !lean ? DirectLineResults.Bad(ForeignWatermark) : Answer(found, after, LinksFor(context, ((Caller.Holder)caller).Token), lean);
    }

    public async Task<IResult> PostAsync(string id, HttpContext context)
    {
        if (door.Open(context, id) is Caller.Refused refused)
            return refused.Answer;
        var type = context.Request.ContentType;
        if (type is not null && !RequestBody.IsJson(type))
            return DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, "An activity is sent as application/json.");
        if (await RequestBody.ReadAsync(context, MostBody) is not { } body)
        {
            await RequestBody.DrainAsync(context);
            return DirectLineResults.Kind(
                context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", KindWords.TooLong);
        }

        return IsLean(type) ? await TakeLeanAsync(id, body, context) : await TakeAsync(id, body, context);
    }

    /// <summary>Runs the turn to its end even when the caller hangs up, and tells the streams.</summary>
    /// <returns>The activity's id, the same one for a repeated delivery.</returns>
    public async Task<string> HandleAsync(InboundMessage inbound) => (await intake.RunAsync(inbound)).ActivityId;

    private async Task<IResult> TakeAsync(string id, byte[] body, HttpContext context)
    {
        switch (await intake.TakeAsync(DirectLineWire.Read(body, id, DirectLineIds.NewKey()), id, DirectLineResults.WantsEnglish(context), counted: true))
        {
            case ActivityReply.Accepted accepted:
                return DirectLineResults.Accepted(accepted.ActivityId);
            case ActivityReply.Refused refused:
                TellWhen(context, refused);
                return DirectLineResults.Error(refused.Status, refused.Code, refused.Message);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Answers are taken in order up to the first one that is refused: what follows it may depend on it.</summary>
    private async Task<IResult> TakeLeanAsync(string id, byte[] body, HttpContext context)
    {
        var replies = new List<ActivityReply>();
        foreach (var reading in LeanWire.Read(body, id, DirectLineIds.NewKey))
        {
            replies.Add(await intake.TakeAsync(reading, id, DirectLineResults.WantsEnglish(context), address: context.Features.Get<LimitedAddress>(), counted: replies.Count == 0));
            if (replies[^1] is ActivityReply.Refused)
                break;
        }

        var refused = replies[^1] as ActivityReply.Refused;
        if (refused is not null)
            TellWhen(context, refused);
        return DirectLineResults.Lean(refused?.Status ?? StatusCodes.Status200OK, LeanForm.SetOf(replies));
    }

    private static IResult Answer(PollResult found, long after, AttachmentLinks links, bool lean)
    {
        if (lean)
            return DirectLineResults.Lean(StatusCodes.Status200OK, LeanForm.SetOf(found));
        return DirectLineResults.Json(
            StatusCodes.Status200OK,
            found.End is { } end ? DirectLineWire.WriteEnd(found.Messages, end, links.UserId, links) : DirectLineWire.WriteSet(found.Messages, after, links.UserId, links));
    }

    private AttachmentLinks LinksFor(HttpContext context, DirectLineToken token) => AttachmentLinks.For(tokens, context.Request, token.UserId);

    private static void TellWhen(HttpContext context, ActivityReply.Refused refused)
    {
        if (refused.AfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
    }

    private static bool IsLean(string? types) => types?.Contains(LeanWire.MediaType, StringComparison.OrdinalIgnoreCase) ?? false;
}
