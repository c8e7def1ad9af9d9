using System.Text.RegularExpressions;

namespace KotanBot.Fakes.Texts;

/// <summary>The ranges that Telegram finds in any text, a person's or a bot's. Fewer kinds than the real one: no phone numbers, cashtags or bank cards.</summary>
internal static partial class FoundEntities
{
    public static IEnumerable<TextEntity> In(string text)
    {
        var taken = new List<TextEntity>();
        foreach (var (type, pattern) in new[] { ("email", Email()), ("url", Url()), ("bot_command", Command()), ("mention", Mention()), ("hashtag", Hashtag()) })
            foreach (Match match in pattern.Matches(text))
                if (taken.TrueForAll(t => match.Index + match.Length <= t.Offset || match.Index >= t.End))
                    taken.Add(new(type, match.Index, match.Length));
        return taken.OrderBy(t => t.Offset);
    }

    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}")]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\w@/])(?:https?://[^\s<>""]+[^\s<>"".,:;!?)\]]|(?:[a-z0-9-]+\.)+(?:com|org|net|id|io|me|dev)(?:/[^\s<>""]*[^\s<>"".,:;!?)\]])?(?!\w))", RegexOptions.IgnoreCase)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/<>])")]
    private static partial Regex Command();

    [GeneratedRegex(@"(?<![\w@/])@[a-zA-Z0-9_]{3,32}(?!\w)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![\w#&])#(?=\w*[^\W\d_])\w{1,256}")]
    private static partial Regex Hashtag();
}
