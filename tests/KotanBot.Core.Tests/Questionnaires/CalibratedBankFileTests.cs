using System.Text.Json;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class CalibratedBankFileTests
{
    private const string Promis = """
        items:
          - { id: global02, discrimination: 2.41143, thresholds: [-2.44599, -1.31584, -0.19095, 1.07032] }
          - { id: global04, variable: mental, discrimination: 3.66810, thresholds: [-2.30582, -1.25786, -0.33120, 0.66825] }
        """;

    [Fact]
    public void Published_parameters_alone_are_a_bank()
    {
        var bank = Read(Promis);
        Assert.Equal([("global02", "all"), ("global04", "mental")], bank.Items.Select(i => (i.Id, i.Variable)));
        Assert.Equal(PromisSamples.MentalHealth[..2], bank.Items.Select(i => i.Graded!));
        Assert.Equal(["all", "mental"], bank.Variables.Select(v => v.Id));
        Assert.Null(bank.Moments);
        Assert.True(bank.Converged);
    }

    [Fact]
    public void Moments_without_a_graded_model_are_a_bank_too()
    {
        var bank = Read("""
            items:
              - { id: a, n: 300, mean: 2.5 }
              - { id: b, n: 250, mean: 1.5 }
            covariance:
              - [1]
              - [2.5e-1, 0.5]
            """);
        Assert.All(bank.Items, i => Assert.Null(i.Graded));
        Assert.Equal([2.5, 1.5], bank.Moments!.Means);
        Assert.Equal([1, 0.25, 0.25, 0.5], bank.Moments.Covariances);
        Assert.Equal([300, 250], bank.Moments.Counts);
    }

    [Fact]
    public void What_was_written_is_read_back_to_the_last_digit()
    {
        var items = SimulatedResponses.Items(8);
        var harder = new GradedItem(items[3].Discrimination, [.. items[3].Thresholds.Select(b => b + 1)]);
        var responses = SimulatedResponses.Draw(
            new SeededDraws(1), 8, 8, (item, group) => group == "kantor: \"B\"" && item == 3 ? harder : items[item], ("family", 0, 1, 900), ("kantor: \"B\"", 0.5, 1, 700));
        var variables = responses.Items.Select(i => new ItemVariable(i, "ketahanan #1", i == "i2" ? "dimensi" : null));
        var bank = Calibrator.Calibrate(responses, [.. variables]).Bank! with { Bank = "ikotan", Seconds = 0.125 };
        Assert.NotEmpty(bank.Parts);
        var read = Read(CalibratedBankWriter.Write(bank));
        Assert.Equal(JsonSerializer.Serialize(bank), JsonSerializer.Serialize(read));
    }

    [Theory]
    [InlineData("items: []", "1:8: no-items")]
    [InlineData("notes: []", "1:1: missing-key: `items` is missing")]
    [InlineData("items:\n  - { id: a, discrimination: -1, thresholds: [0] }", "2:30: negative-discrimination")]
    [InlineData("items:\n  - { id: a, discrimination: 1, thresholds: [0, 0] }", "2:45: not-ascending")]
    [InlineData("items:\n  - { id: a, discrimination: 1 }", "2:5: missing-key: `discrimination` and `thresholds` belong together")]
    [InlineData("items:\n  - { id: a, discrimination: one, thresholds: [0] }", "2:30: not-a-number")]
    [InlineData("items:\n  - { id: a, discrimination: NaN, thresholds: [0] }", "2:30: not-a-number")]
    [InlineData("items:\n  - { id: a, discrimination: 1e308, thresholds: [0] }", "2:30: out-of-range: `discrimination`: 1e308 is beyond the 100")]
    [InlineData("items:\n  - { id: a, discrimination: 1, thresholds: [0, 1e300] }", "2:49: out-of-range: `thresholds`: 1e300 is beyond the 100")]
    [InlineData("items:\n  - { id: a, n: 1, mean: 1e9 }\ncovariance:\n  - [1]", "2:26: out-of-range: `mean`")]
    [InlineData("items:\n  - { id: a, n: 1, mean: 1 }\ncovariance:\n  - [1e300]", "4:6: out-of-range: `covariance`")]
    [InlineData("items:\n  - { id: a }\npopulations:\n  - { id: g, standard-deviation: 0 }", "4:34: out-of-range: `standard-deviation` must be above 0")]
    [InlineData("items:\n  - { id: a, slope: 1 }", "2:14: unknown-key: `slope` is not known here")]
    [InlineData("items:\n  - { id: a }\n  - { id: a }", "3:5: duplicate-item")]
    [InlineData("items:\n  - { id: a, n: 1 }\ncovariance:\n  - [1]", "2:5: missing-key: item `a` needs `mean` and `n`")]
    [InlineData("items:\n  - { id: a, n: 1, mean: 1 }\ncovariance:\n  - [1, 2]", "4:3: wrong-kind: `covariance` must be a lower triangle")]
    [InlineData("items:\n  - { id: a, n: 1, mean: 1 }\ncovariance:\n  - [-1]", "4:3: not-positive-definite")]
    [InlineData("items:\n  - { id: a, discrimination: 1, thresholds: [0], merged: [1, 3] }", "2:58: wrong-categories: `merged` must rise from 1 to 2")]
    [InlineData("items:\n  - { id: a, discrimination: 1, thresholds: [0], category-scores: [1] }", "2:67: wrong-categories: `category-scores` must hold 2 numbers")]
    [InlineData("model: rasch\nitems:\n  - { id: a }", "1:8: unknown-value")]
    [InlineData("variables:\n  - { id: b }\nitems:\n  - { id: a, variable: c }", "2:3: unknown-variable: variable `c` of an item is not listed")]
    [InlineData("items:\n  - { id: a, groups: [x] }", "2:3: unknown-group: group `x` of an item is not listed under `groups`")]
    [InlineData("groups:\n  - { id: x, weight: 0 }\nitems:\n  - { id: a }", "2:22: out-of-range: `weight` must be above 0")]
    [InlineData("items:\n  - { id: a }\nparts:\n  - { variable: all, groups: [x], items: [{ id: b }] }", "4:5: unknown-item: item `b` of this part")]
    public void A_faulty_file_is_refused_with_its_place(string text, string issue)
    {
        var issues = new IssueList();
        Assert.Null(CalibratedBankReader.Read("bank.yaml", text, issues));
        Assert.Contains(issues, i => i.ToString().StartsWith($"bank.yaml:{issue}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_category_that_nobody_had_used_counts_as_the_highest_known_one()
    {
        var item = Read("items:\n  - { id: a, discrimination: 1, thresholds: [0], merged: [1, 1, 2], category-scores: [1.5, 3] }").Items[0];
        Assert.Equal([0, 0, 1, 1], Enumerable.Range(1, 4).Select(item.ModelCategory));
        Assert.Equal(1.5, item.Score(0));
        Assert.Equal(3, item.ResponseCategories);
    }

    private static CalibratedBank Read(string text)
    {
        var issues = new IssueList();
        var bank = CalibratedBankReader.Read("bank.yaml", text, issues);
        Assert.Empty(issues);
        return bank!;
    }
}
