using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Conversations;

/// <summary>What stands beside the options of an item and is none of them: two reasons to leave it open, and the yes to what the reports say.</summary>
internal static class ItemReasons
{
    public const string ConfirmKey = "ya";

    public static readonly ImmutableArray<string> All = [SkipReasons.DoesNotKnow, SkipReasons.NotApplicable];

    public static TextKey LabelOf(string reason) => reason == SkipReasons.DoesNotKnow ? EngineTexts.ItemNotKnown : EngineTexts.ItemNotApplicable;
}
