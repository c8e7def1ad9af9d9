using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

/// <summary>Small pools whose moments are known exactly.</summary>
internal static class ItemPoolSamples
{
    /// <summary>Items named a1, a2, …, b1, …: one letter a variable.</summary>
    public static ItemPool Uncalibrated(params int[] sizes) => new()
    {
        Variables = [.. sizes.Select((_, v) => Name(v))],
        Items = [.. sizes.SelectMany((size, v) => Enumerable.Range(1, size).Select(i => new PoolItem($"{Name(v)}{i}", v, null, null)))],
    };

    /// <summary>One common factor per variable with the given loadings and unit item variances; variables correlate with 0.3 times the loadings.</summary>
    public static ItemPool Calibrated(params double[][] loadings)
    {
        var pool = Uncalibrated([.. loadings.Select(l => l.Length)]);
        var all = loadings.SelectMany((l, v) => l.Select(x => (Variable: v, Loading: x))).ToArray();
        var covariances = new double[all.Length * all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            for (var j = 0; j < all.Length; j++)
                covariances[(i * all.Length) + j] = i == j ? 1 : all[i].Loading * all[j].Loading * (all[i].Variable == all[j].Variable ? 1 : 0.3);
        }

        return new ItemPool
        {
            Variables = pool.Variables,
            Items = pool.Items,
            Moments = new JointMoments
            {
                Items = [.. pool.Items.Select(i => i.Id)],
                Means = [.. all.Select(_ => 2.5)],
                Covariances = [.. covariances],
                Counts = [.. all.Select(_ => 1000)],
            },
        };
    }

    public static ItemPool WithDimensions(ItemPool pool, params string[] dimensions) => new()
    {
        Variables = pool.Variables,
        Items = [.. pool.Items.Select((item, i) => item with { Dimension = dimensions[i] })],
        Moments = pool.Moments,
    };

    /// <summary>Plays a questionnaire to its end, answering with what <paramref name="answer"/> says of an item's place.</summary>
    public static (DeliveryStart Start, ImmutableArray<PickedItem> Picked) Play(
        ItemPool pool, QuestionnairePlan plan, ulong seed, Func<int, int>? answer = null, ExposureCounts? exposure = null, int? rotation = null)
    {
        var start = ItemDelivery.Begin(pool, plan, exposure ?? ExposureCounts.None, seed, rotation);
        var picked = ImmutableArray.CreateBuilder<PickedItem>();
        var answers = ImmutableArray<ItemAnswer>.Empty;
        while (ItemDelivery.Next(pool, plan, start, answers) is { } next)
        {
            picked.Add(next);
            answers = answers.Add(new ItemAnswer(next.Item, answer?.Invoke(next.Item) ?? 2));
        }

        return (start, picked.ToImmutable());
    }

    private static string Name(int variable) => ((char)('a' + variable)).ToString();
}
