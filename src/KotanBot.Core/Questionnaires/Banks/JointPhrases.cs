using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Tells a conjunction that joins two things asked about from one inside a single notion: "RT dan RW" is one place to people, "antara sekolah dan
/// polisi" one relation, "dua atau lebih" one number. What stands in no list counts as two things.
/// </summary>
internal static class JointPhrases
{
    private static readonly string[] Conjunctions = ["dan", "atau", "serta", "sekaligus", "maupun"];

    private static readonly string[] Endings = ["lain lain", "lainnya", "sebagainya", "seterusnya", "sejenisnya", "semacamnya", "lebih", "kurang"];

    private static readonly string[] Numbers = ["satu", "dua", "tiga", "empat", "lima", "enam", "sekali", "dua kali", "tiga kali"];

    // Either order, any conjunction.
    private static readonly (string, string)[] Pairs =
    [
        ("laki laki", "perempuan"), ("ayah", "ibu"), ("bapak", "ibu"), ("suami", "istri"), ("orang tua", "wali"), ("ibu", "anak"), ("anak", "remaja"),
        ("rt", "rw"), ("desa", "kelurahan"), ("desa", "lurah"), ("kabupaten", "kota"), ("bupati", "wali kota"), ("bupati", "walikota"),
        ("sarana", "prasarana"), ("hak", "kewajiban"), ("siang", "malam"), ("tes", "konseling"),
        ("pencegahan", "pemberantasan"), ("penyalahgunaan", "peredaran"), ("narkotika", "prekursor"), ("narkotika", "obat terlarang"),
    ];

    /// <summary>Whether the word at this place is a conjunction that joins two things.</summary>
    public static bool Joins(ImmutableArray<string> words, int at)
    {
        if (!Conjunctions.Contains(words[at]) || Conjunctions.Contains(words[at - 1]))
            return false;
        var after = at + 1;
        while (after < words.Length && Conjunctions.Contains(words[after]))
            after++;
        if (Endings.Any(e => Begins(words, after, e)) || IsBetween(words, at))
            return false;
        if (Numbers.Any(n => Ends(words, at, n)) && Numbers.Any(n => Begins(words, after, n)))
            return false;
        return !Pairs.Any(p => (Ends(words, at, p.Item1) && Begins(words, after, p.Item2)) || (Ends(words, at, p.Item2) && Begins(words, after, p.Item1)));
    }

    /// <summary>The first "dan" after "antara" says between whom.</summary>
    private static bool IsBetween(ImmutableArray<string> words, int at)
    {
        if (words[at] != "dan")
            return false;
        var between = words.LastIndexOf("antara", at);
        return between >= 0 && words.IndexOf("dan", between) == at;
    }

    private static bool Begins(ImmutableArray<string> words, int at, string phrase)
    {
        var parts = phrase.Split(' ');
        return at + parts.Length <= words.Length && words.AsSpan(at, parts.Length).SequenceEqual(parts);
    }

    private static bool Ends(ImmutableArray<string> words, int at, string phrase) => Begins(words, at - phrase.Split(' ').Length, phrase);
}
