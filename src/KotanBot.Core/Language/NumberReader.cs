using System.Collections.Frozen;

namespace KotanBot.Core.Language;

/// <summary>
/// Reads the number in a reply to "how many?". Total and deterministic. Rough words, ranges ("10-15", the lower end) and
/// a trailing "?" give <see cref="NumberReading.Vague"/>, to be confirmed; two different numbers give
/// <see cref="NumberProblem.SeveralNumbers"/>, because choosing would be guessing.
/// </summary>
public static class NumberReader
{
    private const decimal Largest = 1_000_000_000_000_000m;
    private const int LongestPhrase = 60;

    private static readonly FrozenSet<string> RoughWords = new[]
    {
        "sekitar", "sekitaran", "kira", "kurang", "lebih", "hampir", "kisaran", "berkisar", "mungkin", "minimal", "maksimal", "min",
        "maks", "max", "perkiraan", "estimasi", "diperkirakan", "paling", "antara", "mendekati", "sampai", "hingga", "atas", "bawah",
        "about", "around", "approximately", "approx", "roughly", "almost", "nearly", "maybe", "over", "under", "least", "most",
        "circa", "between", "plus", "kayaknya", "sepertinya", "kl",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> ZeroWords =
        new[] { "nihil", "kosong", "none", "nothing", "nobody", "tiada", "gada", "gaada", "nil", "zonk" }.ToFrozenSet();

    private static readonly FrozenSet<string> RangeWords =
        new[] { "sampai", "hingga", "to", "atau", "or", "sampe", "s" }.ToFrozenSet();

    public static NumberReading Read(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new NumberReading.None(NumberProblem.Empty);
        var tokens = TextTokens.Of(text);
        // A lone dash is how people fill in "none" on paper forms.
        if (tokens.Length > 0 && tokens.All(t => t.IsMark('-'))) return Vague(0, text);
        var items = NumberItems.Of(tokens);
        var found = NumberPhrase.FindAll(items);
        var zero = SaysZero(items);
        if (found.Count == 0)
            return zero ? new NumberReading.Exact(0) : new NumberReading.None(NumberProblem.NoNumber);
        if (zero && found.Any(f => f.Value != 0)) return new NumberReading.None(NumberProblem.Ambiguous);
        return Decide(text, items, found);
    }

    private static NumberReading Decide(string text, IReadOnlyList<NumberItem> items, List<FoundNumber> found)
    {
        var fault = found.Max(f => f.Fault);
        if (fault > LiteralFault.Unsure) return new NumberReading.None(ProblemOf(fault));
        if (found.Any(f => Math.Abs(f.Value) > Largest)) return new NumberReading.None(NumberProblem.TooLarge);
        if (found.Count == 2 && IsRange(items, found[0], found[1])) return Vague(found[0].Value, text);
        // "45 (empat puluh lima)" says one number twice.
        if (found.Select(f => f.Value).Distinct().Count() > 1) return new NumberReading.None(NumberProblem.SeveralNumbers);
        var rough = fault == LiteralFault.Unsure || found.Any(f => f.Rough) || IsHedged(items);
        return rough ? Vague(found[0].Value, text) : new NumberReading.Exact(found[0].Value);
    }

    private static NumberProblem ProblemOf(LiteralFault fault) => fault switch
    {
        LiteralFault.Several => NumberProblem.SeveralNumbers,
        LiteralFault.TooLarge => NumberProblem.TooLarge,
        _ => NumberProblem.Ambiguous,
    };

    private static NumberReading.Vague Vague(decimal value, string text)
    {
        var phrase = TextFolding.FoldKeepingMarks(text);
        return new NumberReading.Vague(value, phrase.Length <= LongestPhrase ? phrase : phrase[..LongestPhrase]);
    }

    private static bool IsHedged(IReadOnlyList<NumberItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Kind == NumberItemKind.Other && RoughWords.Contains(item.Text)) return true;
            if (item.Kind == NumberItemKind.Mark && item.Text is "±" or "~" or "+" or "<" or ">" or "?") return true;
        }
        return false;
    }

    // "10-15", "10 orang s/d 15 orang", "dua tiga orang": from a smaller to a larger number.
    private static bool IsRange(IReadOnlyList<NumberItem> items, FoundNumber first, FoundNumber second)
    {
        if (first.Value >= second.Value) return false;
        var between = items.Skip(first.End).Take(second.Start - first.End).ToList();
        if (between.Count == 0)
            return second.Value == first.Value + 1 && first.Value is >= 1 and <= 9 && items[first.Start].Is(NumberRole.Digit);
        if (between.Count > 5) return false;
        if (between is [{ Kind: NumberItemKind.Mark, Text: "-" }]) return true;
        var isBetween = items.Take(first.Start).Any(i => i.Text is "antara" or "between");
        return between.Any(i => i.Kind == NumberItemKind.Other && (RangeWords.Contains(i.Text) || (isBetween && i.Text is "dan" or "and")));
    }

    private static bool SaysZero(IReadOnlyList<NumberItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Kind != NumberItemKind.Other) continue;
            if (ZeroWords.Contains(items[i].Text)) return true;
            if (i + 1 == items.Count) continue;
            var next = items[i + 1];
            if (items[i].Text is "tidak" or "belum" or "nihil" && next.Text is "ada") return true;
            if (items[i].Text is "no" && next.Text is "one" or "body") return true;
        }
        return false;
    }
}
