using System.Text.Json.Nodes;
using KotanBot.Fakes.Chats;
using KotanBot.Fakes.Texts;

namespace KotanBot.Fakes.Api;

/// <summary>Photos and documents of the bot: uploaded, or named by the id of a file that Telegram has.</summary>
internal sealed class MediaMethods(World world)
{
    private const int LargestPhoto = 10 * 1024 * 1024;
    private const int LargestDocument = 50 * 1024 * 1024;

    public JsonNode SendPhoto(ApiCall call)
    {
        var caption = TextRules.Caption(call);
        var file = Take(call, "photo", "photos", ".jpg", LargestPhoto);
        var shape = ImageShape.Of(file.Bytes) ?? throw ApiFault.BadRequest("IMAGE_PROCESS_FAILED");
        return new Outgoing(world, call).Send(message =>
        {
            message["photo"] = new JsonArray(PhotoSize(file, shape));
            if (caption.Text.Length > 0)
                MessageMethods.Put(message, "caption", "caption_entities", caption);
        });
    }

    public JsonNode SendDocument(ApiCall call)
    {
        var caption = TextRules.Caption(call);
        var upload = Upload(call, "document");
        var file = Take(call, "document", "documents", Path.GetExtension(upload?.FileName) ?? "", LargestDocument);
        return new Outgoing(world, call).Send(message =>
        {
            var document = file.ToJson();
            if (upload is not null)
                (document["file_name"], document["mime_type"]) = (upload.FileName, upload.ContentType);
            message["document"] = document;
            if (caption.Text.Length > 0)
                MessageMethods.Put(message, "caption", "caption_entities", caption);
        });
    }

    public static JsonObject PhotoSize(HeldFile file, (int Width, int Height) shape)
    {
        var size = file.ToJson();
        (size["width"], size["height"]) = (shape.Width, shape.Height);
        return size;
    }

    private static UploadedFile? Upload(ApiCall call, string field)
    {
        const string Attached = "attach://";
        var named = call.Text(field);
        var part = named.StartsWith(Attached, StringComparison.Ordinal) ? named[Attached.Length..] : field;
        return call.Files.GetValueOrDefault(part);
    }

    private HeldFile Take(ApiCall call, string field, string folder, string extension, int largest)
    {
        if (Upload(call, field) is { } upload)
        {
            if (upload.Bytes.Length == 0)
                throw ApiFault.BadRequest("file must be non-empty");
            return upload.Bytes.Length <= largest ? world.Files.Keep(upload.Bytes, folder, extension) : throw new ApiFault(413, "Request Entity Too Large");
        }
        var named = call.Text(field);
        if (named.Length == 0)
            throw ApiFault.BadRequest($"there is no {field} in the request");
        // The real server would fetch an address; the fake never goes out.
        if (named.StartsWith("http", StringComparison.Ordinal))
            throw ApiFault.BadRequest("failed to get HTTP URL content");
        return world.Files.Find(named) ?? throw ApiFault.BadRequest("wrong file identifier/HTTP URL specified");
    }
}
