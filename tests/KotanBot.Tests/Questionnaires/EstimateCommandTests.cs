using System.Text.Json;
using KotanBot.Tests.Indices;
using static KotanBot.Tests.Questionnaires.QuestionnaireCli;

namespace KotanBot.Tests.Questionnaires;

public sealed class EstimateCommandTests : IDisposable
{
    /// <summary>The PROMIS Global Mental Health parameters, as one would type them.</summary>
    private const string Parameters = """
        items:
          - { id: g2, discrimination: 2.41143, thresholds: [-2.44599, -1.31584, -0.19095, 1.07032] }
          - { id: g4, discrimination: 3.66810, thresholds: [-2.30582, -1.25786, -0.33120, 0.66825] }
          - { id: g5, discrimination: 2.97642, thresholds: [-1.78310, -0.89865, -0.00524, 1.07197] }
          - { id: g10, discrimination: 1.89441, thresholds: [-2.81790, -1.51385, -0.25479, 0.99431] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Parameters_alone_are_enough()
    {
        var (code, output, error) = await EstimateAsync("respondent,group,g2,g4,g5,g10\nall,a,5,4,3,4\npart,a,3,,,\nnone,b,,,,\n");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["respondents", "groups", "combined"], Names(json.RootElement));
        var rows = json.RootElement.GetProperty("respondents").EnumerateArray().ToArray();
        Assert.Equal(["respondent", "group", "variable", "asked", "theta", "se", "full", "fullSe"], Names(rows[0]));
        Assert.Equal((4.0, 0.0), (rows[0].GetProperty("full").GetDouble(), rows[0].GetProperty("fullSe").GetDouble()));
        Assert.Equal(1, rows[1].GetProperty("asked").GetInt32());
        Assert.InRange(rows[1].GetProperty("full").GetDouble(), 2.5, 3.5);
        Assert.True(rows[1].GetProperty("fullSe").GetDouble() > 0.2);
        Assert.True(rows[0].GetProperty("se").GetDouble() < rows[1].GetProperty("se").GetDouble());
        Assert.Equal(JsonValueKind.Null, rows[2].GetProperty("full").ValueKind);
        var group = Assert.Single(json.RootElement.GetProperty("groups").EnumerateArray());
        Assert.Equal(["group", "variable", "n", "estimate", "standardErrorShort", "populationEstimate", "standardErrorTotal", "inSummary"], Names(group));
        Assert.Equal(2, group.GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task A_bank_that_was_never_calibrated_gives_means_of_item_means_and_no_theta()
    {
        var responses = _folder.Write("r.csv", "respondent,group,u1,u2\na,x,4,\nb,x,2,1\nc,x,,3\n");

        var (code, output, error) = await RunAsync("estimate", "--bank", Path.Combine(ShippedFiles.Dialogs, "banks", "skm.yaml"), "--responses", responses, "--json");

        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.All(json.RootElement.GetProperty("respondents").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("theta").ValueKind));
        var group = json.RootElement.GetProperty("groups").EnumerateArray().Single(g => g.GetProperty("variable").GetString() == "u1");
        Assert.Equal(3, group.GetProperty("populationEstimate").GetDouble());
        // Without a, b or c the mean is 2, 4 or 3: (3 − 1)/3 × (1 + 1 + 0).
        Assert.Equal(Math.Sqrt(4.0 / 3), group.GetProperty("standardErrorTotal").GetDouble(), 9);
        Assert.Equal(JsonValueKind.Null, group.GetProperty("standardErrorShort").ValueKind);
    }

    [Fact]
    public async Task Plausible_values_come_on_request_and_from_the_seed()
    {
        const string csv = "respondent,group,g2,g4\nr,a,5,4\ns,a,3,\n";
        var (_, one, _) = await EstimateAsync(csv, "--plausible-values", "5", "--seed", "3");
        var (_, same, _) = await EstimateAsync(csv, "--plausible-values", "5", "--seed", "3");
        var (_, other, _) = await EstimateAsync(csv, "--plausible-values", "5", "--seed", "4");
        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        using var json = JsonDocument.Parse(one);
        Assert.Equal(5, json.RootElement.GetProperty("respondents")[0].GetProperty("plausibleValues").EnumerateArray().Select(v => v.GetDouble()).Distinct().Count());
    }

    [Fact]
    public async Task A_bank_without_parameters_of_an_item_gives_no_theta_but_a_full_form()
    {
        const string bank = "items:\n  - { id: a, n: 400, mean: 2 }\n  - { id: b, n: 400, mean: 3 }\ncovariance: [[1], [0.5, 1]]\n";
        var (code, output, error) = await EstimateAsync("respondent,group,a\nr,g,4\n", bank, []);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var row = json.RootElement.GetProperty("respondents")[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (row.GetProperty("theta").ValueKind, row.GetProperty("se").ValueKind));
        Assert.Equal((4 + 3 + (0.5 * 2)) / 2, row.GetProperty("full").GetDouble(), 9);
        Assert.Equal(Math.Sqrt(0.75) / 2, row.GetProperty("fullSe").GetDouble(), 9);
    }

    [Fact]
    public async Task A_full_form_is_the_items_that_apply_to_the_group()
    {
        const string bank = """
            groups: [{ id: family }, { id: court, weight: 3 }]
            items:
              - { id: a, n: 400, mean: 2 }
              - { id: b, n: 400, mean: 3, groups: [family] }
            covariance: [[1], [0.5, 1]]
            """;
        var (code, output, error) = await EstimateAsync("respondent,group,a,b\nr,family,4,\ns,court,4,\nt,court,2,\nu,elsewhere,4,\n", bank, []);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var full = json.RootElement.GetProperty("respondents").EnumerateArray().Select(r => (r.GetProperty("full").GetDouble(), r.GetProperty("fullSe").GetDouble() > 0));
        // A group that the calibration does not know has every item.
        Assert.Equal([(4, true), (4, false), (2, false), (4, true)], full);

        var (refused, _, faults) = await EstimateAsync("respondent,group,a,b\ns,court,4,3\n", bank, []);
        Assert.Equal(1, refused);
        Assert.Contains("answers.csv:2:4: not-applicable: item b does not apply to the group `court`", faults);
    }

    [Fact]
    public async Task Groups_combine_by_the_weights_of_the_bank_and_not_by_head_count()
    {
        const string csv = "respondent,group,a\nr,family,1\ns,family,1\nt,family,2\nu,court,4\nv,court,3\n";
        const string items = "items: [{ id: a, n: 1000000, mean: 2 }]\ncovariance: [[1]]\n";
        var equal = await CombinedAsync(csv, items);
        var weighted = await CombinedAsync(csv, "groups: [{ id: family }, { id: court, weight: 3 }]\n" + items);
        Assert.Equal(((4.0 / 3) + 3.5) / 2, equal.Mean, 6);
        Assert.Equal(((4.0 / 3) + (3 * 3.5)) / 4, weighted.Mean, 6);
        // s²/n is 1/9 in families and 1/4 in courts.
        Assert.Equal(Math.Sqrt((1.0 / 9) + (1.0 / 4)) / 2, equal.Error, 4);
        Assert.Equal(Math.Sqrt((1.0 / 9) + (9 * (1.0 / 4))) / 4, weighted.Error, 4);
    }

    [Fact]
    public async Task Groups_that_were_calibrated_apart_are_not_combined()
    {
        const string part = "parts: [{ variable: all, groups: [b], comparable: false, items: [{ id: g2, discrimination: 1, thresholds: [-1, 0, 1, 2] }] }]\n";
        var (_, output, _) = await EstimateAsync("respondent,group,g2\nr,a,3\ns,b,4\n", Parameters + "\n" + part, []);
        using var json = JsonDocument.Parse(output);
        var combined = Assert.Single(json.RootElement.GetProperty("combined").EnumerateArray());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (combined.GetProperty("populationEstimate").ValueKind, combined.GetProperty("standardErrorTotal").ValueKind));
        Assert.Equal("not-comparable", combined.GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("respondent,group,g2,x\nr,a,1,1\n", ":1:4: unknown-item: item `x` is not in the bank")]
    [InlineData("respondent,group,g2,g4\nr,a,1,2\ns,a,1,6\n", ":3:4: out-of-range: item g4: category 6 is above the 5 of the bank")]
    [InlineData("respondent,group,g2,g4\nr,a,,\n", ":2:1: all-missing:")]
    [InlineData("respondent,group,g2\nr,a,one\n", ":2:3: not-an-integer:")]
    [InlineData("respondent,group,g2,g2\nr,a,1,1\n", ":1:4: duplicate-column:")]
    public async Task Answers_that_do_not_fit_are_refused_with_row_and_column(string csv, string expected)
    {
        var (code, output, error) = await EstimateAsync(csv);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("answers.csv" + expected, error);
    }

    [Fact]
    public async Task A_bank_that_is_not_there_is_refused()
    {
        var answers = _folder.Write("answers.csv", "respondent,group,g2\nr,a,1\n");
        var (code, _, error) = await RunAsync("estimate", "--bank", Path.Combine(_folder.Path, "none.yaml"), "--responses", answers, "--json");
        Assert.Equal(1, code);
        Assert.Contains("none.yaml:1:1: no-file:", error);
    }

    private async Task<(double Mean, double Error)> CombinedAsync(string csv, string bank)
    {
        var (code, output, error) = await EstimateAsync(csv, bank, []);
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var combined = Assert.Single(json.RootElement.GetProperty("combined").EnumerateArray());
        Assert.Equal(["family", "court"], combined.GetProperty("groups").EnumerateArray().Select(g => g.GetString()));
        return (combined.GetProperty("populationEstimate").GetDouble(), combined.GetProperty("standardErrorTotal").GetDouble());
    }

    private Task<(int Code, string Output, string Error)> EstimateAsync(string csv, params string[] further) => EstimateAsync(csv, Parameters, further);

    private Task<(int Code, string Output, string Error)> EstimateAsync(string csv, string bank, string[] further) =>
        RunAsync(["estimate", "--bank", _folder.Write("bank.yaml", bank), "--responses", _folder.Write("answers.csv", csv), "--json", .. further]);
}
