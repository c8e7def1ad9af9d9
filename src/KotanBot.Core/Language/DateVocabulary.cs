using System.Collections.Frozen;

namespace KotanBot.Core.Language;

/// <summary>The calendar words of Indonesian (with chat spellings) and English, and the typing errors forgiven in them.</summary>
internal static class DateVocabulary
{
    private const int ShortestForgivenWord = 4;

    private static readonly FrozenDictionary<string, int> Months = Numbered(
        "januari jan january", "februari feb pebruari peb february", "maret mar march", "april apr", "mei may", "juni jun june",
        "juli jul july", "agustus agt agu agst ags agus august aug", "september sep sept", "oktober okt october oct",
        "november nov nopember nop", "desember des december dec");

    private static readonly FrozenDictionary<string, int> Weekdays = Numbered(
        "senin senen monday mon", "selasa tuesday tue", "rabu rebo wednesday wed", "kamis kemis thursday thu",
        "jumat friday fri", "sabtu saturday sat", "minggu ahad sunday sun");

    private static readonly FrozenDictionary<string, int> Numbers = Numbered(
        "satu se one a", "dua two", "tiga three", "empat four", "lima five", "enam six", "tujuh seven", "delapan eight",
        "sembilan nine", "sepuluh ten", "sebelas eleven", "selusin twelve");

    // One letter away from a month or a weekday, but words of their own.
    private static readonly FrozenSet<string> OtherWords = new[]
    {
        "mari", "hari", "selama", "juri", "sabu", "market", "jual", "jauh", "uni", "sabu", "ribu", "ragu", "raba", "labu", "seni", "kami",
        "manis", "kamus", "gamis", "umat", "satu", "sabut", "abad", "jihad", "rambu", "mare", "unit", "julit", "jamu", "jamat",
        "monday's", "must", "just", "sunny", "selasar", "senior", "senam", "match", "macet", "karet", "merek", "mingguan",
    }.ToFrozenSet();

    /// <summary>1 to 12, or null. Short forms and typing errors count only where the sentence expects a month.</summary>
    public static int? Month(string word, bool expected)
    {
        if (Months.TryGetValue(word, out var month)) return expected || word.Length > 3 || word == "mei" ? month : null;
        return expected ? Forgive(word, Months) : null;
    }

    /// <summary>1 (Monday) to 7 (Sunday), or null.</summary>
    public static int? Weekday(string word, bool expected)
    {
        if (Weekdays.TryGetValue(word, out var day)) return expected || word.Length > 3 ? day : null;
        return expected ? Forgive(word, Weekdays) : null;
    }

    public static int? SmallNumber(string word) => Numbers.TryGetValue(word, out var number) ? number : null;

    private static int? Forgive(string word, FrozenDictionary<string, int> words)
    {
        if (word.Length < ShortestForgivenWord || OtherWords.Contains(word)) return null;
        int? found = null;
        foreach (var (candidate, value) in words)
        {
            if (candidate.Length < ShortestForgivenWord || EditDistance.Bounded(word, candidate, 1) > 1) continue;
            if (found is { } other && other != value) return null;
            found = value;
        }
        return found;
    }

    private static FrozenDictionary<string, int> Numbered(params string[] spellings) =>
        spellings.SelectMany((words, i) => words.Split(' ').Select(w => KeyValuePair.Create(w, i + 1))).ToFrozenDictionary();
}
