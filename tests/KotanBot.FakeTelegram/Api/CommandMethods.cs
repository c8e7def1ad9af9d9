using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace KotanBot.Fakes.Api;

/// <summary>The menu of commands, one list per scope and language.</summary>
internal sealed partial class CommandMethods(World world)
{
    private const int MostCommands = 100;

    public JsonNode Set(ApiCall call)
    {
        if (call.Json("commands") is not JsonArray commands)
            throw ApiFault.BadRequest("can't parse commands JSON object");
        if (commands.Count > MostCommands)
            throw ApiFault.BadRequest("too many commands specified");
        world.Commands[Key(call)] = [.. commands.Select(Command)];
        return true;
    }

    public JsonNode Get(ApiCall call) => world.Commands.TryGetValue(Key(call), out var commands) ? commands.DeepClone() : new JsonArray();

    public JsonNode Delete(ApiCall call)
    {
        world.Commands.Remove(Key(call));
        return true;
    }

    private static JsonObject Command(JsonNode? command)
    {
        var name = command?["command"]?.ToString().TrimStart('/') ?? throw ApiFault.BadRequest("can't parse BotCommand: Can't find field \"command\"");
        var description = command["description"]?.ToString().Trim() ?? throw ApiFault.BadRequest("can't parse BotCommand: Can't find field \"description\"");
        if (name.Length == 0)
            throw ApiFault.BadRequest("command must be non-empty");
        if (!Name().IsMatch(name))
            throw ApiFault.BadRequest("BOT_COMMAND_INVALID");
        if (description.Length == 0)
            throw ApiFault.BadRequest("command description must be non-empty");
        return description.Length <= 256 ? new() { ["command"] = name, ["description"] = description } : throw ApiFault.BadRequest("BOT_COMMAND_DESCRIPTION_INVALID");
    }

    private static (string Scope, string Language) Key(ApiCall call)
    {
        var language = call.Text("language_code");
        if (language.Length > 0 && !Language().IsMatch(language))
            throw ApiFault.BadRequest("invalid language code specified");
        if (call.Json("scope") is not { } scope)
            return ("default", language);
        return scope["type"]?.ToString() switch
        {
            "default" => ("default", language),
            "all_private_chats" or "all_group_chats" or "all_chat_administrators" => (scope["type"]!.ToString(), language),
            "chat" or "chat_administrators" or "chat_member" => (scope.ToJsonString(), language),
            _ => throw ApiFault.BadRequest("can't parse BotCommandScope: Unsupported type specified"),
        };
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$")]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]{2}$")]
    private static partial Regex Language();
}
