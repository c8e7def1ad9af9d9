using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Core.Questionnaires.Measurement.Calibration;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class CalibratorTests
{
    private static readonly GradedItem[] Items = SimulatedResponses.Items(10);

    [Fact]
    public void Simulated_parameters_are_recovered_within_their_standard_errors()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(1), Items, 10, ("a", 0, 1, 4000)));
        Assert.True(bank.Converged);
        var deviations = Deviations(bank).ToList();
        // Errors in standard errors: about N(0, 1).
        Assert.InRange(Math.Sqrt(deviations.Average(d => d * d)), 0.6, 1.4);
        Assert.All(deviations, d => Assert.InRange(d, -4, 4));
        Assert.All(bank.Items, i => Assert.InRange(i.Fit!.Value, 0, 3));
        Assert.True(bank.Variables.Single().OneDimensional, string.Join('\n', bank.Notes));
        Assert.Empty(bank.Notes);
    }

    [Fact]
    public void Four_times_the_respondents_halve_the_error_and_leave_no_bias()
    {
        const int replications = 6;
        var (small, large) = (new List<double>(), new List<double>());
        for (var i = 0; i < replications; i++)
        {
            small.AddRange(Errors(Calibrated(SimulatedResponses.Draw(SeededDraws.From($"small {i}"), Items, 10, ("a", 0, 1, 750)))));
            large.AddRange(Errors(Calibrated(SimulatedResponses.Draw(SeededDraws.From($"large {i}"), Items, 10, ("a", 0, 1, 3000)))));
        }

        Assert.InRange(RootMeanSquare(small) / RootMeanSquare(large), 1.7, 2.35);
        // Errors of one replication depend on each other; the Monte-Carlo error is that of the replications' means.
        var means = large.Chunk(large.Count / replications).Select(c => c.Average()).ToList();
        var error = Math.Sqrt(means.Sum(m => Math.Pow(m - means.Average(), 2)) / (replications - 1) / replications);
        Assert.InRange(means.Average(), -2 * error, 2 * error);
    }

    [Fact]
    public void Answers_missing_by_design_cost_precision_but_no_bias()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(3), Items, 4, ("a", 0, 1, 5000)));
        var deviations = Deviations(bank).ToList();
        Assert.InRange(Math.Sqrt(deviations.Average(d => d * d)), 0.6, 1.4);
        Assert.All(bank.Items, i => Assert.InRange(i.Count, 1800, 2200));
        var complete = Calibrated(SimulatedResponses.Draw(new SeededDraws(3), Items, 10, ("a", 0, 1, 5000)));
        Assert.All(bank.Items.Zip(complete.Items), p => Assert.True(p.First.DiscriminationStandardError > p.Second.DiscriminationStandardError));
    }

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
    public void A_category_nobody_used_joins_its_neighbour_and_keeps_its_original_score()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(6), Items, 10, ("a", 0, 1, 2000));
        var stretched = Changed(responses, (_, item, category) => item == 2 && category >= 3 ? category + 1 : category);
        var (bank, plain) = (Calibrated(stretched), Calibrated(responses));
        var merged = bank.Items[2];
        Assert.True(merged.Merged is [0, 1, 1, 2, 3] or [0, 1, 2, 2, 3]);
        Assert.Equal([1, 2, 4, 5], merged.CategoryScores);
        Assert.Equal(plain.Items[2].Graded!.Discrimination, merged.Graded!.Discrimination, 6);
        Assert.Contains(bank.Notes, n => n.StartsWith("item i3: categories joined as", StringComparison.Ordinal));
        Assert.Equal(stretched.Rows, bank.Moments!.Counts[2]);
        Assert.Equal(Enumerable.Range(0, stretched.Rows).Average(r => stretched[r, 2]), bank.Moments.Means[2], 9);
    }

    [Fact]
    public void A_category_of_few_answers_is_joined_and_its_score_is_the_mean_of_its_answers()
    {
        // Of all answers in the lowest category of the first item, six stay there.
        var responses = SimulatedResponses.Draw(new SeededDraws(15), Items, 10, ("a", 0, 1, 1000));
        var left = 6;
        var bank = Calibrated(Changed(responses, (_, item, category) => item == 0 && category == 1 && left-- <= 0 ? 2 : category));
        var second = Enumerable.Range(0, 1000).Count(r => responses[r, 0] <= 2) - 6;
        Assert.Equal([0, 0, 1, 2], bank.Items[0].Merged);
        Assert.Equal((6 + (2.0 * second)) / (6 + second), bank.Items[0].CategoryScores[0], 12);
        Assert.Equal([3, 4], bank.Items[0].CategoryScores.Skip(1));
    }

    [Fact]
    public void An_item_that_runs_against_the_others_is_refused_by_name()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(7), Items, 10, ("a", 0, 1, 1000));
        var outcome = Calibrate(Changed(responses, (_, item, category) => item == 4 ? 5 - category : category));
        Assert.Null(outcome.Bank);
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal(("negative-discrimination", "i5"), (fault.Code, fault.Item));
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

    [Fact]
    public void Two_dimensions_are_told_and_the_note_says_what_follows()
    {
        var draws = new SeededDraws(10);
        var (one, other) = (SimulatedResponses.Draw(draws, Items, 10, ("a", 0, 1, 2000)), SimulatedResponses.Draw(draws, Items, 10, ("a", 0, 1, 2000)));
        // Half the people answer the odd items as they answer the even ones, so that both dimensions are related.
        var mixed = Changed(one, (row, item, category) => item % 2 == 0 || row % 2 == 0 ? category : other[row, item]);
        var bank = Calibrated(mixed);
        Assert.False(bank.Variables.Single().OneDimensional);
        Assert.True(bank.Variables.Single().LargestResidualCorrelation > 0.2);
        Assert.Contains(bank.Notes, n => n.Contains("not one-dimensional") && n.Contains("joint moments"));
    }

    [Fact]
    public void Variables_are_calibrated_each_on_its_own_scale()
    {
        var draws = new SeededDraws(11);
        var (one, other) = (SimulatedResponses.Draw(draws, Items, 10, ("a", 0, 1, 2000)), SimulatedResponses.Draw(draws, Items, 10, ("a", 0, 1, 2000)));
        var mixed = Changed(one, (row, item, category) => item % 2 == 0 ? category : other[row, item]);
        var outcome = Calibrator.Calibrate(mixed, [.. mixed.Items.Select((id, i) => new ItemVariable(id, i % 2 == 0 ? "even" : "odd"))]);
        Assert.Equal([("even", true), ("odd", true)], outcome.Bank!.Variables.Select(v => (v.Id, v.OneDimensional)));
        Assert.InRange(Math.Sqrt(Deviations(outcome.Bank).Average(d => d * d)), 0.6, 1.4);
    }

    [Fact]
    public void Two_items_have_no_graded_model_but_their_moments()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(12), Items[..2], 2, ("a", 0, 1, 600));
        var bank = Calibrated(responses);
        Assert.All(bank.Items, i => Assert.Null(i.Graded));
        Assert.NotNull(bank.Moments);
        Assert.Contains(bank.Notes, n => n.Contains("no graded model for a: fewer than 3 items"));
    }

    [Fact]
    public void Below_500_answers_it_warns_and_below_200_it_refuses()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(13), Items, 10, ("a", 0, 1, 499)));
        Assert.Contains(bank.Notes, n => n.Contains("fewer than 500 answers, so that parameters are unsteady: i1 (499), i2 (499)"));
        var few = Calibrate(SimulatedResponses.Draw(new SeededDraws(13), Items, 10, ("a", 0, 1, 199)));
        Assert.Equal("too-few-respondents", Assert.Single(few.Faults).Code);
        var thin = Calibrate(SimulatedResponses.Draw(new SeededDraws(13), Items, 3, ("a", 0, 1, 600)));
        Assert.All(thin.Faults, f => Assert.Equal("too-few-answers", f.Code));
        Assert.NotEmpty(thin.Faults);
    }

    [Fact]
    public void Constant_and_empty_columns_are_refused_all_at_once()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(14), Items, 10, ("a", 0, 1, 600));
        var outcome = Calibrate(Changed(responses, (_, item, category) => item switch { 0 => 2, 1 => 0, _ => category }));
        Assert.Equal([("constant-column", "i1"), ("empty-column", "i2")], outcome.Faults.Select(f => (f.Code, f.Item)));
        Assert.Equal("all-missing", Assert.Single(Calibrate(Changed(responses, (_, _, _) => 0)).Faults).Code);
        Assert.Equal("one-respondent", Assert.Single(Calibrate(responses.Take([0])).Faults).Code);
    }

    private static ResponseMatrix Changed(ResponseMatrix responses, Func<int, int, int, int> change)
    {
        var categories = new byte[responses.Rows * responses.Columns];
        for (var row = 0; row < responses.Rows; row++)
            for (var item = 0; item < responses.Columns; item++)
                categories[(row * responses.Columns) + item] = (byte)change(row, item, responses[row, item]);
        return new ResponseMatrix(responses.Respondents, responses.Groups, responses.Items, categories);
    }

    private static CalibrationOutcome Calibrate(ResponseMatrix responses) =>
        Calibrator.Calibrate(responses, [.. responses.Items.Select(i => new ItemVariable(i, ItemVariable.All))]);

    private static CalibratedBank Calibrated(ResponseMatrix responses)
    {
        var outcome = Calibrate(responses);
        Assert.Empty(outcome.Faults);
        return outcome.Bank!;
    }

    private static IEnumerable<double> Errors(CalibratedBank bank) => bank.Items.Zip(Items).SelectMany(p =>
        p.First.Graded!.Thresholds.Zip(p.Second.Thresholds).Select(t => t.First - t.Second).Prepend(p.First.Graded.Discrimination - p.Second.Discrimination));

    /// <summary>Errors in units of their standard errors.</summary>
    private static IEnumerable<double> Deviations(CalibratedBank bank) =>
        Errors(bank).Zip(bank.Items.SelectMany(i => i.ThresholdStandardErrors.Prepend(i.DiscriminationStandardError!.Value))).Select(p => p.First / p.Second);

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));
}
