using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Makes the pool of one group of respondents: its items in the order of the bank, with what a calibration knows of them.</summary>
internal static class BankPool
{
    public static ItemPool Of(ItemBank bank, CalibratedBank? calibration, string group)
    {
        var items = bank.ItemsOf(group);
        ImmutableArray<string> variables = [.. bank.Variables.Select(v => v.Id).Where(v => items.Any(i => i.Variable == v))];
        var known = calibration?.ForGroup(group).Items.ToDictionary(i => i.Id);
        // The bank says which variable an item measures; parameters written by hand need not.
        var calibrated = items.Select(i => known?.GetValueOrDefault(i.Id) is { } found ? found with { Variable = i.Variable } : null).ToArray();
        return new ItemPool
        {
            Variables = variables,
            Items = [.. items.Select((item, i) => new PoolItem(item.Id, variables.IndexOf(item.Variable), item.Dimension, calibrated[i]))],
            Moments = calibration is null || calibrated.Contains(null) ? null : ItemPools.MomentsOf(calibration.Moments, [.. calibrated.OfType<CalibratedItem>()]),
        };
    }
}
