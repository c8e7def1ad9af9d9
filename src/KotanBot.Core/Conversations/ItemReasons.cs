using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>What stands beside the options of an item and is none of them: two reasons to leave it open, and the yes to what the reports say.</summary>
internal static class ItemReasons
{
    public const string ConfirmKey = "ya";

    public static readonly ImmutableArray<string> All = [SkipReasons.DoesNotKnow, SkipReasons.NotApplicable];

    /// <summary>The reason that a whole message is, or null. "Tidak" alone may be an option and is never taken for a reason.</summary>
    public static string? In(Turn turn, string text)
    {
        var said = TextFolding.Fold(text);
        return All.FirstOrDefault(r => Names(turn, r).Any(n => TextFolding.Fold(n) == said));
    }

    private static IEnumerable<string> Names(Turn turn, string reason) => [reason, turn.Text(LabelOf(reason)), turn.Text(AnswerText.SkipTextOf(reason))];

    public static TextKey LabelOf(string reason) => reason == SkipReasons.DoesNotKnow ? EngineTexts.ItemNotKnown : EngineTexts.ItemNotApplicable;
}
