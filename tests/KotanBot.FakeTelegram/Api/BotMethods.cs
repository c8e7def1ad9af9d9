using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Api;

/// <summary>The methods that the fake knows, by their names in any case.</summary>
internal sealed class BotMethods
{
    private readonly Dictionary<string, Func<ApiCall, CancellationToken, Task<JsonNode>>> _methods = new(StringComparer.OrdinalIgnoreCase);

    public BotMethods(World world)
    {
        var messages = new MessageMethods(world);
        var media = new MediaMethods(world);
        var updates = new UpdateMethods(world);
        var commands = new CommandMethods(world);
        void Add(string name, Func<ApiCall, JsonNode> run) => _methods.Add(name, (call, _) =>
        {
            lock (world.Gate)
                return Task.FromResult(run(call));
        });

        Add("getMe", _ => Me(world));
        Add("sendMessage", messages.Send);
        Add("editMessageText", messages.EditText);
        Add("editMessageReplyMarkup", messages.EditKeyboard);
        Add("deleteMessage", messages.Delete);
        Add("answerCallbackQuery", messages.AnswerPress);
        Add("sendChatAction", messages.Act);
        Add("sendPhoto", media.SendPhoto);
        Add("sendDocument", media.SendDocument);
        Add("getFile", call => world.Files.Describe(call.Text("file_id")));
        Add("setMyCommands", commands.Set);
        Add("getMyCommands", commands.Get);
        Add("deleteMyCommands", commands.Delete);
        Add("getWebhookInfo", updates.Describe);
        _methods.Add("getUpdates", updates.PollAsync);
        _methods.Add("setWebhook", updates.SetWebhookAsync);
        _methods.Add("deleteWebhook", updates.DeleteWebhookAsync);
    }

    public Task<JsonNode> RunAsync(ApiCall call, CancellationToken aborted) =>
        _methods.TryGetValue(call.Method, out var run) ? run(call, aborted) : throw new ApiFault(404, "Not Found");

    private static JsonObject Me(World world)
    {
        var me = world.Bot;
        foreach (var (ability, has) in new[] { ("can_join_groups", true), ("can_read_all_group_messages", false), ("supports_inline_queries", false), ("can_connect_to_business", false), ("has_main_web_app", false) })
            me[ability] = has;
        return me;
    }
}
