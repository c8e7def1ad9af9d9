using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Files by multipart form: an optional part of type <c>application/vnd.microsoft.activity</c> and the files. What a file
/// is, its bytes say; its name is never read, so it cannot lead anywhere.
/// </summary>
internal sealed class UploadRoute(DirectLineDoor door, ActivityRoutes activities, AttachmentStore attachments, TurnStore turns, MessageStore messages, TimeProvider time)
{
    public const int MostFileBytes = 10 * 1024 * 1024;

    private const int MostFiles = 5;

    /// <summary>Up to here a too long upload is read to its end, so that its sender gets the answer.</summary>
    private const long MostRead = 3L * MostFileBytes;

    public async Task<IResult> PostAsync(string id, HttpContext context)
    {
        if (door.Open(context, id) is Caller.Refused refused)
            return refused.Answer;
        RequestBody.Allow(context, MostRead);
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
            return DirectLineResults.Error(StatusCodes.Status415UnsupportedMediaType, DirectLineResults.BadArgument, "Files are sent as multipart/form-data.");
        try
        {
            var parts = context.Request.ContentLength > MostFileBytes + ActivityRoutes.MostBody ? null : await ReadAsync(boundary, context);
            if (parts is null)
            {
                await RequestBody.DrainAsync(context);
                return DirectLineResults.Kind(
                    context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "Berkas ini terlalu besar. Paling besar 10 MB.", "This file is too big. 10 MB at most.");
            }

            return await TakeAsync(id, parts);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return DirectLineResults.Bad("The form is cut off or not well formed.");
        }
    }

    private async Task<IResult> TakeAsync(string id, Parts parts)
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
        var kinds = parts.Files.ConvertAll(file => FileKind.Of(file));
        if (kinds.Contains(null))
            return DirectLineResults.Accepted(await activities.HandleAsync(inbound with { Input = new Input.Unsupported("file"), Shown = "📎" }));
        var caption = inbound.Input is Input.Text { Value: { Length: > 0 } text } ? text : null;
        var ids = await SaveAsync(inbound.From, parts.Files, kinds!);
        return DirectLineResults.Accepted(await activities.HandleAsync(
            inbound with { Input = new Input.Photos(ids, caption), Shown = caption is null ? "📷" : "📷 " + caption }));
    }

    /// <summary>A person without a first turn has no key to encrypt files with, so somebody who starts with a photo joins first.</summary>
    private async Task<ImmutableArray<string>> SaveAsync(ChannelAddress from, List<byte[]> files, List<string> kinds)
    {
        if (!messages.Exists(from))
            await activities.HandleAsync(new InboundMessage(from, DirectLineIds.NewKey(), new Input.Joined(), ""));
        var person = turns.Load(from).PersonId;
        var ids = ImmutableArray.CreateBuilder<string>();
        foreach (var (bytes, kind) in files.Zip(kinds))
            ids.Add(await attachments.SaveAsync(person, kind, bytes, time.GetUtcNow()) ?? throw new InvalidOperationException("the person of this conversation is not stored"));
        return ids.ToImmutable();
    }

    /// <summary>Null when it is more than we take.</summary>
    private static async Task<Parts?> ReadAsync(string boundary, HttpContext context)
    {
        var reader = new MultipartReader(boundary, context.Request.Body);
        var files = new List<byte[]>();
        byte[]? activity = null;
        var left = MostFileBytes;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            var isActivity = section.ContentType?.StartsWith("application/vnd.microsoft.activity", StringComparison.OrdinalIgnoreCase) ?? false;
            if (await RequestBody.ReadAsync(section.Body, isActivity ? ActivityRoutes.MostBody : left, context.RequestAborted) is not { } bytes)
                return null;
            if (isActivity)
                activity = bytes;
            else if (section.GetContentDispositionHeader()?.IsFileDisposition() ?? false)
            {
                files.Add(bytes);
                left -= bytes.Length;
            }

            if (files.Count > MostFiles)
                return null;
        }

        return new Parts(activity, files);
    }

    private sealed record Parts(byte[]? Activity, List<byte[]> Files);
}
