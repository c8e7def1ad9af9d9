using System.Text;
using System.Text.Json.Nodes;
using KotanBot.Fakes.Api;

namespace KotanBot.Fakes.Texts;

/// <summary>What may be sent as text or caption. Lengths count UTF-16 units after parsing.</summary>
internal static class TextRules
{
    private const int LongestSource = 1 << 15;
    private const int LongestText = 4096;
    private const int LongestCaption = 1024;

    /// <param name="tooLong">An edit complains in other words than a new message.</param>
    public static FormattedText Text(ApiCall call, string tooLong = "message is too long")
    {
        var text = Read(call, "text", "entities");
        if (text.Text.Length == 0)
            throw ApiFault.BadRequest("message text is empty");
        return text.Text.Length <= LongestText ? text : throw ApiFault.BadRequest(tooLong);
    }

    public static FormattedText Caption(ApiCall call)
    {
        var caption = Read(call, "caption", "caption_entities");
        return caption.Text.Length <= LongestCaption ? caption : throw ApiFault.BadRequest("message caption is too long");
    }

    private static FormattedText Read(ApiCall call, string field, string entities)
    {
        var source = call.Text(field);
        if (Encoding.UTF8.GetByteCount(source) > LongestSource)
            throw ApiFault.BadRequest("text is too long");
        var parsed = call.Text("parse_mode").ToLowerInvariant() switch
        {
            "" or "none" => new(source, Given(call.Json(entities), source)),
            "html" => HtmlText.Parse(source),
            "markdownv2" => MarkdownText.Parse(source),
            "markdown" => throw new NotSupportedException("the fake does not parse the legacy Markdown"),
            _ => throw ApiFault.BadRequest("unsupported parse_mode"),
        };
        return parsed.Trim().WithFound();
    }

    private static List<TextEntity> Given(JsonNode? entities, string text)
    {
        if (entities is not JsonArray array)
            return [];
        var given = new List<TextEntity>();
        foreach (var entity in array)
        {
            if (entity is not JsonObject fields || fields["type"] is null || fields["offset"] is null || fields["length"] is null)
                throw ApiFault.BadRequest("can't parse MessageEntity: expected an Object");
            var (offset, length) = ((int)fields["offset"]!, (int)fields["length"]!);
            if (offset < 0 || length < 0 || offset + length > text.Length)
                throw ApiFault.BadRequest($"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {offset + length}");
            given.Add(new((string)fields["type"]!, offset, length, (string?)(fields["url"] ?? fields["language"] ?? fields["custom_emoji_id"])));
        }
        return given;
    }
}
