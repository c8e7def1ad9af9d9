using System.Collections.Frozen;

namespace KotanBot.Core.Language;

/// <summary>
/// Reads yes or no. "tidak setuju" is no, "tidak salah" and "kenapa tidak" are yes; a reply that says both, or neither,
/// is null, and so is a long text in which the word merely occurs.
/// </summary>
public static class YesNoReader
{
    private const int MostWords = 8;
    private const int ShortestForgivenWord = 4;

    private static readonly FrozenSet<string> Yes = Set(
        "ya iya y yo yoi yup yap yes yep yeah yah betul benar bener oke ok okay okey okeh setuju boleh siap bisa mau lanjut sip sah "
        + "tentu pasti sudah ada sure agree agreed correct right true inggih enggih nggih iyo iyes baik baiklah silakan silahkan bersedia "
        + "sepakat yoyoi cocok tepat accept lanjutkan yess iye yok ayo gas absolutely");

    private static readonly FrozenSet<string> No = Set(
        "tidak t n no nope nah not bukan jangan belum ogah salah never ora nolak menolak tolak keberatan wrong false disagree dont gamau "
        + "gakmau emoh mboten jgn bkn nggak enggak gak ga kagak tdk engga ngga ndak nda gk tak");

    // One letter away from yes or no, but words of their own.
    private static readonly FrozenSet<string> OtherWords = Set(
        "besar kenal tetap bosan bukang bulan bukit pasta pasir bilah bias bila biji note node mati mata batu belu sulah adaa sudut setara "
        + "tinta siapa tempat baki balik naik bahk sakit salat salam bukti pesta datum bentul kiri kirin");

    private static readonly string[] FineAsItIs =
        ["tidak apa apa", "tidak papa", "tidak apa2", "tidak apa", "tidak masalah", "tidak ada masalah", "no problem", "tidak keberatan", "tidak salah", "bukan masalah"];

    private static readonly string[] Unknowing =
        ["tidak tahu", "tidak tau", "belum tahu", "belum tau", "tidak yakin", "tidak mengerti", "tidak paham", "belum tentu", "not sure",
         "bisa jadi", "ya atau tidak", "ya tidak", "dont know", "tidak ngerti"];

    public static bool? Read(string text)
    {
        var emoji = ReadEmoji(text);
        var words = TextFolding.Words(text).Select(Collapse).ToArray();
        if (words.Length == 0) return emoji;
        var reply = $" {string.Join(' ', words)} ";
        if (Unknowing.Any(p => reply.Contains($" {p} ", StringComparison.Ordinal))) return null;
        if (reply is " kenapa tidak " or " mengapa tidak " or " why not ") return true;
        foreach (var phrase in FineAsItIs)
        {
            if (reply.Contains($" {phrase} ", StringComparison.Ordinal))
                return words.Length <= MostWords && !ReadWords(Without(reply, phrase)).Contains(false) ? true : null;
        }
        var answers = ReadWords(words);
        if (words.Length > MostWords && Meaning(words[0]) is null) return null;
        return Combine(answers) is { } answer && (emoji is null || emoji == answer) ? answer : null;
    }

    // Yes after no is a negated yes ("tidak setuju"); no after yes takes it back, which leaves it open.
    private static bool? Combine(List<bool> answers)
    {
        if (answers.Count == 0) return null;
        var firstNo = answers.IndexOf(false);
        if (firstNo < 0) return true;
        return firstNo == 0 ? false : null;
    }

    private static List<bool> ReadWords(string[] words) => [.. words.Take(3 * MostWords).Select(Meaning).OfType<bool>()];

    private static string[] Without(string reply, string phrase) =>
        reply.Replace($" {phrase} ", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool? Meaning(string word)
    {
        if (No.Contains(word)) return false;
        if (Yes.Contains(word)) return true;
        if (word.Length is < ShortestForgivenWord or > 10 || OtherWords.Contains(word)) return null;
        var (yes, no) = (Yes.Any(IsNear), No.Any(IsNear));
        return yes == no ? null : yes;

        bool IsNear(string known) => known.Length >= ShortestForgivenWord && EditDistance.Bounded(word, known, 1) <= 1;
    }

    // "yaaaa" and "okeee": letters held down. Only runs that end a word or are three long, so that "nggak" stays.
    private static string Collapse(string word)
    {
        if (Yes.Contains(word) || No.Contains(word)) return word;
        var kept = new System.Text.StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (kept.Length == 0 || kept[^1] != c) kept.Append(c);
        }
        var collapsed = kept.ToString();
        var expanded = TextFolding.Expand(collapsed);
        return Yes.Contains(expanded) || No.Contains(expanded) ? expanded : collapsed == "ngak" ? "tidak" : word;
    }

    private static bool? ReadEmoji(string text)
    {
        var yes = text.Contains('\u2705') || text.Contains('\u2714') || text.Contains('\u2611')
            || text.Contains("\U0001F44D", StringComparison.Ordinal) || text.Contains("\U0001F44C", StringComparison.Ordinal)
            || text.Contains("\U0001F197", StringComparison.Ordinal);
        var no = text.Contains('\u274C') || text.Contains('\u2716') || text.Contains('\u274E')
            || text.Contains("\U0001F44E", StringComparison.Ordinal) || text.Contains("\U0001F6AB", StringComparison.Ordinal)
            || text.Contains("\U0001F645", StringComparison.Ordinal);
        return yes == no ? null : yes;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
