using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace KotanBot.Core.Language;

/// <summary>
/// Finds the option that a reply names: key, list number, letter, label or alias, words of it, then typing errors.
/// Never guesses between two: then <see cref="ChoiceReading.Several"/>.
/// </summary>
public static class ChoiceReader
{
    private const int MostWordsRead = 200;

    private static readonly FrozenSet<string> Courtesies = new[]
    {
        "saja", "aja", "deh", "dong", "kak", "pak", "bu", "min", "mas", "mbak", "sih", "kok", "itu", "please", "tolong", "pilih",
        "saya", "jawabannya", "jawab", "ajah", "bang", "gan", "mba", "kakak", "bapak", "ibu", "the", "i", "choose",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Pointers = new[]
    {
        "no", "nomor", "nomer", "nmr", "number", "pilihan", "opsi", "option", "jawaban", "yang", "poin", "point", "angka", "ke", "huruf",
        "answer", "choice", "item", "nomr",
    }.ToFrozenSet();

    private static readonly FrozenDictionary<string, int> Ordinals = new (string Words, int Number)[]
    {
        ("pertama kesatu first satu one", 1), ("kedua second dua two", 2), ("ketiga third tiga three", 3),
        ("keempat fourth empat four", 4), ("kelima fifth lima five", 5), ("keenam sixth enam six", 6),
        ("ketujuh seventh tujuh seven", 7), ("kedelapan eighth delapan eight", 8), ("kesembilan ninth sembilan nine", 9),
        ("kesepuluh tenth sepuluh ten", 10),
    }.SelectMany(o => o.Words.Split(' ').Select(w => KeyValuePair.Create(w, o.Number))).ToFrozenDictionary();

    private static readonly FrozenSet<string> AllWords =
        new[] { "semua", "semuanya", "seluruhnya", "all", "semuaa", "smua", "everything" }.ToFrozenSet();

    private static readonly FrozenSet<string> NothingWords = new[]
    {
        "tidak ada", "tidak satupun", "tidak ada satupun", "nihil", "none", "nothing", "kosong", "gada", "tidak ada semua", "0",
        "belum ada", "none of them", "bukan semua", "tidak ada yang cocok", "nol",
    }.ToFrozenSet();

    public static ChoiceReading Read(string text, IReadOnlyList<ChoiceWords> choices)
    {
        var found = Find(text, choices, new ChoiceNames(choices), many: false);
        return found.Length switch
        {
            0 => new ChoiceReading.None(),
            1 => new ChoiceReading.One(choices[found[0]].Key),
            _ => new ChoiceReading.Several([.. found.Select(i => choices[i].Key)]),
        };
    }

    public static ManyChoicesReading ReadMany(string text, IReadOnlyList<ChoiceWords> choices)
    {
        var names = new ChoiceNames(choices);
        var words = TextFolding.Words(text);
        var whole = string.Join(' ', words);
        if (names.Exact(whole).ToArray() is [var exact]) return Chosen([exact], choices);
        if (NothingWords.Contains(whole)) return Chosen([], choices);
        var except = words.FindIndex(w => w is "kecuali" or "except" or "selain" or "minus");
        if (words.Length > 0 && AllWords.Contains(words[0]) && (words.Length == 1 || except > 0))
        {
            var all = Enumerable.Range(0, choices.Count);
            if (except < 0) return Chosen(all, choices);
            var without = new ManyChoices(choices, names).Read(string.Join(' ', words.Skip(except + 1)));
            return without.IsClear ? Chosen(all.Except(without.Understood), choices) : without.ToUnclear();
        }
        var read = new ManyChoices(choices, names).Read(text);
        return read.IsClear ? Chosen(read.Understood, choices) : read.ToUnclear();
    }

    private static int FindIndex(this ImmutableArray<string> words, Predicate<string> match)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (match(words[i])) return i;
        }
        return -1;
    }

    /// <summary>Positions of the options that fit. With <paramref name="many"/>, several named in full are all meant.</summary>
    internal static ImmutableArray<int> Find(string text, IReadOnlyList<ChoiceWords> choices, ChoiceNames names, bool many)
    {
        var trimmed = text.Trim();
        for (var i = 0; i < choices.Count; i++)
        {
            if (string.Equals(choices[i].Key, trimmed, StringComparison.OrdinalIgnoreCase)) return [i];
        }
        string[] words = [.. TextFolding.Words(text).Take(MostWordsRead)];
        if (words.Length == 0) return [];
        var exact = names.Exact(string.Join(' ', words)).ToImmutableArray();
        var pointed = Pointed(words, choices);
        if (exact.Length > 0 && pointed is null) return exact;
        if (pointed is { } position) return position < choices.Count && position >= 0 ? [position] : exact;
        return FindByName(words, choices, names, many);
    }

    private static ImmutableArray<int> FindByName(string[] words, IReadOnlyList<ChoiceWords> choices, ChoiceNames names, bool many)
    {
        var meant = words.Where(w => !Courtesies.Contains(w)).ToArray();
        // "2. Tes urine": number and name must agree.
        var number = words.Length > 1 && NumberOf(words[0]) is { } n && n >= 1 && n <= choices.Count && char.IsAsciiDigit(words[0][0])
            ? n - 1
            : (int?)null;
        if (number is not null) meant = words[1..];
        if (meant.Length == 0) return [];
        var reply = string.Join(' ', meant);
        IEnumerable<int>[] tiers =
        [
            names.Exact(reply), names.Inside(meant), names.Around(meant), names.StartingWith(reply), names.Near(reply), names.NearWords(meant),
        ];
        var found = tiers.Select(t => t.ToImmutableArray()).FirstOrDefault(t => t.Length > 0, []);
        if (number is not { } position || many && found.Length == 0) return found;
        return found.Length == 0 || found.Contains(position) ? found.Length == 0 ? [] : [position] : [.. found.Append(position).Order()];
    }

    // The position that "2", "no 2", "nomor dua", "yang kedua", "b" or "opsi b" points at; null when the reply points at none.
    private static int? Pointed(string[] words, IReadOnlyList<ChoiceWords> choices)
    {
        var rest = words.Where(w => !Courtesies.Contains(w)).SkipWhile(Pointers.Contains).ToArray();
        if (rest.Length != 1) return null;
        if (NumberOf(rest[0]) is { } number) return number is >= 1 and <= 999 ? number - 1 : -1;
        if (rest[0] is not [var letter and >= 'a' and <= 'z']) return null;
        for (var i = 0; i < choices.Count; i++)
        {
            if (choices[i].Key.Length == 1 && TextFolding.Fold(choices[i].Key) == rest[0]) return i;
        }
        var isNamed = choices.Any(c => !c.Aliases.IsDefault && c.Aliases.Any(a => TextFolding.Fold(a) == rest[0]));
        return isNamed || letter - 'a' >= choices.Count ? null : letter - 'a';
    }

    private static int? NumberOf(string word)
    {
        if (word.All(char.IsAsciiDigit))
            return word.Length <= 3 ? int.Parse(word, NumberStyles.None, CultureInfo.InvariantCulture) : int.MaxValue;
        return Ordinals.TryGetValue(word, out var number) ? number : null;
    }

    private static ManyChoicesReading.Chosen Chosen(IEnumerable<int> positions, IReadOnlyList<ChoiceWords> choices) =>
        new([.. positions.Distinct().Order().Select(i => choices[i].Key)]);
}
