using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Media;
using KotanBot.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Files by multipart form: an optional part of type <c>application/vnd.microsoft.activity</c> and the files. What a file
/// is, its bytes say; its name is never read, so it cannot lead anywhere.
/// </summary>
internal sealed class UploadRoute(
    DirectLineDoor door, PhotoDoor photos, UploadPlaces places, ActivityRoutes activities, AttachmentStore attachments, VipsThumbnail thumbnails, MessageStore messages, TimeProvider time)
{
    private const int MostFiles = 5;

    /// <summary>Enough to tell what a file is.</summary>
    private const int HeadBytes = 16;

    /// <summary>Up to here a too long upload is read to its end, so that its sender gets the answer.</summary>
    private const long MostRead = 3L * MediaLimits.MostFileBytes;

    public async Task<IResult> PostAsync(string id, HttpContext context)
    {
        if (door.Open(context, id) is Caller.Refused refused)
            return refused.Answer;
        RequestBody.Allow(context, MostRead);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, "Files are sent as multipart/form-data.");
        var welcome = photos.Look(DirectLineIds.Address(id));
        // Only files that are to be kept take memory.
        using var place = welcome is PhotoWelcome.Wanted ? await places.TryTakeAsync(context.RequestAborted) : null;
        if (welcome is PhotoWelcome.Wanted && place is null)
            return Busy(context);
        try
        {
            var parts = context.Request.ContentLength > MediaLimits.MostFileBytes + ActivityRoutes.MostBody ? null : await ReadAsync(boundary, context, keeps: place is not null);
            if (parts is not null)
                return await TakeAsync(id, parts, welcome, context);
            await RequestBody.DrainAsync(context);
            return DirectLineResults.Kind(
                context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Berkas ini terlalu besar. Paling besar 10 MB.", "This file is too big. 10 MB at most.");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return DirectLineResults.Bad("The form is cut off or not well formed.");
        }
    }

    private async Task<IResult> TakeAsync(string id, Parts parts, PhotoWelcome welcome, HttpContext context)
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
        if (parts.Files.Exists(file => FileKind.Of(file) is null))
            return await RefuseAsync(inbound);
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
    private static List<CleanedFile>? Clean(List<byte[]> files, PhotoWelcome.Wanted wanted)
    {
        var cleaned = new List<CleanedFile>();
        foreach (var file in files)
        {
            var kind = FileKind.Of(file)!;
            if (PhotoCleaner.Clean(kind, file, wanted.PlaceIsShared) is not { } bytes)
                return null;
            cleaned.Add(new CleanedFile(kind, bytes));
        }
        return cleaned;
    }

    private async Task<IResult> RefuseAsync(InboundMessage inbound) =>
        DirectLineResults.Accepted(await activities.HandleAsync(inbound with { Input = new Input.Unsupported("file"), Shown = "📎" }));

    private static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = FailureMiddleware.RetryAfterSeconds;
        return DirectLineResults.Kind(
            context,
            StatusCodes.Status503ServiceUnavailable,
            "ServiceUnavailable",
            "Banyak foto sedang dikirim. Silakan coba lagi sebentar lagi.",
            "Many photos are being sent. Please try again in a moment.");
    }

    private static IResult Full(HttpContext context) => DirectLineResults.Kind(
        context,
        StatusCodes.Status413PayloadTooLarge,
        "StorageFull",
        "Tempat untuk foto Anda sudah penuh. Laporan tetap bisa dikirim tanpa foto ini.",
        "The space for your photos is full. The report can be sent without this photo.");

    private async Task<IResult> KeepAsync(PhotoWelcome.Wanted wanted, InboundMessage inbound, List<byte[]> files, string? caption, HttpContext context)
    {
        if (Clean(files, wanted) is not { } cleaned)
            return await RefuseAsync(inbound);
        if (attachments.KeptBytes(wanted.PersonId) + cleaned.Sum(f => (long)f.Bytes.Length) > MediaLimits.MostKeptBytes)
            return Full(context);
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

    /// <summary>Null when it is more than we take.</summary>
    private static async Task<Parts?> ReadAsync(string boundary, HttpContext context, bool keeps)
    {
        var reader = new MultipartReader(boundary, context.Request.Body);
        var files = new List<byte[]>();
        byte[]? activity = null;
        var left = MediaLimits.MostFileBytes;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            var isActivity = section.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) ?? false;
            if (await RequestBody.ReadAsync(section.Body, isActivity ? ActivityRoutes.MostBody : left, isActivity || keeps ? int.MaxValue : HeadBytes, context.RequestAborted) is not { } body)
                return null;
            if (isActivity)
                activity = body.Kept;
            else if (section.GetContentDispositionHeader()?.IsFileDisposition() ?? false)
            {
                files.Add(body.Kept);
                left -= body.Length;
            }

            if (files.Count > MostFiles)
                return null;
        }

        return new Parts(activity, files);
    }

    private sealed record CleanedFile(string Kind, byte[] Bytes);

    private sealed record Parts(byte[]? Activity, List<byte[]> Files);
}
