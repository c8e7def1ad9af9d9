using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>The words of an item's text as the rules of wording see them: folded, in order, nothing written out.</summary>
internal static partial class StemText
{
    public static ImmutableArray<string> Words(string text) => [.. TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The words that are asked about: without brackets and without the examples after "misalnya", which only explain.</summary>
    public static ImmutableArray<string> AskedWords(string text) => Words(Examples().Replace(Brackets().Replace(text, " "), " "));

    /// <summary>Whether these words stand in a row somewhere.</summary>
    public static bool Has(ImmutableArray<string> words, string phrase)
    {
        var parts = phrase.Split(' ');
        for (var i = 0; i + parts.Length <= words.Length; i++)
            if (words.AsSpan(i, parts.Length).SequenceEqual(parts))
                return true;
        return false;
    }

    public static bool HasAny(ImmutableArray<string> words, IEnumerable<string> phrases) => phrases.Any(p => Has(words, p));

    /// <summary>The text in every language that it has.</summary>
    public static IEnumerable<string> Versions(LocalText text) => new[] { text.Indonesian, text.English }.OfType<string>();

    /// <summary>How many words a reader counts; "RT/RW" is one.</summary>
    public static int WordCount(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"\([^)]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\b(misalnya|contohnya|umpamanya|seperti|termasuk|antara lain)\b[^.?!;]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Examples();
}
