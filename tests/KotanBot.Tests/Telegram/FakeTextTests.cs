using System.Text.Json.Nodes;
using KotanBot.Fakes;

namespace KotanBot.Tests.Telegram;

/// <summary>Formatted texts are parsed, or refused, as Telegram does it.</summary>
public sealed class FakeTextTests
{
    [Theory]
    [InlineData("<b>a</b> <i>b</i> <u>c</u> <s>d</s>", "a b c d", "bold 0 1, italic 2 1, underline 4 1, strikethrough 6 1")]
    [InlineData("<strong><em>dua</em></strong>", "dua", "italic 0 3, bold 0 3")]
    [InlineData("👍 <b>é</b>", "👍 é", "bold 3 1")]
    [InlineData("1 &lt; 2 &amp; 3 &gt; 2 &quot;x&quot; &#x41;&#66; &copy; &", "1 < 2 & 3 > 2 \"x\" AB &copy; &", "")]
    [InlineData("<pre><code class=\"language-csharp\">x</code></pre>", "x", "pre 0 1 csharp")]
    [InlineData("<code class=\"language-csharp\">x</code>", "x", "code 0 1")]
    [InlineData("<a href=\"https://example.org/?a=1&amp;b=2\">di sini</a>", "di sini", "text_link 0 7 https://example.org/?a=1&b=2")]
    [InlineData("<a href=\"kosong://\">teks</a>", "teks", "")]
    [InlineData("<span class=\"tg-spoiler\">r</span><tg-spoiler>s</tg-spoiler><blockquote expandable>q</blockquote>", "rsq", "spoiler 0 1, spoiler 1 1, expandable_blockquote 2 1")]
    [InlineData("  <b> a</b>\n", "a", "bold 0 1")]
    [InlineData("<b></b>a", "a", "")]
    [InlineData("tulis /mulai atau https://example.org/x.", "tulis /mulai atau https://example.org/x.", "bot_command 6 6, url 18 21")]
    public Task Html_becomes_text_and_entities(string source, string text, string entities) => ParsesAsync("HTML", source, text, entities);

    [Theory]
    [InlineData("*a* _b_ __c__ ~d~ ||e||", "a b c d e", "bold 0 1, italic 2 1, underline 4 1, strikethrough 6 1, spoiler 8 1")]
    [InlineData(@"1\. Ya \(benar\) \- \\o\\", @"1. Ya (benar) - \o\", "")]
    [InlineData("`a.b!` ```py\nx = 1```", "a.b! x = 1", "code 0 4, pre 5 5 py")]
    [InlineData("[di sini](https://example.org/a\\)b)", "di sini", "text_link 0 7 https://example.org/a)b")]
    [InlineData(">satu\n>dua\ntiga", "satu\ndua\ntiga", "blockquote 0 8")]
    [InlineData("*tebal _miring_*", "tebal miring", "bold 0 12, italic 6 6")]
    public Task Markdown_becomes_text_and_entities(string source, string text, string entities) => ParsesAsync("MarkdownV2", source, text, entities);

    [Theory]
    [InlineData("HTML", "<b>a", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("HTML", "é<x>a</x>", "Unsupported start tag \"x\" at byte offset 2")]
    [InlineData("HTML", "a < b", "Unsupported start tag \"\" at byte offset 2")]
    [InlineData("HTML", "a <b", "Unclosed start tag at byte offset 2")]
    [InlineData("HTML", "a</b>", "Unexpected end tag at byte offset 1")]
    [InlineData("HTML", "<b><i>a</b></i>", "Unmatched end tag at byte offset 7, expected \"</i>\", found \"</b>\"")]
    [InlineData("HTML", "<span>a</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    [InlineData("MarkdownV2", "a.", @"Character '.' is reserved and must be escaped with the preceding '\'")]
    [InlineData("MarkdownV2", "5 > 3", @"Character '>' is reserved and must be escaped with the preceding '\'")]
    [InlineData("MarkdownV2", "é *tebal", "Can't find end of Bold entity at byte offset 3")]
    [InlineData("MarkdownV2", "[a](https://example.org", "Can't find end of a URL at byte offset 4")]
    public async Task A_broken_text_is_refused_with_its_place(string mode, string source, string complaint)
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        fake.Phone(700).Open();
        Assert.Equal($"400 Bad Request: can't parse entities: {complaint}", await bot.RefusedAsync("sendMessage", new { chat_id = 700, text = source, parse_mode = mode }));
    }

    private static async Task ParsesAsync(string mode, string source, string text, string entities)
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        fake.Phone(700).Open();
        var message = await bot.ResultAsync("sendMessage", new { chat_id = 700, text = source, parse_mode = mode });
        Assert.Equal(text, (string)message["text"]!);
        Assert.Equal(entities, string.Join(", ", ((message["entities"] as JsonArray) ?? []).Select(e => $"{e!["type"]} {e["offset"]} {e["length"]} {e["url"] ?? e["language"]}".TrimEnd())));
    }
}
