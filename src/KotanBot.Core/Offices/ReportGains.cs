using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Offices;

/// <summary>An item that looks at reports, and the bank that it stands in.</summary>
public sealed record EvidenceItem(string Bank, BankItem Item);

/// <summary>An item of a sheet for which the verified reports prove a higher option with a report than without it.</summary>
public sealed record ReportGain(string Bank, string Item);

/// <summary>What a report changes in the evidence that verified reports give a sheet.</summary>
public static class ReportGains
{
    /// <summary>The items that reports of this dialog are evidence for.</summary>
    public static ImmutableArray<EvidenceItem> ItemsFor(DefinitionSet definitions, string dialogId) =>
        [.. definitions.Banks.SelectMany(b => b.Items.Where(i => i.Evidence?.Dialog == dialogId).Select(i => new EvidenceItem(b.Id, i)))];

    /// <summary>Counts of the same reports, once without the one that is asked about and once with it. What did not rise is left out.</summary>
    public static ImmutableArray<ReportGain> Between(ImmutableArray<EvidenceItem> items, ImmutableArray<OwnReports> without, ImmutableArray<OwnReports> with) =>
        [.. items.Where(i => Reached(i.Item, with) > Reached(i.Item, without)).Select(i => new ReportGain(i.Bank, i.Item.Id))];

    /// <summary>Place of the option that the reports prove; 0 for the lowest, which needs no proof.</summary>
    private static int Reached(BankItem item, ImmutableArray<OwnReports> reports)
    {
        var proven = ReportSuggestion.For(item, reports);
        return proven is null ? 0 : item.Options.ToList().FindIndex(o => o.Key == proven.Key);
    }
}
