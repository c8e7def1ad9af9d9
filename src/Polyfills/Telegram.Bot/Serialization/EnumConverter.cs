using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telegram.Bot.Serialization;

/// <summary>
/// Reads and writes enum names as snake_case. A name that we do not know reads as the default value: the Bot API grows,
/// and an update must not be lost because of a new word in it.
/// </summary>
internal sealed class EnumConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private readonly Dictionary<string, TEnum> values =
        Enum.GetValues<TEnum>().ToDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        values.GetValueOrDefault(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options)
    {
        if (!Enum.IsDefined(value)) throw new JsonException($"{typeof(TEnum).Name} has no value {value}.");
        writer.WriteStringValue(JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
    }
}
