using System.Text;
using System.Text.Json.Nodes;

namespace KotanBot.Core.Conversations;

/// <summary>Takes somebody's words out of what was said and stored of other people's turns.</summary>
public static class Forgotten
{
    /// <summary>Stands where the words were.</summary>
    public const string Mark = "(dihapus)";

    /// <summary>From here on a text that was cut short is recognised by its beginning.</summary>
    private const int Recognisable = 24;

    private const int ShortestWords = 2;

    /// <summary>Properties that hold no prose: a school that is called like a key must not break what is stored.</summary>
    private static readonly HashSet<string> Structure = new(StringComparer.Ordinal)
    {
        "t", "id", "key", "k", "code", "dialogId", "dialogHash", "stepId", "role", "state", "status", "kind", "lingkungan", "language", "consent", "regionCode", "satkerCode",
    };

    /// <summary>The stored JSON with every one of these words replaced wherever prose stands; the same text when none is in it.</summary>
    public static string InJson(string json, IEnumerable<string> words)
    {
        var wanted = words.SelectMany(Lines).Where(w => w.Length >= ShortestWords).Distinct().OrderByDescending(w => w.Length).ToList();
        var root = JsonNode.Parse(json)!;
        return Walk(root, wanted, name: "") ? root.ToJsonString(ConversationJson.Plain) : json;
    }

    public static string InText(string text, string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at, StringComparison.Ordinal))
        {
            var whole = IsWhole(text, at, words.Length);
            if (whole)
                text = text.Remove(at, words.Length).Insert(at, Mark);
            at += whole ? Mark.Length : 1;
        }

        return words.Length > Recognisable && text.IndexOf(words[..Recognisable], StringComparison.Ordinal) is var cut and >= 0 ? CutLine(text, cut) : text;
    }

    private static IEnumerable<string> Lines(string words) => words.Contains('\n', StringComparison.Ordinal) ? words.Split('\n', StringSplitOptions.TrimEntries).Prepend(words) : [words];

    private static bool Walk(JsonNode node, List<string> words, string name)
    {
        var changed = false;
        switch (node)
        {
            case JsonObject container:
                foreach (var (key, value) in container.ToList())
                    changed |= value is not null && Put(value, words, key, replaced => container[key] = replaced);
                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    var place = i;
                    changed |= list[i] is { } value && Put(value, words, name, replaced => list[place] = replaced);
                }

                break;
        }

        return changed;
    }

    private static bool Put(JsonNode node, List<string> words, string name, Action<string> put)
    {
        if (node is not JsonValue value || !value.TryGetValue<string>(out var text))
            return Walk(node, words, name);
        if (Structure.Contains(name))
            return false;
        var without = words.Aggregate(text, InText);
        if (without == text)
            return false;
        put(without);
        return true;
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !Rune.IsLetterOrDigit(RuneBefore(text, at))) && (at + length == text.Length || !Rune.IsLetterOrDigit(Rune.GetRuneAt(text, at + length)));

    private static Rune RuneBefore(string text, int at) => char.IsLowSurrogate(text[at - 1]) && at > 1 ? Rune.GetRuneAt(text, at - 2) : new Rune(text[at - 1]);

    private static string CutLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return text[..at] + Mark + (end < 0 ? "" : text[end..]);
    }
}
