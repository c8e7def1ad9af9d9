using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>What a question asks for, as far as its words tell.</summary>
internal enum StemKind
{
    /// <summary>"Apakah …?", "Pernahkah …?": yes or no.</summary>
    YesNo,

    /// <summary>"Seberapa sering …?", "Berapa kali …?".</summary>
    HowOften,

    /// <summary>"Berapa orang …?", "Berapa banyak …?".</summary>
    HowMany,

    /// <summary>Any other question word: "Siapa …?", "Bagaimana …?".</summary>
    Open,

    /// <summary>No word that the list knows; no rule judges it.</summary>
    Unknown,
}

internal static class StemKinds
{
    private static readonly string[] Often = ["seberapa sering", "berapa sering", "berapa kali", "berapakah kali"];

    private static readonly string[] AskingWords =
        ["seberapa", "siapa", "siapakah", "bagaimana", "bagaimanakah", "kapan", "kapankah", "mana", "manakah", "mengapa", "kenapa", "sejauh", "apa saja", "apakah yang", "apakah saja"];

    // Listed, not found by the ending: "langkah", "naskah" and "menikah" end alike.
    private static readonly string[] YesNoWords =
        ["apakah", "adakah", "sudahkah", "pernahkah", "bisakah", "dapatkah", "masihkah", "maukah", "mampukah", "tersediakah", "perlukah", "benarkah", "cukupkah", "setujukah", "belumkah"];

    // "Berapa lama" and the like ask for an extent, which has other words.
    private static readonly string[] Extents = ["lama", "jauh", "dekat", "besar", "tinggi", "cepat", "baik", "yakin", "kuat", "lengkap", "jelas", "mudah", "luas", "penting", "aktif"];

    public static StemKind Of(ImmutableArray<string> words)
    {
        if (StemText.HasAny(words, Often))
            return StemKind.HowOften;
        for (var i = 0; i < words.Length; i++)
            if (words[i] is "berapa" or "berapakah")
                return i + 1 < words.Length && Extents.Contains(words[i + 1]) ? StemKind.Open : StemKind.HowMany;
        if (StemText.Has(words, "seberapa banyak"))
            return StemKind.HowMany;
        if (StemText.HasAny(words, AskingWords))
            return StemKind.Open;
        return words.Any(w => YesNoWords.Contains(w)) ? StemKind.YesNo : StemKind.Unknown;
    }
}
