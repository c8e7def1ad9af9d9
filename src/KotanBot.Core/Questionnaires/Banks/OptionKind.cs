using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>What a set of options says, as far as its words tell.</summary>
internal enum OptionKind
{
    /// <summary>"Tidak setuju … sangat setuju": judges a statement.</summary>
    Agreement,

    /// <summary>"Tidak pernah … selalu": answers how often.</summary>
    Frequency,

    /// <summary>"Tidak ada … semua", "1–2 … lebih dari 5": answers how many.</summary>
    Amount,

    /// <summary>"Ya", "tidak": answers whether.</summary>
    YesNo,

    /// <summary>Anything else, above all ladders, each rung of which describes a state.</summary>
    Ladder,
}

internal static class OptionKinds
{
    private static readonly string[] AgreementWords = ["setuju", "sependapat", "agree", "disagree"];

    private static readonly string[] FrequencyWords = ["pernah", "jarang", "kadang", "kadang kadang", "sesekali", "sering", "selalu"];

    private static readonly string[] TimeWords =
        ["kali", "sekali", "setiap", "tiap", "rutin", "harian", "mingguan", "bulanan", "tahunan", "sehari", "seminggu", "sebulan", "setahun", "berkala", "terus", "berulang", "hari", "minggu", "bulan", "triwulan", "semester", "tahun"];

    private static readonly string[] AmountWords =
        ["tidak ada", "belum ada", "tak ada", "nihil", "sedikit", "banyak", "sebagian", "separuh", "setengah", "semua", "semuanya", "seluruh", "seluruhnya", "beberapa", "persen", "hampir", "kebanyakan",
        "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "seorang", "lebih dari", "kurang dari"];

    public static OptionKind Of(ImmutableArray<Option> options)
    {
        var labels = options.Select(o => StemText.Words(o.Label.Indonesian)).ToArray();
        if (labels.Count(l => StemText.HasAny(l, AgreementWords)) >= 2)
            return OptionKind.Agreement;
        if (labels.Any(l => l is ["ya", ..]) && labels.All(l => l is [("ya" or "tidak" or "belum" or "sudah"), ..]))
            return OptionKind.YesNo;
        if (labels.All(TellsFrequency) && labels.Any(l => StemText.HasAny(l, FrequencyWords)))
            return OptionKind.Frequency;
        return labels.All(l => l.Length <= 4 && TellsAmount(l)) ? OptionKind.Amount : OptionKind.Ladder;
    }

    public static bool TellFrequency(ImmutableArray<Option> options) => options.Any(o => TellsFrequency(StemText.Words(o.Label.Indonesian)));

    public static bool TellAmount(ImmutableArray<Option> options) => options.Any(o => TellsAmount(StemText.Words(o.Label.Indonesian)));

    private static bool TellsFrequency(ImmutableArray<string> label) => StemText.HasAny(label, FrequencyWords) || StemText.HasAny(label, TimeWords);

    private static bool TellsAmount(ImmutableArray<string> label) => StemText.HasAny(label, AmountWords) || label.Any(w => w.All(char.IsAsciiDigit));
}
