using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>Makes pools from calibrations.</summary>
public static class ItemPools
{
    /// <summary>
    /// A pool of the calibration's items, in the given order. Where the calibration holds no moments, those that its parameters imply serve; where
    /// it has neither, the pool is not calibrated.
    /// </summary>
    /// <param name="items">Ids of items of the calibration; null takes all of them.</param>
    public static ItemPool Of(CalibratedBank bank, IReadOnlyList<string>? items = null)
    {
        var known = bank.Items.ToDictionary(i => i.Id);
        var chosen = items is null ? bank.Items : [.. items.Select(i => known[i])];
        var variables = bank.Variables.Select(v => v.Id).Where(v => chosen.Any(i => i.Variable == v)).ToImmutableArray();
        return new ItemPool
        {
            Variables = variables,
            Items = [.. chosen.Select(i => new PoolItem(i.Id, variables.IndexOf(i.Variable), i.Dimension, i))],
            Moments = bank.Moments is { } moments ? Of(moments, [.. chosen.Select(i => i.Id)]) : ImpliedMoments.Of(chosen),
        };
    }

    /// <summary>The moments of some items, in the given order.</summary>
    /// <exception cref="KeyNotFoundException">An item has no moments.</exception>
    public static JointMoments Of(JointMoments moments, IReadOnlyList<string> items)
    {
        var places = moments.Items.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var rows = items.Select(i => places[i]).ToArray();
        return new JointMoments
        {
            Items = [.. items],
            Means = [.. rows.Select(r => moments.Means[r])],
            Covariances = [.. rows.SelectMany(r => rows.Select(c => moments.Covariance(r, c)))],
            Counts = [.. rows.Select(r => moments.Counts[r])],
        };
    }
}
