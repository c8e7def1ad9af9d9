using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// The items that one group of respondents may be asked, with what is known about them. Built once for a bank, its calibration and a group,
/// and shared; the full form of the group is exactly these items.
/// </summary>
public sealed class ItemPool
{
    public required ImmutableArray<PoolItem> Items { get; init; }

    /// <summary>Ids of the variables, in the order of the bank.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>Moments of exactly <see cref="Items"/>, in their order; null while the bank is not calibrated.</summary>
    public JointMoments? Moments { get; init; }

    public bool IsCalibrated => Moments is not null;
}

/// <summary>One item as the selection sees it. <paramref name="Variable"/> is a place in <see cref="ItemPool.Variables"/>.</summary>
public sealed record PoolItem(string Id, int Variable, string? Dimension, CalibratedItem? Calibrated);
