using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// Recognises tips about drug crime, which are answered with the official channels and never stored, without firing on
/// reports of ordinary programme work. Crime is an actor, or an act within a few words of a drug; with a signal that
/// somebody saw it the tip is clear, without one it is possible, and educational words take one step off.
/// </summary>
public static class TipDetector
{
    private const int Nearby = 4;
    private const int MostWords = 800;

    public static TipStrength Recognise(string text, TipWords words)
    {
        string[] spoken = [.. TextFolding.Words(text).Take(MostWords)];
        var said = Remove(spoken, words.Ignored);
        var actors = Positions(said, words.Actors);
        var acts = Positions(said, words.Acts);
        var drugs = Positions(said, words.Drugs);
        var isCrime = actors.Count > 0 || acts.Any(a => drugs.Any(d => Math.Abs(a - d) <= Nearby));
        var hasSignal = Positions(said, words.Signals).Count > 0;
        var isEducational = Positions(spoken, words.Educational).Count > 0;
        if (!isCrime)
        {
            var isSighting = drugs.Count > 0 && hasSignal && !isEducational;
            return isSighting ? TipStrength.Possible : TipStrength.None;
        }
        return (hasSignal, isEducational) switch
        {
            (true, false) => TipStrength.Clear,
            (false, true) => TipStrength.None,
            _ => TipStrength.Possible,
        };
    }

    private static List<int> Positions(string[] said, ImmutableArray<TipWords.Phrase> phrases)
    {
        var positions = new List<int>();
        foreach (var (phrase, isPrefix) in phrases)
        {
            for (var i = 0; i + phrase.Length <= said.Length; i++)
            {
                if (IsAt(said, i, phrase, isPrefix)) positions.Add(i);
            }
        }
        return positions;
    }

    private static string[] Remove(string[] said, ImmutableArray<TipWords.Phrase> phrases)
    {
        var kept = said.ToArray();
        foreach (var (phrase, isPrefix) in phrases)
        {
            for (var i = 0; i + phrase.Length <= said.Length; i++)
            {
                if (IsAt(said, i, phrase, isPrefix)) Array.Fill(kept, "", i, phrase.Length);
            }
        }
        return kept;
    }

    private static bool IsAt(string[] said, int at, string[] phrase, bool isPrefix)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            var last = i == phrase.Length - 1;
            var fits = last && isPrefix
                ? said[at + i].StartsWith(phrase[i], StringComparison.Ordinal)
                : Same(said[at + i], phrase[i]);
            if (!fits) return false;
        }
        return true;
    }

    // "pengedarnya" is "pengedar"; one typing error in long words ("pengedr").
    private static bool Same(string said, string word)
    {
        if (said == word || (said.Length == word.Length + 3 && said.StartsWith(word, StringComparison.Ordinal) && said.EndsWith("nya", StringComparison.Ordinal)))
            return true;
        return word.Length >= 8 && said.Length >= 6 && said[0] == word[0] && EditDistance.Bounded(said, word, 1) <= 1;
    }
}
