using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KotanBot.Core.Language;

internal enum NumberRole
{
    Digit,
    Whole,
    Tens,
    Teen,
    Ten,
    Hundred,
    OneHundred,
    Scale,
    OneScale,
    Half,
}

/// <summary>What a number word does in a phrase; <paramref name="Rough"/> for "-an" forms, which name a magnitude.</summary>
internal readonly record struct NumberWord(NumberRole Role, decimal Value, bool Rough = false);

/// <summary>The number words of Indonesian (with chat spellings) and English.</summary>
internal static class NumberVocabulary
{
    private const int ShortestForgivenWord = 4;
    private const int LongestGluedWord = 48;

    private static readonly FrozenDictionary<string, NumberWord> Words = Build().ToFrozenDictionary();

    private static readonly FrozenDictionary<string, ImmutableArray<NumberWord>> Whole =
        Words.ToFrozenDictionary(w => w.Key, w => ImmutableArray.Create(w.Value));

    private static readonly ImmutableArray<string> Forgiven =
        [.. Words.Keys.Where(w => w.Length >= ShortestForgivenWord).Order(StringComparer.Ordinal)];

    // One letter away from a number word, but words of their own.
    private static readonly FrozenSet<string> OtherWords = new[]
    {
        "tempat", "kelas", "juga", "lama", "suatu", "senam", "enak", "beras", "balas", "batas", "ratu", "tidak", "tida", "jalan",
        "satuan", "sabtu", "saat", "juli", "tujuan", "tuduh", "penuh", "peluh", "suluh", "ribut", "rabu", "buta", "kota", "lupa",
        "lusa", "live", "give", "even", "sever", "line", "mine", "fine", "none", "nice", "wine", "hour", "your", "pour",
        "tour", "tiba", "saku", "bebas", "malas", "belah", "empati", "empuk", "kode", "kopi", "limau", "buluh", "rata", "desa",
        "tree", "there", "fort", "forth", "tent", "town", "soda", "koda", "kodim", "status", "senin", "tugas", "tiang", "tegas",
    }.ToFrozenSet();

    /// <summary>The parts of one folded word: itself, or the number words glued in it ("duapuluh"). Empty: no number word.</summary>
    public static ImmutableArray<NumberWord> Parts(string word)
    {
        if (Whole.TryGetValue(word, out var known)) return known;
        if (word.Length is < 5 or > LongestGluedWord) return [];
        var parts = new List<NumberWord>();
        return Split(word, 0, parts) ? [.. parts] : [];
    }

    /// <summary>The number word one typing error away, if all that are say the same.</summary>
    public static NumberWord? Forgive(string word)
    {
        if (word.Length < ShortestForgivenWord || OtherWords.Contains(word)) return null;
        NumberWord? found = null;
        foreach (var candidate in Forgiven)
        {
            if (EditDistance.Bounded(word, candidate, 1) > 1) continue;
            if (found is { } other && other != Words[candidate]) return null;
            found = Words[candidate];
        }
        return found;
    }

    // Greedy from the longest word with backtracking; at most 48 letters, so the search is small.
    private static bool Split(string word, int start, List<NumberWord> parts)
    {
        if (start == word.Length) return parts.Count > 1;
        for (var length = Math.Min(10, word.Length - start); length >= 3; length--)
        {
            if (!Words.TryGetValue(word.Substring(start, length), out var part)) continue;
            parts.Add(part);
            if (Split(word, start + length, parts)) return true;
            parts.RemoveAt(parts.Count - 1);
        }
        return false;
    }

    private static Dictionary<string, NumberWord> Build()
    {
        var words = new Dictionary<string, NumberWord>();
        void Add(NumberRole role, decimal value, string spellings, bool rough = false)
        {
            foreach (var spelling in spellings.Split(' ')) words[spelling] = new NumberWord(role, value, rough);
        }

        Add(NumberRole.Digit, 0, "nol zero");
        string[] digits =
        [
            "satu one atu sato seorang", "dua two duwa berdua", "tiga three tigo bertiga", "empat four mpat pat berempat",
            "lima five limo berlima", "enam six anam nem", "tujuh seven tuju pitu", "delapan eight lapan dlapan salapan",
            "sembilan nine smbilan semblan",
        ];
        for (var i = 0; i < digits.Length; i++) Add(NumberRole.Digit, i + 1, digits[i]);
        Add(NumberRole.Whole, 10, "sepuluh ten spuluh");
        Add(NumberRole.Whole, 11, "sebelas eleven");
        string[] teens = ["twelve selusin", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "sekodi"];
        for (var i = 0; i < teens.Length; i++) Add(NumberRole.Whole, i + 12, teens[i]);
        string[] tens = ["twenty", "thirty", "forty fourty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        for (var i = 0; i < tens.Length; i++) Add(NumberRole.Tens, 10 * (i + 2), tens[i]);
        Add(NumberRole.Teen, 10, "belas blas");
        Add(NumberRole.Teen, 10, "belasan", rough: true);
        Add(NumberRole.Ten, 10, "puluh pulu plh");
        Add(NumberRole.Ten, 10, "puluhan tens", rough: true);
        Add(NumberRole.Whole, 10, "sepuluhan", rough: true);
        Add(NumberRole.Hundred, 100, "ratus hundred rts");
        Add(NumberRole.Hundred, 100, "ratusan hundreds", rough: true);
        Add(NumberRole.OneHundred, 100, "seratus sratus");
        Add(NumberRole.OneHundred, 100, "seratusan", rough: true);
        Add(NumberRole.Scale, 12, "lusin dozen");
        Add(NumberRole.Scale, 12, "lusinan dozens", rough: true);
        Add(NumberRole.Scale, 20, "kodi");
        AddScale(1_000, "ribu rb rbu thousand", "ribuan thousands", "seribu sribu", "seribuan");
        AddScale(1_000_000, "juta jt jta million", "jutaan millions", "sejuta", "sejutaan");
        AddScale(1_000_000_000, "miliar milyar mlr billion", "miliaran milyaran billions", "semiliar semilyar", "semiliaran");
        AddScale(1_000_000_000_000, "triliun trilyun trillion", "triliunan", "setriliun", "setriliunan");
        Add(NumberRole.Half, 0.5m, "setengah stengah stgh separuh half");
        return words;

        void AddScale(decimal value, string many, string manyRough, string one, string oneRough)
        {
            Add(NumberRole.Scale, value, many);
            Add(NumberRole.Scale, value, manyRough, rough: true);
            Add(NumberRole.OneScale, value, one);
            Add(NumberRole.OneScale, value, oneRough, rough: true);
        }
    }
}
