using System.Numerics;
using KotanBot.Core.Questionnaires;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class SeededDrawsTests
{
    [Fact]
    public void The_stream_is_that_of_the_published_generator()
    {
        // SplitMix64 of seed 0 gives e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec: rotl(state[1] × 5, 7) × 9 by hand.
        Assert.Equal(unchecked(BitOperations.RotateLeft(0x6e789e6aa1b965f4UL * 5, 7) * 9), new SeededDraws(0).NextBits());
    }

    [Fact]
    public void Equal_seeds_draw_alike_and_others_do_not()
    {
        var (one, same, other) = (SeededDraws.From("7/a"), SeededDraws.From("7/a"), SeededDraws.From("7/b"));
        var first = Enumerable.Range(0, 5).Select(_ => one.NextBits()).ToArray();
        Assert.Equal(first, Enumerable.Range(0, 5).Select(_ => same.NextBits()));
        Assert.NotEqual(first, Enumerable.Range(0, 5).Select(_ => other.NextBits()));
    }

    [Fact]
    public void Below_reaches_every_number_about_equally_often()
    {
        var draws = new SeededDraws(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[draws.Below(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 10_000 - 400, 10_000 + 400)); // 4 standard deviations
    }

    [Fact]
    public void Normal_draws_have_mean_0_and_variance_1()
    {
        var draws = new SeededDraws(2);
        var values = Enumerable.Range(0, 40_000).Select(_ => draws.Normal()).ToArray();
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(v => v * v), 0.97, 1.03);
        Assert.InRange(values.Count(v => Math.Abs(v) > 1.959964) / 40_000.0, 0.0456, 0.0544);
    }

    [Fact]
    public void A_shuffle_keeps_the_values_and_makes_every_order_about_as_often()
    {
        var draws = new SeededDraws(3);
        var orders = new Dictionary<string, int>();
        for (var i = 0; i < 12_000; i++)
        {
            int[] values = [1, 2, 3];
            draws.Shuffle<int>(values);
            var order = string.Concat(values);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, c => Assert.InRange(c, 2000 - 170, 2000 + 170));
    }
}
