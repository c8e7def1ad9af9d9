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
        var calibrated = calibration?.Items.ToDictionary(i => i.Id);
        return new ItemPool
        {
            Variables = variables,
            Items = [.. items.Select(i => new PoolItem(i.Id, variables.IndexOf(i.Variable), i.Dimension, calibrated?.GetValueOrDefault(i.Id)))],
            Moments = calibration?.Moments is { } moments ? Only(moments, [.. items.Select(i => i.Id)]) : null,
        };
    }

    /// <summary>The moments of some items, in their order; null when one of them has none.</summary>
    private static JointMoments? Only(JointMoments moments, ImmutableArray<string> items)
    {
        var places = items.Select(i => moments.Items.IndexOf(i)).ToArray();
        if (places.Contains(-1))
            return null;
        return new JointMoments
        {
            Items = items,
            Means = [.. places.Select(p => moments.Means[p])],
            Covariances = [.. places.SelectMany(p => places.Select(q => moments.Covariance(p, q)))],
            Counts = [.. places.Select(p => moments.Counts[p])],
        };
    }
}
