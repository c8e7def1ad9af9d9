using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Updates;

/// <summary>Something that happened, waiting to be fetched or delivered. Updates of one lane stay in order at a webhook.</summary>
internal sealed record QueuedUpdate(long Id, string Kind, long Lane, JsonObject Content, DateTimeOffset ExpiresAt)
{
    public JsonObject ToJson() => new() { ["update_id"] = Id, [Kind] = Content.DeepClone() };
}
