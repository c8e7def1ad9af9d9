using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds items that one respondent would take for the same: equal or nearly equal words, or an equal label in the review. A bank gains nothing from
/// the second, and the questionnaire loses a question.
/// </summary>
internal static class DuplicateChecker
{
    private const double SameShare = 0.8;
    private const int ShortestForgiven = 6;

    private static readonly HashSet<string> StopWords =
    [
        "yang", "di", "ke", "dari", "pada", "untuk", "dengan", "dalam", "oleh", "bagi", "tentang", "dan", "atau", "serta", "ini", "itu", "anda", "kami", "kita", "saudara", "para",
        "apakah", "apa", "saja", "seberapa", "sering", "berapa", "kali", "banyak", "siapa", "bagaimana", "mana", "ada", "adalah", "sudah", "telah", "akan", "pernah", "bisa", "dapat",
        "tahun", "bulan", "setahun", "sebulan", "terakhir", "selama", "secara", "agar", "jika", "kalau", "bila",
    ];

    public static void Check(ItemBank bank, IReadOnlyList<YamlMap> places, IssueList issues)
    {
        var words = bank.Items.Select(i => StemText.Words(i.Text.Indonesian)).ToArray();
        var contents = words.Select(w => w.Where(x => !StopWords.Contains(x)).Distinct().ToArray()).ToArray();
        for (var i = 1; i < bank.Items.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (item, other) = (bank.Items[i], bank.Items[j]);
                if (!Meet(item, other))
                    continue;
                if (words[i].SequenceEqual(words[j]))
                    issues.Add("duplicate-item", places[i].Find("text")!, $"`{item.Id}` asks in the same words as `{other.Id}`");
                else if (AreAlike(contents[i], contents[j]))
                    issues.Add("near-duplicate", places[i].Find("text")!, $"`{item.Id}` asks in nearly the same words as `{other.Id}`");
                if (TextFolding.Fold(item.Label.Indonesian) == TextFolding.Fold(other.Label.Indonesian))
                    issues.Add("duplicate-label", places[i].Find("label")!, $"in the review nobody could tell `{item.Id}` from `{other.Id}`: both are called {item.Label.Indonesian}");
            }
        }
    }

    /// <summary>Whether one respondent can be asked both.</summary>
    private static bool Meet(BankItem item, BankItem other) => item.Groups.IsEmpty || item.Groups.Intersect(other.Groups).Any();

    /// <summary>Whether nearly all words but the most common ones are in both.</summary>
    private static bool AreAlike(string[] words, string[] others)
    {
        var shared = words.Count(w => others.Any(o => IsSame(w, o)));
        return shared >= 2 && shared >= SameShare * (words.Length + others.Length - shared);
    }

    /// <summary>Long words may differ by one letter or in a suffix ("melapor", "melaporkan").</summary>
    private static bool IsSame(string word, string other) =>
        word == other || (Math.Min(word.Length, other.Length) >= ShortestForgiven
            && (EditDistance.Bounded(word, other, 1) <= 1 || word == other + "kan" || other == word + "kan" || word == other + "nya" || other == word + "nya"));
}
