using System.Text.Json.Nodes;
using KotanBot.Fakes.Chats;
using KotanBot.Fakes.Texts;

namespace KotanBot.Fakes.Api;

/// <summary>Sending, editing and deleting the bot's messages, and answering presses.</summary>
internal sealed class MessageMethods(World world)
{
    private const int LongestToast = 200;
    private const string NotModified =
        "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

    private static readonly HashSet<string> Actions =
    [
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio", "upload_audio", "upload_document",
        "choose_sticker", "pick_up_location", "find_location", "record_video_note", "upload_video_note", "cancel",
    ];

    public JsonNode Send(ApiCall call)
    {
        var text = TextRules.Text(call);
        return new Outgoing(world, call).Send(message => Put(message, "text", "entities", text));
    }

    public JsonNode EditText(ApiCall call)
    {
        var (chat, message) = ToEdit(call);
        if (message["text"] is null)
            throw ApiFault.BadRequest("there is no text in the message to edit");
        var text = TextRules.Text(call, "MESSAGE_TOO_LONG");
        return Edit(chat, message, edited =>
        {
            Put(edited, "text", "entities", text);
            PutKeyboard(edited, Keyboards.Read(call));
        });
    }

    public JsonNode EditKeyboard(ApiCall call)
    {
        var (chat, message) = ToEdit(call);
        return Edit(chat, message, edited => PutKeyboard(edited, Keyboards.Read(call)));
    }

    public JsonNode Delete(ApiCall call)
    {
        var chat = Outgoing.ChatOf(world, call);
        var message = chat.Find(call.Number("message_id") ?? 0) ?? throw ApiFault.BadRequest("message to delete not found");
        if (world.NowSeconds - (long)message["date"]! > TimeSpan.FromHours(48).TotalSeconds)
            throw ApiFault.BadRequest("message can't be deleted for everyone");
        chat.Remove(message);
        return true;
    }

    public JsonNode AnswerPress(ApiCall call)
    {
        var id = call.Text("callback_query_id");
        var press = world.FindPress(id) ?? throw ApiFault.BadRequest("query is too old and response timeout expired or query ID is invalid");
        var text = call.Text("text");
        if (text.Length > LongestToast)
            throw ApiFault.BadRequest("MESSAGE_TOO_LONG");
        press.Answer = new(id, text, call.Flag("show_alert"));
        press.Chat.Toasts.Add(press.Answer);
        press.Chat.Changed();
        return true;
    }

    public JsonNode Act(ApiCall call)
    {
        var chat = Outgoing.ChatOf(world, call);
        var action = call.Text("action").ToLowerInvariant();
        if (!Actions.Contains(action))
            throw ApiFault.BadRequest("wrong parameter action in request");
        chat.Actions.Add(action);
        chat.Changed();
        return true;
    }

    internal static void Put(JsonObject message, string field, string entitiesField, FormattedText text)
    {
        message[field] = text.Text;
        message.Remove(entitiesField);
        if (text.Entities.Count > 0)
            message[entitiesField] = text.EntitiesJson();
    }

    internal static void PutKeyboard(JsonObject message, JsonObject? keyboard)
    {
        message.Remove("reply_markup");
        if (keyboard is not null)
            message["reply_markup"] = keyboard;
    }

    private (Chat Chat, JsonObject Message) ToEdit(ApiCall call)
    {
        var chat = Outgoing.ChatOf(world, call);
        if (call.Number("message_id") is not { } id)
            throw ApiFault.BadRequest("message identifier is not specified");
        var message = chat.Find(id) ?? throw ApiFault.BadRequest("message to edit not found");
        return (long?)message["from"]?["id"] == world.BotId ? (chat, message) : throw ApiFault.BadRequest("message can't be edited");
    }

    private JsonNode Edit(Chat chat, JsonObject message, Action<JsonObject> change)
    {
        var edited = (JsonObject)message.DeepClone();
        change(edited);
        edited = WireCopy.Of(edited);
        if (JsonNode.DeepEquals(edited, message))
            throw ApiFault.BadRequest(NotModified);
        foreach (var gone in message.Select(f => f.Key).Except(edited.Select(f => f.Key)).ToList())
            message.Remove(gone);
        foreach (var (name, value) in edited)
            message[name] = value?.DeepClone();
        message["edit_date"] = world.NowSeconds;
        chat.Changed();
        world.Pulse.Beat();
        return message.DeepClone();
    }
}
