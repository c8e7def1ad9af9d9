using System.Text.Json;
using System.Text.Json.Serialization;
using Telegram.Bot.Types;

namespace Telegram.Bot.Serialization;

/// <summary>The status field, wherever it stands in the object, says which kind of member it is.</summary>
internal sealed class ChatMemberConverter : JsonConverter<ChatMember>
{
    public override ChatMember? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var member = document.RootElement;
        var status = member.TryGetProperty("status", out var field) ? field.GetString() : null;
        return (ChatMember?)member.Deserialize(KindOf(status), options);
    }

    public override void Write(Utf8JsonWriter writer, ChatMember value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, value.GetType(), options);

    private static Type KindOf(string? status) => status switch
    {
        "creator" => typeof(ChatMemberOwner),
        "administrator" => typeof(ChatMemberAdministrator),
        "member" => typeof(ChatMemberMember),
        "restricted" => typeof(ChatMemberRestricted),
        "left" => typeof(ChatMemberLeft),
        "kicked" => typeof(ChatMemberBanned),
        _ => throw new JsonException($"A chat member of unknown status '{status}'."),
    };
}
