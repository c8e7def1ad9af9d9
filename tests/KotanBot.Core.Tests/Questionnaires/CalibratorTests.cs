using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;
using static KotanBot.Core.Tests.Questionnaires.CalibrationSamples;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class CalibratorTests
{
    [Fact]
    public void Simulated_parameters_are_recovered_within_their_standard_errors()
    {
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(1), Items, 10, ("a", 0, 1, 2000)));
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
        const int replications = 5;
        var (small, large) = (new List<double>(), new List<double>());
        for (var i = 0; i < replications; i++)
        {
            small.AddRange(Errors(Calibrated(SimulatedResponses.Draw(SeededDraws.From($"small {i}"), Items, 10, ("a", 0, 1, 500)))));
            large.AddRange(Errors(Calibrated(SimulatedResponses.Draw(SeededDraws.From($"large {i}"), Items, 10, ("a", 0, 1, 2000)))));
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
        var bank = Calibrated(SimulatedResponses.Draw(new SeededDraws(3), Items, 4, ("a", 0, 1, 3000)));
        var deviations = Deviations(bank).ToList();
        Assert.InRange(Math.Sqrt(deviations.Average(d => d * d)), 0.6, 1.4);
        Assert.All(bank.Items, i => Assert.InRange(i.Count, 1050, 1350));
        var complete = Calibrated(SimulatedResponses.Draw(new SeededDraws(3), Items, 10, ("a", 0, 1, 3000)));
        Assert.All(bank.Items.Zip(complete.Items), p => Assert.True(p.First.DiscriminationStandardError > p.Second.DiscriminationStandardError));
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
    public void An_item_whose_mean_falls_where_the_others_rise_is_called_non_monotone_and_does_not_fit()
    {
        var responses = SimulatedResponses.Draw(new SeededDraws(18), Items, 10, ("a", 0, 1, 2000));
        // Those lowest on the fifth item answer it as the middle does.
        var bank = Calibrated(Changed(responses, (_, item, category) => item == 4 ? category switch { 1 => 3, 2 => 1, _ => category } : category));
        Assert.Contains("item i5: non-monotone: its mean score falls somewhere as the answers to the other items rise", bank.Notes);
        Assert.Single(bank.Notes, n => n.Contains("non-monotone"));
        Assert.True(bank.Items[4].Fit > 5);
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

    private static double RootMeanSquare(IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));
}
