using System.Text.Json.Nodes;
using KotanBot.Fakes.Chats;

namespace KotanBot.Fakes.Api;

/// <summary>A new message of the bot: to whom, in reply to what, with which keyboard; whatever is not known about is ignored.</summary>
internal sealed class Outgoing(World world, ApiCall call)
{
    /// <summary>The chat that a call is about, if the bot may reach it.</summary>
    public static Chat ChatOf(World world, ApiCall call)
    {
        if (call.Text("chat_id").Length == 0)
            throw ApiFault.BadRequest("chat_id is empty");
        var chat = call.Number("chat_id") is { } id ? world.FindChat(id) : null;
        if (chat is null || !chat.IsOpened)
            throw ApiFault.BadRequest("chat not found");
        if (chat.IsDeactivated)
            throw new ApiFault(403, "Forbidden: user is deactivated");
        if (chat.IsBlocked)
            throw new ApiFault(403, chat.IsPrivate ? "Forbidden: bot was blocked by the user" : "Forbidden: bot was kicked from the group chat");
        return chat;
    }

    public JsonNode Send(Action<JsonObject> fill)
    {
        var chat = ChatOf(world, call);
        var replied = Replied(chat);
        var keyboard = Keyboards.Read(call);
        world.Limits.Count(chat.Id, world.Now);
        var message = new JsonObject { ["message_id"] = world.TakeMessageId(), ["from"] = world.Bot, ["chat"] = chat.Card.DeepClone(), ["date"] = world.NowSeconds };
        if (replied is not null)
            message["reply_to_message"] = Quoted(replied);
        fill(message);
        MessageMethods.PutKeyboard(message, keyboard);
        message = WireCopy.Of(message);
        chat.Add(message);
        world.Pulse.Beat();
        return message.DeepClone();
    }

    /// <summary>A message inside a message carries no further one.</summary>
    public static JsonObject Quoted(JsonObject message)
    {
        var quoted = (JsonObject)message.DeepClone();
        quoted.Remove("reply_to_message");
        return quoted;
    }

    private JsonObject? Replied(Chat chat)
    {
        var parameters = call.Json("reply_parameters");
        var id = parameters is null ? call.Number("reply_to_message_id") : (long?)parameters["message_id"];
        if (id is null)
            return null;
        var allowed = parameters is null ? call.Flag("allow_sending_without_reply") : (bool?)parameters["allow_sending_without_reply"] ?? false;
        var message = chat.Find(id.Value);
        return message is not null || allowed ? message : throw ApiFault.BadRequest("message to be replied not found");
    }
}
