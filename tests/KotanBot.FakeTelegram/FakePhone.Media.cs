using System.Collections.Immutable;
using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;
using KotanBot.Fakes.Chats;

namespace KotanBot.Fakes;

/// <summary>A photo to send. Without smaller sizes Telegram's small one is a grey picture of 90 by 67.</summary>
/// <param name="Smaller">The sizes below it, smallest first.</param>
public sealed record FakePhoto(byte[] Bytes, string? Caption = null, params ImmutableArray<byte[]> Smaller);

/// <content>Everything that is not plain text.</content>
public sealed partial class FakePhone
{
    private static readonly byte[] SmallPicture = Convert.FromBase64String(
        "/9j/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/wAALCABDAFoBAREA/8QAHwAA" +
        "AQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcY" +
        "GRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJ" +
        "ytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AKwpwp4pwpwpwpwpwp4pwpwpayBThTxThThThThThTxThThS1kCnCninCnCnCnCnCnin" +
        "CnClrIFOFPFOFOFOFOFOFPFOFOFLWQKcKeKcKcKcKcKcKeKcKcKWsgU4U8U4U4U4U4U4U8U4U4UtZApwp4pwpwpwpwpwp4pwpwpayBThTxThThThThThTxTh" +
        "ThS1kCnCninCnCnCnCnCninCnClr/9k=");

    /// <param name="size">More than the bytes, to play a file that is too big to fetch.</param>
    public int SendPhoto(byte[] bytes, string? caption = null, long? size = null, params IEnumerable<byte[]> smaller) =>
        SendPhoto(new(bytes, caption, [.. smaller]), album: null, size);

    /// <summary>Several photos together: as many updates, which share a media_group_id; the caption is usually on the first.</summary>
    public IReadOnlyList<int> SendAlbum(params IEnumerable<FakePhoto> photos)
    {
        var album = Locked(_world.TakeAlbumId);
        return [.. photos.Select(p => SendPhoto(p, album, null))];
    }

    /// <summary>One photo of an album whose others come at other times, as after a bad line.</summary>
    public int SendAlbumPart(FakePhoto photo, string album) => SendPhoto(photo, album, null);

    /// <summary>As "file": nothing is compressed or stripped.</summary>
    public int SendDocument(byte[] bytes, string fileName, string contentType, string? caption = null, long? size = null) => Send(message =>
    {
        var document = _world.Files.Keep(bytes, "documents", Path.GetExtension(fileName), size).ToJson();
        (document["file_name"], document["mime_type"]) = (fileName, contentType);
        message["document"] = document;
        PutCaption(message, caption);
    });

    public int SendLocation(double latitude, double longitude) => Send(message => message["location"] = Place(latitude, longitude));

    public int StartLiveLocation(double latitude, double longitude, int seconds = 900) => Send(message =>
    {
        var place = Place(latitude, longitude);
        (place["horizontal_accuracy"], place["live_period"]) = (12.5, seconds);
        message["location"] = place;
    });

    /// <summary>The person walked on: an edited message, again and again.</summary>
    public void MoveLiveLocation(int messageId, double latitude, double longitude) => Change(messageId, message =>
    {
        var place = Place(latitude, longitude);
        (place["horizontal_accuracy"], place["live_period"], place["heading"]) = (9.5, message["location"]!["live_period"]!.DeepClone(), 45);
        message["location"] = place;
    });

    public int SendVenue(double latitude, double longitude, string title, string address) => Send(message =>
    {
        // Telegram repeats the place beside the venue.
        message["venue"] = new JsonObject { ["location"] = Place(latitude, longitude), ["title"] = title, ["address"] = address };
        message["location"] = Place(latitude, longitude);
    });

    public int SendContact(string phoneNumber, string firstName, long? userId = null) => Send(message =>
    {
        var contact = new JsonObject { ["phone_number"] = phoneNumber, ["first_name"] = firstName };
        if (userId is not null)
            contact["user_id"] = userId;
        message["contact"] = contact;
    });

    public int SendVoice() => SendMedia("voice", "voice", ".oga", new() { ["duration"] = 4, ["mime_type"] = "audio/ogg" });

