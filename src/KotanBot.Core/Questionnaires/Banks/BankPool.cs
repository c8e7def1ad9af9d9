using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Makes the pool of one group of respondents: its items in the order of the bank, with what a calibration knows of them.</summary>
internal static class BankPool
{
    public static ItemPool Of(ItemBank bank, CalibratedBank? calibration, string group)
    {
        var items = bank.ItemsOf(group);
        ImmutableArray<string> variables = [.. bank.Variables.Select(v => v.Id).Where(v => items.Any(i => i.Variable == v))];
        var calibrated = calibration?.ForGroup(group).Items.ToDictionary(i => i.Id);
        return new ItemPool
        {
            Variables = variables,
            Items = [.. items.Select(i => new PoolItem(i.Id, variables.IndexOf(i.Variable), i.Dimension, calibrated?[i.Id]))],
            Moments = calibration?.Moments is { } moments ? ItemPools.Of(moments, [.. items.Select(i => i.Id)])
                : calibrated is null ? null : ImpliedMoments.Of([.. items.Select(i => calibrated[i.Id])]),
        };
    }
}
