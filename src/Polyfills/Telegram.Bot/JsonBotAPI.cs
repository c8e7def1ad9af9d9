using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telegram.Bot;

/// <summary>How the Bot API writes JSON: snake_case, and what is unset is left out.</summary>
public static class JsonBotAPI
{
    public static JsonSerializerOptions Options { get; } = Configured();

    /// <summary>Makes other options, such as those of a web endpoint, read and write as the Bot API does.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault;
        options.NumberHandling = JsonNumberHandling.AllowReadingFromString;
    }

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        return options;
    }
}
