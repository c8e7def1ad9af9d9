using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Media;
using KotanBot.Storage;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Files by multipart form: an optional part of type <c>application/vnd.microsoft.activity</c> and the files. What a file
/// is, its bytes say; its name is never read, so it cannot lead anywhere.
/// </summary>
internal sealed class UploadRoute(
    DirectLineDoor door, PhotoDoor photos, UploadPlaces places, ActivityRoutes activities, AttachmentStore attachments, VipsThumbnail thumbnails, MessageStore messages, TimeProvider time)
{
    /// <summary>Up to here a too long upload is read to its end, so that its sender gets the answer.</summary>
    private const long MostRead = 3L * MediaLimits.MostFileBytes;

    /// <summary>
    /// For the body as a whole. A photo of our page (150 KB) needs 6 seconds on EDGE and a minute at 20 kbit/s; whoever drips must not
    /// keep a place for long.
    /// </summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(90);

    /// <summary>Of a sender who gets a refusal and still sends.</summary>
    private static readonly TimeSpan MostTimeToDrain = TimeSpan.FromSeconds(30);

    public async Task<IResult> PostAsync(string id, HttpContext context)
    {
        if (door.Open(context, id) is Caller.Refused refused)
            return refused.Answer;
        RequestBody.Allow(context, MostRead);
        RequestBody.ExpectPace(context);
        if (Boundary(context.Request.ContentType) is not { } boundary)
            return DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, "Files are sent as multipart/form-data.");
        try
        {
            var (answer, isTooMuch) = await ReceiveAsync(id, boundary, context);
            if (isTooMuch)
                await RequestBody.DrainAsync(context, MostTimeToDrain, time);
            return answer;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return DirectLineResults.Bad("The form is cut off or not well formed.");
        }
    }

    /// <summary>The place in memory is given back with the answer, before anything more of the body is read away.</summary>
    private async Task<(IResult Answer, bool IsTooMuch)> ReceiveAsync(string id, string boundary, HttpContext context)
    {
        var welcome = photos.Look(DirectLineIds.Address(id));
        // Only files that are to be kept take memory.
        using var place = welcome is PhotoWelcome.Wanted wanted ? await places.TryTakeAsync(wanted.PersonId, context.RequestAborted) : null;
        if (welcome is PhotoWelcome.Wanted && place is null)
            return (UploadRefusals.Busy(context), false);
        if (context.Request.ContentLength > MediaLimits.MostFileBytes + ActivityRoutes.MostBody)
            return (UploadRefusals.TooBig(context), true);
        using var late = new CancellationTokenSource(MostTime, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        UploadForm form;
        try
        {
            form = await UploadForm.ReadAsync(boundary, context.Request.Body, keeps: place is not null, over.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            // A read that was broken off cannot be taken up again: the rest stays unread.
            return (UploadRefusals.TooSlow(context), false);
        }

        return form switch
        {
            UploadForm.Parts parts => (await TakeAsync(id, parts, welcome, context), false),
            UploadForm.TooManyFiles => (UploadRefusals.TooMany(context), true),
            UploadForm.TooLongActivity => (UploadRefusals.TooLongActivity(context), true),
            _ => (UploadRefusals.TooBig(context), true),
        };
    }

    private static string? Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } boundary
            ? boundary
            : null;

    private async Task<IResult> TakeAsync(string id, UploadForm.Parts parts, PhotoWelcome welcome, HttpContext context)
    {
        var activity = parts.Activity ?? """{"type":"message"}"""u8.ToArray();
        var reading = DirectLineWire.Read(activity, id, DirectLineIds.NewKey());
        if (reading is DirectLineReading.Malformed malformed)
            return DirectLineResults.Bad(malformed.Why);
        if (reading is not DirectLineReading.Message { Inbound: var inbound })
            return DirectLineResults.Bad("The activity of an upload must be a message.");
        if (parts.Files.Count == 0)
            return DirectLineResults.Bad("The form holds no file.");
        // A repeated delivery must not keep its files a second time.
        if (messages.FindInbound(inbound) is { } known)
            return DirectLineResults.Accepted(DirectLineIds.Activity(id, known.Ordinal));
        if (parts.Files.Find(file => FileKind.Of(file.Bytes) is null) is { } unfit)
            return await RefuseAsync(inbound, FileKind.Refused(unfit.Bytes, unfit.DeclaredType));
        var caption = inbound.Input is Input.Text { Value: { Length: > 0 } text } ? text : null;
        var taken = inbound with { Input = new Input.Photos([], caption), Shown = caption is null ? "📷" : "📷 " + caption };
        return welcome switch
        {
            PhotoWelcome.NotNeeded => DirectLineResults.Accepted(await activities.HandleAsync(taken)),
            PhotoWelcome.NotAllowed => DirectLineResults.Accepted(await activities.HandleAsync(taken with { Input = new Input.Unsupported("photo") })),
            PhotoWelcome.Wanted wanted => await KeepAsync(wanted, taken, parts.Files, caption, context),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Null when one of them only begins like a file that we keep.</summary>
    private static List<CleanedFile>? Clean(List<UploadForm.File> files, PhotoWelcome.Wanted wanted)
    {
        var cleaned = new List<CleanedFile>();
        foreach (var file in files)
        {
            var kind = FileKind.Of(file.Bytes)!;
            if (PhotoCleaner.Clean(kind, file.Bytes, wanted.PlaceIsShared) is not { } bytes)
                return null;
            cleaned.Add(new CleanedFile(kind, bytes));
        }
        return cleaned;
    }

    private async Task<IResult> RefuseAsync(InboundMessage inbound, string kind) =>
        DirectLineResults.Accepted(await activities.HandleAsync(inbound with { Input = new Input.Unsupported(kind), Shown = "📎" }));

    private async Task<IResult> KeepAsync(PhotoWelcome.Wanted wanted, InboundMessage inbound, List<UploadForm.File> files, string? caption, HttpContext context)
    {
        if (Clean(files, wanted) is not { } cleaned)
            return await RefuseAsync(inbound, FileKind.AnyFile);
        if (attachments.KeptBytes(wanted.PersonId) + cleaned.Sum(f => (long)f.Bytes.Length) > MediaLimits.MostKeptBytes)
            return UploadRefusals.Full(context);
        return DirectLineResults.Accepted(await KeepAsync(wanted, inbound, cleaned, caption, context.RequestAborted));
    }

    /// <summary>Files are on the disk before the turn that names them; what the turn did not use, or never got to, goes again.</summary>
    private async Task<string> KeepAsync(PhotoWelcome.Wanted wanted, InboundMessage inbound, List<CleanedFile> files, string? caption, CancellationToken aborted)
    {
        var kept = ImmutableArray.CreateBuilder<MessageFile>();
        var started = time.GetTimestamp();
        try
        {
            foreach (var (kind, bytes) in files)
            {
                var left = VipsThumbnail.MostTimeOfUpload - time.GetElapsedTime(started);
                var thumbnail = await thumbnails.TryMakeAsync(kind, bytes, left, aborted);
                var id = await attachments.SaveAsync(wanted.PersonId, kind, bytes, time.GetUtcNow(), thumbnail, wanted.PlaceIsShared) ?? throw new ConversationEndedException();
                kept.Add(new MessageFile(id, kind) { HasThumbnail = thumbnail is not null });
            }
            return await activities.HandleAsync(inbound with { Input = new Input.Photos([.. kept.Select(f => f.Id)], caption), Files = kept.ToImmutable() });
        }
        finally
        {
            await attachments.DeleteUnusedAsync([.. kept.Select(f => f.Id)]);
        }
    }

    private sealed record CleanedFile(string Kind, byte[] Bytes);
}
