using System.Collections.Immutable;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>How people say that they leave a question out, and why.</summary>
internal static class SkipWords
{
    /// <summary>Said instead of an answer, these alone mean that the person does not know.</summary>
    private static readonly ImmutableHashSet<string> NotKnown =
    [
        "tidak tahu", "tdk tahu", "tidak tau", "gak tahu", "gak tau", "ga tau", "ga tahu", "nggak tahu", "nggak tau", "enggak tahu", "enggak tau", "kurang tahu", "kurang tau",
        "belum tahu", "belum tau", "entah", "entahlah", "lupa", "tidak ingat", "ga ingat", "gak ingat", "nggak ingat", "don't know", "dont know", "not sure",
    ];

    private static readonly ImmutableDictionary<string, ImmutableArray<string>> Reasons = new Dictionary<string, ImmutableArray<string>>
    {
        [SkipReasons.DoesNotKnow] = [.. NotKnown, "do not know"],
        [SkipReasons.NoRecord] = ["tidak ada catatan", "tidak dicatat", "tidak ada data", "tidak ada datanya", "belum ada data", "no record"],
        [SkipReasons.NotApplicable] = ["tidak berlaku", "tidak ada", "tidak perlu", "tidak cocok", "not applicable"],
        [SkipReasons.PrefersNot] = ["tidak mau", "tidak mau menjawab", "rahasia", "prefer not to say"],
    }.ToImmutableDictionary();

    public static bool SaysNotKnown(string text) => NotKnown.Contains(TextFolding.FoldKeepingMarks(text).Trim(' ', '.', ',', '!'));

    /// <summary>The reason that a text gives, or null.</summary>
    public static string? ReasonIn(Turn turn, string text)
    {
        var words = SkipReasons.All.Select(r => new ChoiceWords(r, turn.Text(AnswerText.SkipTextOf(r)), Reasons[r])).ToList();
        return text.Length > 0 && ChoiceReader.Read(text, words) is ChoiceReading.One one ? one.Key : null;
    }
}
