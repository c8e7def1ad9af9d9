using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The stored form of conversations, facts, inputs and answers. Short, stable names; defaults are left out. A change here
/// must still read every state that was ever written (tests/upgrades).
/// </summary>
/// <remarks>Reflection, not source generation: generated readers set a missing <c>init</c> property to null instead of its
/// initializer, which would break every state written before the property existed.</remarks>
public static class ConversationJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>As <see cref="Write"/> writes texts.</summary>
    internal static JsonSerializerOptions Plain => Options;

    /// <summary>The declared type is written, so that closed hierarchies keep their discriminator.</summary>
    public static string Write<T>(T value)
        where T : class => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("the stored text is null");
}
