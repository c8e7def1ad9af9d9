using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Serves the files of a conversation's own messages, as long as an answer names them: what was taken back or erased is gone at once,
/// but for the copy that the sender's own browser keeps as long as the address is good.
/// Somebody sent these bytes, so a browser shows them as a picture and does nothing else with them.
/// </summary>
internal sealed class AttachmentRoute(DirectLineDoor door, MessageStore messages, AttachmentStore attachments, MadeFiles files)
{
    private static readonly string Caching = $"private, max-age={(int)DirectLineTokens.AttachmentLifetime.TotalSeconds}";

    /// <summary><c>GET /v3/directline/attachments/{conversation}/{attachment}?t=</c></summary>
    public async Task<IResult> GetAsync(string id, string attachment, HttpContext context)
    {
        if (door.OpenAttachment(context, id) is Caller.Refused refused)
            return refused.Answer;
        if (AttachmentLinks.TryReadId(attachment, out var ordinal, out var fileId) && fileId == AttachmentLinks.Made)
            return await MakeAsync(messages.Find(DirectLineIds.Address(id), ordinal)?.Prompt, context);
        if (Find(id, attachment) is not ({ } file, var number) || !attachments.IsNamed(file.Id) || Open(file, context) is not { } kept)
            return NotFound();
        Protect(context, file.IsPicture, AttachmentLinks.Name(file, number));
        return Results.Bytes(kept.Bytes, kept.ContentType);
    }

    /// <summary>What goes with a message of the bot is made anew for each opening.</summary>
    private async Task<IResult> MakeAsync(Prompt? prompt, HttpContext context)
    {
        if (await files.TryMakeAsync(prompt, context.RequestAborted) is not { } file)
            return NotFound();
        Protect(context, prompt!.Attached!.IsPicture, prompt.Attached.FileName);
        return Results.Bytes(file.Bytes, file.ContentType);
    }

    private static IResult NotFound() => DirectLineResults.Error(StatusCodes.Status404NotFound, "AttachmentNotFound", "There is no such file, or it was taken back.");

    private static void Protect(HttpContext context, bool inline, string name)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = Caching;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = $"{(inline ? "inline" : "attachment")}; filename=\"{name}\"";
    }

    private (MessageFile? File, int Number) Find(string conversationId, string attachment)
    {
        if (!AttachmentLinks.TryReadId(attachment, out var ordinal, out var fileId))
            return default;
        var kept = messages.Find(DirectLineIds.Address(conversationId), ordinal)?.Files ?? [];
        var at = kept.IndexOf(kept.FirstOrDefault(f => f.Id == fileId)!);
        return at < 0 ? default : (kept[at], at + 1);
    }

    private Attachment? Open(MessageFile file, HttpContext context) =>
        context.Request.Query["size"] == AttachmentLinks.SmallSize && attachments.OpenThumbnail(file.Id) is { } small ? small : attachments.Open(file.Id);
}
