using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds stems that people misunderstand: two questions in one, two negations, too long to take in. Banks of official wording are spared,
/// because their words are not the author's to change.
/// </summary>
internal static class WordingChecker
{
    private const int MostStemWords = 25;
    private const int MostStemCharacters = 160;

    private static readonly string[] Negations = ["tidak", "tak", "bukan", "belum", "tanpa", "jangan", "kurang"];

    // "Tidak hanya" and "kurang dari" deny nothing.
    private static readonly string[] NoNegations = ["tidak hanya", "tidak saja", "bukan hanya", "bukan saja", "kurang dari", "kurang lebih", "lebih kurang"];

    private static readonly string[] EnglishNegations =
        ["not", "no", "never", "without", "cannot", "nobody", "nothing", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent", "cant", "wont"];

    public static void Check(BankItem item, YamlMap place, IssueList issues)
    {
        var text = place.Find("text")!;
        if (TwoThings(item.Text.Indonesian) is { } joint)
            issues.Add("double-barrelled", text, $"`{item.Id}` asks about two things at once ({joint}); make two items, or name what they have in common");
        if (NegationsIn(item.Text.Indonesian) is var count and > 0)
        {
            if (count > 1)
                issues.Add("double-negation", text, $"`{item.Id}` has {count} negations");
            else if (OptionKinds.Of(item.Options) is OptionKind.Agreement or OptionKind.Frequency && item.Options.Any(o => NegationsIn(o.Label.Indonesian) > 0))
                issues.Add("double-negation", text, $"`{item.Id}` has a negation, and so have its options: whoever disagrees would deny a denial");
        }

        if (item.Text.English is { } english && StemText.Words(english).Count(w => EnglishNegations.Contains(w)) > 1)
            issues.Add("double-negation", text, $"`{item.Id}` has several negations in English");
        CheckLength(item, place, issues);
    }

    /// <summary>The word or mark that joins two things, or null.</summary>
    private static string? TwoThings(string text)
    {
        if (text.Count(c => c == '?') > 1)
            return "two question marks";
        var words = StemText.AskedWords(text);
        for (var i = 1; i < words.Length; i++)
            if (JointPhrases.Joins(words, i))
                return $"`{words[i]}`";
        return null;
    }

    private static int NegationsIn(string text)
    {
        var words = StemText.Words(text);
        return words.Count(w => Negations.Contains(w)) - NoNegations.Sum(p => Count(words, p.Split(' ')));
    }

    private static int Count(ImmutableArray<string> words, string[] pair) => words.Zip(words.Skip(1)).Count(w => w.First == pair[0] && w.Second == pair[1]);

    private static void CheckLength(BankItem item, YamlMap place, IssueList issues)
    {
        foreach (var text in StemText.Versions(item.Text))
            if (StemText.WordCount(text) > MostStemWords || text.Length > MostStemCharacters)
                issues.Add("long-stem", place.Find("text")!, $"{StemText.WordCount(text)} words and {text.Length} characters; at most {MostStemWords} and {MostStemCharacters} are read to their end: {text}");
    }
}
