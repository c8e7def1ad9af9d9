using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;
using static KotanBot.Core.Tests.Questionnaires.CalibrationSamples;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class CalibratorGroupTests
{
    [Fact]
    public void The_second_population_gets_its_mean_and_deviation_and_items_stay_on_the_scale_of_the_first()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(4), Items, 10, ("family", 0, 1, 2500), ("court", 0.8, 0.6, 1500)));
        Assert.Equal([("family", 2500), ("court", 1500)], bank.Populations.Select(p => (p.Id, p.Count)));
        Assert.Equal((0, 1), (bank.Populations[0].Mean, bank.Populations[0].StandardDeviation));
        Assert.Equal(0.8, bank.Populations[1].Mean, 0.12);
        Assert.Equal(0.6, bank.Populations[1].StandardDeviation, 0.09);
        Assert.InRange(Math.Sqrt(Deviations(bank).Average(d => d * d)), 0.6, 1.4);
        Assert.Empty(bank.Parts);
    }

    [Fact]
    public void Groups_of_fewer_than_a_hundred_are_pooled_and_the_note_says_so()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(5), Items, 10, [.. Enumerable.Range(0, 30).Select(g => ($"D{g}", 0.0, 1.0, 50))]));
        Assert.Equal(("all", 1500), (bank.Populations.Single().Id, bank.Populations.Single().Count));
        Assert.Contains("variable all: 30 groups with fewer than 100 respondents have no latent distribution of their own and were pooled", bank.Notes);
    }

    [Fact]
    public void Small_groups_that_no_item_links_are_not_pooled_as_if_they_were_alike()
    {
        var responses = SimulatedResponses.Draw(
            new SeededDraws(16), 10, 10, (item, group) => group[0] == 'a' == item < 5 ? Items[item] : null,
            [.. Enumerable.Range(0, 20).Select(g => ($"{(g % 2 == 0 ? 'a' : 'b')}{g}", g % 2 == 0 ? 0.0 : 1.0, 1.0, 60))]);
        var bank = Calibrated(responses);
        Assert.Equal([("others", 600), ("others-2", 600)], bank.Populations.Select(p => (p.Id, p.Count)));
        Assert.False(Assert.Single(bank.Parts).Comparable);
        Assert.Equal(["b1", "b3"], bank.Parts[0].Groups.Take(2));
        Assert.Contains(bank.Notes, n => n.Contains("not comparable: others | others-2"));
    }

    [Fact]
    public void Too_few_respondents_for_a_population_count_with_the_largest_that_shares_items()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(17), Items, 10, ("a", 0, 1, 300), ("small", 0, 1, 40), ("b", 0, 1, 400)));
        Assert.Equal([("a", 300), ("b", 440)], bank.Populations.Select(p => (p.Id, p.Count)));
    }

    [Fact]
    public void Groups_that_share_fewer_than_four_items_are_calibrated_apart_as_not_comparable()
    {
        // Ten items, of which the groups share i5, i6 and i7 only.
        var responses = SimulatedResponses.Draw(
            new SeededDraws(8), 10, 10, (item, group) => group == "family" ? item < 7 ? Items[item] : null : item >= 4 ? Items[item] : null,
            ("family", 0, 1, 1500), ("court", 1, 1, 1500));
        var bank = Calibrated(responses);
        var part = Assert.Single(bank.Parts);
        Assert.False(part.Comparable);
        Assert.Equal(["court"], part.Groups);
        Assert.Equal(["i5", "i6", "i7", "i8", "i9", "i10"], part.Items.Select(i => i.Id));
        Assert.All(bank.Populations, p => Assert.Equal((0, 1), (p.Mean, p.StandardDeviation)));
        Assert.Contains(bank.Notes, n => n.Contains("not comparable: family | court"));
        // Each group's own scale: the court stands one higher, so its thresholds come out one lower.
        Assert.Equal(bank.ForGroup("family").Items[5].Graded!.Thresholds[1] - 1, bank.ForGroup("court").Items[5].Graded!.Thresholds[1], 0.25);
        Assert.All(bank.Items, i => Assert.NotNull(i.Graded));
    }

    [Fact]
    public void An_item_that_works_differently_in_a_group_is_split_off_there_and_the_group_stays_comparable()
    {
        var harder = new GradedItem(Items[3].Discrimination, [.. Items[3].Thresholds.Select(b => b + 0.8)]);
        var responses = SimulatedResponses.Draw(
            new SeededDraws(9), 10, 10, (item, group) => group == "court" && item == 3 ? harder : Items[item], ("family", 0, 1, 2000), ("court", 0.5, 1, 1500));
        var bank = Calibrated(responses);
        var part = Assert.Single(bank.Parts);
        Assert.True(part.Comparable);
        Assert.Equal(["court"], part.Groups);
        Assert.Equal("i4", Assert.Single(part.Items).Id);
        Assert.Equal(0.8, bank.ForGroup("court").Items[3].Graded!.Thresholds[1] - bank.Items[3].Graded!.Thresholds[1], 0.25);
        Assert.Equal(0.5, bank.Populations[1].Mean, 0.1);
        Assert.Contains(bank.Notes, n => n.StartsWith("item i4: works differently in court", StringComparison.Ordinal));
    }
}
