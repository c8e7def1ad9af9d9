using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telegram.Bot.Serialization;

/// <summary>Seconds since 1970 as UTC. Zero is how Telegram dates a message that is gone, and reads as the default date.</summary>
internal sealed class UnixDateTimeConverter : JsonConverter<DateTime>
{
    private static readonly long Last = (long)(DateTime.MaxValue - DateTime.UnixEpoch).TotalSeconds;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetInt64() switch
    {
        < 0 => throw new JsonException("A date before 1970."),
        0 => default,
        var seconds when seconds > Last => throw new JsonException("A date after the year 9999."),
        var seconds => DateTime.UnixEpoch.AddSeconds(seconds),
    };

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value == default ? 0 : (long)(value.ToUniversalTime() - DateTime.UnixEpoch).TotalSeconds);
}
