using System.Text.Encodings.Web;
using System.Text.Json;

namespace KotanBot.Commands;

/// <summary>How verbs print JSON for people and scripts: indented, names in camel case, Indonesian letters and signs as they are.</summary>
internal static class VerbJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
