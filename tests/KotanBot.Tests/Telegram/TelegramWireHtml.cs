using System.Text;

namespace KotanBot.Tests.Telegram;

/// <summary>Reads a text as strictly as Telegram's HTML mode may: known tags only, well nested; known entities only; valid Unicode.</summary>
internal static class TelegramWireHtml
{
    private static readonly Dictionary<string, string> Entities = new(StringComparer.Ordinal) { ["&lt;"] = "<", ["&gt;"] = ">", ["&amp;"] = "&", ["&quot;"] = "\"" };

    /// <summary>The text that a person sees.</summary>
    public static string Plain(string html)
    {
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(html);
        var open = new Stack<string>();
        var plain = new StringBuilder();
        for (var i = 0; i < html.Length;)
        {
            if (html[i] == '<')
            {
                var end = html.IndexOf('>', i);
                Turn(end < 0 ? throw new FormatException("a tag without end") : html[(i + 1)..end], open);
                i = end + 1;
            }
            else if (html[i] == '&')
            {
                var entity = Entities.Keys.FirstOrDefault(e => string.CompareOrdinal(html, i, e, 0, e.Length) == 0) ?? throw new FormatException("a bare ampersand");
                plain.Append(Entities[entity]);
                i += entity.Length;
            }
            else
            {
                plain.Append(html[i] == '>' ? throw new FormatException("a bare >") : html[i++]);
            }
        }

        return open.Count == 0 ? plain.ToString() : throw new FormatException($"<{open.Peek()}> is never closed");
    }

    private static void Turn(string tag, Stack<string> open)
    {
        if (tag == "b")
            open.Push(tag);
        else if (!tag.StartsWith('/') || open.Count == 0 || open.Pop() != tag[1..])
            throw new FormatException($"<{tag}> is no tag of ours");
    }
}
