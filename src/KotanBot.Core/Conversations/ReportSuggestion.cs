using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Conversations;

/// <summary>What a person's own reports of the year say about an item.</summary>
internal static class ReportSuggestion
{
    /// <summary>Null where the item does not look at reports, or where they reach no option above the lowest: what was not reported is not proven, so it is simply asked.</summary>
    public static SuggestedOption? For(BankItem item, ImmutableArray<OwnReports> reports)
    {
        if (item.Evidence is not { } evidence)
            return null;
        var about = reports.Where(r => r.Dialog == evidence.Dialog && r.Step == evidence.Step)
            .Select(r => (r.Count, Options: r.Options.Where(o => evidence.Options.IsEmpty || evidence.Options.Contains(o)).ToArray()))
            .Where(r => r.Options.Length > 0 || (evidence is { Counts: EvidenceCount.Reports, Options.IsEmpty: true }))
            .ToList();
        var count = evidence.Counts == EvidenceCount.Reports ? about.Sum(r => r.Count) : about.SelectMany(r => r.Options).Distinct().Count();
        var reached = evidence.LowerBounds.Count(bound => count >= bound);
        return reached == 0 || reached >= item.Options.Length ? null : new SuggestedOption(item.Id, item.Options[reached].Key, count, evidence.Counts);
    }
}
