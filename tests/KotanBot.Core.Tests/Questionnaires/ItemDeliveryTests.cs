using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;
using static KotanBot.Core.Tests.Questionnaires.ItemPoolSamples;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class ItemDeliveryTests
{
    private static readonly double[] s_loadings = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

    [Theory]
    [InlineData(SelectionMode.Random)]
    [InlineData(SelectionMode.Static)]
    [InlineData(SelectionMode.Matrix)]
    [InlineData(SelectionMode.Adaptive)]
    [InlineData(SelectionMode.Hybrid)]
    public void Asks_the_planned_number_and_nothing_twice(SelectionMode mode)
    {
        var pool = Calibrated(s_loadings, s_loadings, s_loadings);
        for (ulong seed = 0; seed < 200; seed++)
        {
            var plan = new QuestionnairePlan { Items = 1 + (int)(seed % 18), Mode = mode };
            var (start, picked) = Play(pool, plan, seed, item => item % 4);
            Assert.Equal(plan.Items, picked.Length);
            Assert.Equal(picked.Length, picked.Select(p => p.Item).Distinct().Count());
            Assert.Equal(picked.Length, ItemDelivery.Most(pool, plan, start));
            Assert.Equal(picked.Select(p => pool.Items[p.Item].Variable).Order(), picked.Select(p => pool.Items[p.Item].Variable));
        }
    }

    [Fact]
    public void Asks_everything_when_the_plan_names_no_number()
    {
        var (start, picked) = Play(Uncalibrated(3, 4), new QuestionnairePlan(), 1);
        Assert.True(start.FullForm);
        Assert.Equal(7, picked.Length);
        Assert.All(picked, p => Assert.Equal((AskedAs.Full, 1.0), (p.As, p.Probability)));
    }

    [Fact]
    public void Draws_everything_while_the_bank_is_not_calibrated()
    {
        var (_, picked) = Play(Uncalibrated(6, 6), new QuestionnairePlan { Items = 8, Mode = SelectionMode.Hybrid }, 5);
        Assert.Equal(8, picked.Length);
        Assert.All(picked, p => Assert.Equal(AskedAs.Drawn, p.As));
    }

    [Fact]
    public void Divides_the_items_evenly_and_rotates_the_remainder()
    {
        var pool = Uncalibrated(6, 2, 6);
        var quotas = Enumerable.Range(0, 3).Select(r => ItemDelivery.Begin(pool, new QuestionnairePlan { Items = 10 }, ExposureCounts.None, 1, r).Quotas).ToArray();
        Assert.All(quotas, q => Assert.Equal(10, q.Sum()));
        Assert.All(quotas, q => Assert.Equal(2, q[1]));
        quotas = [.. Enumerable.Range(0, 3).Select(r => ItemDelivery.Begin(pool, new QuestionnairePlan { Items = 4 }, ExposureCounts.None, 1, r).Quotas)];
        Assert.Equal([2, 1, 1], quotas[0]);
        Assert.Equal([1, 2, 1], quotas[1]);
        Assert.Equal([1, 1, 2], quotas[2]);
    }

    [Fact]
    public void Keeps_the_quotas_that_the_plan_names()
    {
        var plan = new QuestionnairePlan { Items = 9, Quotas = ImmutableDictionary<string, int>.Empty.Add("b", 1) };
        Assert.Equal([4, 1, 4], ItemDelivery.Begin(Uncalibrated(6, 6, 6), plan, ExposureCounts.None, 3).Quotas);
    }

    [Fact]
    public void Draws_a_quarter_of_each_variable_first_and_then_chooses()
    {
        var (_, picked) = Play(Calibrated(s_loadings, s_loadings), new QuestionnairePlan { Items = 8 }, 11);
        Assert.Equal([AskedAs.Drawn, AskedAs.Chosen, AskedAs.Chosen, AskedAs.Chosen, AskedAs.Drawn, AskedAs.Chosen, AskedAs.Chosen, AskedAs.Chosen], picked.Select(p => p.As));
    }

    [Fact]
    public void Draws_as_many_as_the_plan_says()
    {
        var (_, picked) = Play(Calibrated(s_loadings, s_loadings), new QuestionnairePlan { Items = 8, Drawn = 5 }, 11);
        Assert.Equal(5, picked.Count(p => p.As == AskedAs.Drawn));
    }

    [Fact]
    public void Every_applicable_item_keeps_a_positive_probability_and_comes_up_as_often_as_it_says()
    {
        var pool = WithDimensions(Uncalibrated(7), "x", "x", "x", "y", "y", "z", "z");
        var exposure = ExposureCounts.From(new Dictionary<string, int> { ["a1"] = 500, ["a2"] = 100, ["a3"] = 20, ["a4"] = 3, ["a5"] = 1000 });
        const int times = 40_000;
        var taken = new int[7];
        var stated = new double[7];
        for (ulong seed = 0; seed < times; seed++)
        {
            var drawn = ItemDelivery.Begin(pool, new QuestionnairePlan { Items = 3, Mode = SelectionMode.Matrix }, exposure, seed).Drawn;
            Assert.Equal(3, drawn.Select(d => d.Item).Distinct().Count());
            foreach (var item in drawn)
            {
                taken[item.Item]++;
                stated[item.Item] = item.Probability;
            }
        }

        Assert.Equal(3, stated.Sum(), 9);
        Assert.All(stated, p => Assert.InRange(p, 0.75 * 3 / 7, 1));
        Assert.True(stated[5] > stated[3] && stated[3] > stated[4]);
        for (var i = 0; i < 7; i++)
            Assert.InRange(taken[i] / (double)times, stated[i] - (4.5 * Math.Sqrt(stated[i] * (1 - stated[i]) / times)) - 1e-9, stated[i] + (4.5 * Math.Sqrt(stated[i] * (1 - stated[i]) / times)) + 1e-9);
    }

    [Fact]
    public void Spreads_the_draw_over_the_dimensions()
    {
        var pool = WithDimensions(Uncalibrated(8), "x", "x", "x", "x", "y", "y", "y", "y");
        for (ulong seed = 0; seed < 500; seed++)
        {
            var drawn = ItemDelivery.Begin(pool, new QuestionnairePlan { Items = 4, Mode = SelectionMode.Matrix }, ExposureCounts.None, seed).Drawn;
            Assert.Equal(2, drawn.Count(d => d.Item < 4));
        }
    }

    [Fact]
    public void The_draw_does_not_depend_on_answers()
    {
        var pool = Calibrated(s_loadings, s_loadings);
        var plan = new QuestionnairePlan { Items = 8, Drawn = 4, StopAtStandardError = 0.5, StopAtGain = 0.1 };
        for (ulong seed = 0; seed < 100; seed++)
        {
            var (_, all) = Play(pool, plan, seed, _ => 4);
            var (_, skipped) = Play(pool, plan, seed, _ => 0);
            Assert.Equal(all.Where(p => p.As == AskedAs.Drawn), skipped.Where(p => p.As == AskedAs.Drawn));
            Assert.Equal(4, all.Count(p => p.As == AskedAs.Drawn));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_items()
    {
        var pool = Calibrated(s_loadings, s_loadings);
        var plan = new QuestionnairePlan { Items = 7, FullFormShare = 0.3 };
        for (ulong seed = 0; seed < 50; seed++)
            Assert.Equal(Play(pool, plan, seed).Picked, Play(pool, plan, seed).Picked);
    }

    [Fact]
    public void Chooses_the_item_that_lowers_the_variance_of_the_full_form_most()
    {
        var pool = Calibrated([0.2, 0.9, 0.5, 0.4, 0.7]);
        var picked = Play(pool, new QuestionnairePlan { Items = 4, Mode = SelectionMode.Adaptive }, 1).Picked.Select(p => p.Item).ToArray();
        Assert.Equal(1, picked[0]);
        for (var n = 0; n < picked.Length; n++)
        {
            var before = picked[..n];
            var left = Enumerable.Range(0, 5).Except(before).Select(k => RemainingVariance(pool.Moments!, [.. before, k])).ToArray();
            Assert.Equal(left.Min(), RemainingVariance(pool.Moments!, picked[..(n + 1)]), 12);
        }
    }

    [Fact]
    public void A_skipped_item_is_not_replaced_and_tells_nothing()
    {
        var pool = Calibrated([0.9, 0.85, 0.5, 0.4]);
        var plan = new QuestionnairePlan { Items = 2, Mode = SelectionMode.Adaptive };
        Assert.Equal([0, 1], Play(pool, plan, 1, _ => 0).Picked.Select(p => p.Item));
    }

    [Fact]
    public void Static_asks_everybody_the_same_items_whatever_they_skip()
    {
        var pool = Calibrated(s_loadings, s_loadings);
        var plan = new QuestionnairePlan { Items = 6, Mode = SelectionMode.Static };
        var expected = Play(pool, plan, 1).Picked.Select(p => p.Item);
        for (ulong seed = 0; seed < 20; seed++)
            Assert.Equal(expected, Play(pool, plan, seed, item => (item + (int)seed) % 3).Picked.Select(p => p.Item));
    }

    [Fact]
    public void Chosen_items_keep_to_the_share_of_each_dimension()
    {
        var pool = WithDimensions(Calibrated([0.9, 0.9, 0.9, 0.3, 0.3, 0.3]), "x", "x", "x", "y", "y", "y");
        var (_, picked) = Play(pool, new QuestionnairePlan { Items = 4, Mode = SelectionMode.Adaptive }, 1);
        Assert.Equal(2, picked.Count(p => p.Item < 3));
    }

    [Fact]
    public void Stops_when_the_full_form_is_known_well_enough_but_never_before_the_minimum()
    {
        var pool = Calibrated([.. Enumerable.Repeat(0.8, 20)]);
        var stopping = new QuestionnairePlan { Items = 20, StopAtStandardError = 0.25 };
        var stopped = Play(pool, stopping, 3).Picked.Length;
        Assert.InRange(stopped, 2, 19);
        Assert.True(Play(pool, stopping with { StopAtStandardError = 0.1 }, 3).Picked.Length > stopped);
        Assert.Equal(stopped + 2, Play(pool, stopping with { Minimum = stopped + 2 }, 3).Picked.Length);
        Assert.Equal(stopped + 1, Play(pool, stopping with { Minimum = stopped + 1, StopAtStandardError = null, StopAtGain = 1 }, 3).Picked.Length);
    }

    [Fact]
    public void Gives_the_full_form_to_the_planned_share_of_respondents()
    {
        var plan = new QuestionnairePlan { Items = 2, FullFormShare = 0.1 };
        var full = Enumerable.Range(0, 5000).Count(seed => ItemDelivery.Begin(Uncalibrated(4), plan, ExposureCounts.None, (ulong)seed).FullForm);
        Assert.InRange(full / 5000.0, 0.1 - 0.015, 0.1 + 0.015);
        for (ulong seed = 0; seed < 100; seed++)
            Assert.Equal(ItemDelivery.Begin(Uncalibrated(4), plan, ExposureCounts.None, seed).FullForm, ItemDelivery.Begin(Uncalibrated(4), plan with { Items = 3 }, ExposureCounts.None, seed).FullForm);
    }

    /// <summary>Variance of the mean of all items given some, by Gaussian elimination of the known ones.</summary>
    private static double RemainingVariance(JointMoments moments, int[] known)
    {
        var n = moments.Items.Length;
        var p = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                p[i, j] = moments.Covariance(i, j);
        }

        foreach (var k in known)
        {
            var column = Enumerable.Range(0, n).Select(i => p[i, k]).ToArray();
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                    p[i, j] -= column[i] * column[j] / column[k];
            }
        }

        return p.Cast<double>().Sum() / (n * n);
    }
}
