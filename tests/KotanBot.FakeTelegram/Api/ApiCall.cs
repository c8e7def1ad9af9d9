using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Api;

/// <summary>A file that came with a call.</summary>
internal sealed record UploadedFile(string Field, string FileName, string ContentType, byte[] Bytes);

/// <summary>A call of a method. Every argument can be had as text or as JSON, however it was sent, as with the real server.</summary>
internal sealed record ApiCall(string Method, JsonObject Arguments, IReadOnlyDictionary<string, UploadedFile> Files)
{
    /// <summary>Empty when it is missing.</summary>
    public string Text(string name) => Arguments[name] switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };

    public JsonNode? Json(string name)
    {
        if (Arguments[name] is not JsonValue value || !value.TryGetValue<string>(out var text))
            return Arguments[name];
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw ApiFault.BadRequest($"can't parse {name.Replace('_', ' ')} JSON object");
        }
    }

    public bool Flag(string name) => Text(name).ToLowerInvariant() is "true" or "yes" or "1";

    public long? Number(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public int Clamped(string name, int missing, int least, int most) => (int)Math.Clamp(Number(name) ?? missing, least, most);
}
