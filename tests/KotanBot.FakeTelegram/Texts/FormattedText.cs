using System.Text.Json.Nodes;

namespace KotanBot.Fakes.Texts;

/// <summary>A formatted range of a text, in UTF-16 units. The argument is the link, the language or the emoji id.</summary>
internal sealed record TextEntity(string Type, int Offset, int Length, string? Argument = null)
{
    public int End => Offset + Length;

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["offset"] = Offset, ["length"] = Length, ["type"] = Type };
        if (Argument is not null)
            json[Type switch { "text_link" => "url", "pre" => "language", _ => "custom_emoji_id" }] = Argument;
        return json;
    }
}

/// <summary>What remains of a message's source once it is parsed: plain text and the ranges that are formatted.</summary>
internal sealed record FormattedText(string Text, IReadOnlyList<TextEntity> Entities)
{
    public JsonArray EntitiesJson() => [.. Entities.Select(e => e.ToJson())];

    /// <summary>Telegram trims what it shows; the ranges move along.</summary>
    public FormattedText Trim()
    {
        var start = Text.Length - Text.TrimStart().Length;
        var text = Text.Trim();
        var kept = Entities
            .Select(e => e with { Offset = Math.Clamp(e.Offset - start, 0, text.Length), Length = Math.Clamp(e.End - start, 0, text.Length) - Math.Clamp(e.Offset - start, 0, text.Length) })
            .Where(e => e.Length > 0);
        return new(text, [.. kept]);
    }

    /// <summary>Adds what Telegram finds by itself: commands, addresses, mentions. Never inside code or a link.</summary>
    public FormattedText WithFound()
    {
        var closed = Entities.Where(e => e.Type is "code" or "pre" or "text_link" or "custom_emoji").ToList();
        var found = FoundEntities.In(Text).Where(f => closed.TrueForAll(c => f.End <= c.Offset || f.Offset >= c.End));
        return this with { Entities = [.. Entities.Concat(found).OrderBy(e => e.Offset).ThenByDescending(e => e.Length)] };
    }
}
