using System.Text.Json.Nodes;

namespace KotanBot.Fakes;

/// <summary>A copy as if read from the wire, so that every number in it can be had as int or long.</summary>
internal static class WireCopy
{
    public static JsonObject Of(JsonObject json) => (JsonObject)JsonNode.Parse(json.ToJsonString())!;
}