    public int SendAudio() => SendMedia("audio", "music", ".mp3", new() { ["duration"] = 180, ["mime_type"] = "audio/mpeg", ["title"] = "Lagu", ["performer"] = "Band" });

    public int SendVideo(string? caption = null) =>
        SendMedia("video", "videos", ".mp4", new() { ["duration"] = 7, ["width"] = 640, ["height"] = 480, ["mime_type"] = "video/mp4", ["thumbnail"] = Thumbnail() }, caption);

    public int SendVideoNote() => SendMedia("video_note", "video_notes", ".mp4", new() { ["duration"] = 5, ["length"] = 240, ["thumbnail"] = Thumbnail() });

    /// <summary>Telegram repeats an animation as a document.</summary>
    public int SendAnimation() => Send(message =>
    {
        var file = _world.Files.Keep(SmallPicture, "animations", ".mp4").ToJson();
        (file["duration"], file["width"], file["height"], file["mime_type"]) = (2, 320, 240, "video/mp4");
        message["animation"] = file;
        var document = (JsonObject)file.DeepClone();
        foreach (var name in new[] { "duration", "width", "height" })
            document.Remove(name);
        message["document"] = document;
    });

    public int SendSticker() => SendMedia("sticker", "stickers", ".webp", new()
    {
        ["type"] = "regular",
        ["width"] = 512,
        ["height"] = 512,
        ["is_animated"] = false,
        ["is_video"] = false,
        ["emoji"] = "👍",
        ["set_name"] = "Stiker",
    });

    public int SendDice() => Send(message => message["dice"] = new JsonObject { ["emoji"] = "🎲", ["value"] = 4 });

    public int SendPoll(string question, params IEnumerable<string> options) => Send(message => message["poll"] = new JsonObject
    {
        ["id"] = "5300000000000000001",
        ["question"] = question,
        ["options"] = new JsonArray([.. options.Select(o => new JsonObject { ["text"] = o, ["voter_count"] = 0 })]),
        ["total_voter_count"] = 0,
        ["is_closed"] = false,
        ["is_anonymous"] = true,
        ["type"] = "regular",
        ["allows_multiple_answers"] = false,
    });

    public int SendGame() => Send(message => message["game"] = new JsonObject { ["title"] = "Permainan", ["description"] = "", ["photo"] = new JsonArray(Thumbnail()) });

    public int SendStory() => Send(message => message["story"] = new JsonObject { ["chat"] = _chat.Card.DeepClone(), ["id"] = 3 });

    /// <summary>A message with members that no client knows yet.</summary>
    public int SendStrange(JsonObject members) => Send(message =>
    {
        foreach (var (name, value) in members)
            message[name] = value?.DeepClone();
    });

    private int SendPhoto(FakePhoto photo, string? album, long? size) => Send(message =>
    {
        var smaller = photo.Smaller.IsDefaultOrEmpty ? [SmallPicture] : photo.Smaller;
        var sizes = smaller.Select(s => PhotoSize(s, null)).Append(PhotoSize(photo.Bytes, size)).ToArray();
        message["photo"] = new JsonArray([.. sizes]);
        if (album is not null)
            message["media_group_id"] = album;
        PutCaption(message, photo.Caption);
    });

    private JsonObject PhotoSize(byte[] bytes, long? size) =>
        MediaMethods.PhotoSize(_world.Files.Keep(bytes, "photos", ".jpg", size), ImageShape.Of(bytes) ?? (1280, 960));

    private JsonObject Thumbnail() => MediaMethods.PhotoSize(_world.Files.Keep(SmallPicture, "thumbnails", ".jpg"), (90, 67));

    private int SendMedia(string kind, string folder, string extension, JsonObject members, string? caption = null) => Send(message =>
    {
        var file = _world.Files.Keep(SmallPicture, folder, extension).ToJson();
        foreach (var (name, value) in members)
            file[name] = value?.DeepClone();
        message[kind] = file;
        PutCaption(message, caption);
    });

    private static JsonObject Place(double latitude, double longitude) => new() { ["latitude"] = latitude, ["longitude"] = longitude };

    private static void PutCaption(JsonObject message, string? caption)
    {
        if (caption is { Length: > 0 })
            MessageMethods.Put(message, "caption", "caption_entities", Typed(caption));
    }
}
