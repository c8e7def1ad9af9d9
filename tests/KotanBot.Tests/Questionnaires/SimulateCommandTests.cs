using System.Text.Json;
using System.Text.RegularExpressions;
using KotanBot.Tests.Indices;
using static KotanBot.Tests.Questionnaires.QuestionnaireCli;

namespace KotanBot.Tests.Questionnaires;

public sealed class SimulateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_holds_the_agreed_names()
    {
        var (code, output, error) = await SimulateAsync(Answers(300), "--items", "3", "--folds", "3", "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(["mode", "items", "respondents", "meanItemsAsked", "person", "groups", "summary", "exposure", "secondsPerSelection"], Names(json.RootElement));
        Assert.Equal(["variable", "r", "rTheta", "rmse", "bias", "coverage95"], Names(json.RootElement.GetProperty("person")[0]));
        Assert.Equal(
            ["repeat", "group", "variable", "n", "full", "sd", "estimate", "standardErrorShort", "populationEstimate", "standardErrorTotal", "covered", "inSummary"],
            Names(json.RootElement.GetProperty("groups")[0]));
        Assert.Equal(["groupRmse", "groupBias", "samplingSd", "errorRatio", "coverage95", "naiveRmse", "naiveErrorRatio"], Names(json.RootElement.GetProperty("summary")));
        Assert.Equal(["variable", "item", "asked", "drawn"], Names(json.RootElement.GetProperty("exposure")[0]));
        Assert.Equal(["mean", "p99"], Names(json.RootElement.GetProperty("secondsPerSelection")));
        Assert.Equal(("hybrid", 3, 300, 3.0), (json.RootElement.GetProperty("mode").GetString(), json.RootElement.GetProperty("items").GetInt32(), json.RootElement.GetProperty("respondents").GetInt32(), json.RootElement.GetProperty("meanItemsAsked").GetDouble()));
    }

    [Fact]
    public async Task A_sample_adds_the_coverage_of_the_total()
    {
        var (_, output, _) = await SimulateAsync(Answers(300), "--items", "3", "--folds", "3", "--sample", "20", "--json");
        using var json = JsonDocument.Parse(output);
        Assert.Contains("coverageTotal", Names(json.RootElement.GetProperty("summary")));
        Assert.All(json.RootElement.GetProperty("groups").EnumerateArray(), g => Assert.Equal(20, g.GetProperty("n").GetInt32()));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_but_for_the_timings()
    {
        string[] options = ["--items", "3", "--folds", "3", "--seed", "8", "--repeat", "2", "--json"];
        var (_, one, _) = await SimulateAsync(Answers(300), options);
        var (_, other, _) = await SimulateAsync(Answers(300), options);
        Assert.Equal(Timeless(one), Timeless(other));
        var (_, another, _) = await SimulateAsync(Answers(300), ["--items", "3", "--folds", "3", "--seed", "9", "--repeat", "2", "--json"]);
        Assert.NotEqual(Timeless(one), Timeless(another));

        static string Timeless(string text) => Regex.Replace(text, "\"secondsPerSelection\": \\{[^}]*\\}", "");
    }

    [Fact]
    public async Task Undefined_numbers_are_null()
    {
        var (code, output, error) = await SimulateAsync(Answers(60), "--items", "3", "--folds", "3", "--json"); // too few for graded parameters, groups of 20
        Assert.Equal(0, code);
        Assert.Contains("no group has 30 respondents", error);
        using var json = JsonDocument.Parse(output);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("person")[0].GetProperty("rTheta").ValueKind);
        Assert.All(json.RootElement.GetProperty("summary").EnumerateObject(), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind));
    }

    [Fact]
    public async Task A_bank_from_calibrate_serves_instead_of_folds()
    {
        var answers = _folder.Write("answers.csv", Answers(600));
        var bank = Path.Combine(_folder.Path, "bank.yaml");
        Assert.Equal(0, (await RunAsync("calibrate", "--responses", answers, "--out", bank)).Code);
        var (code, output, error) = await RunAsync("simulate", "--responses", answers, "--bank", bank, "--items", "4");
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("hybrid, 4 butir, 600 responden", output);
    }

    [Theory]
    [InlineData("respondent,group,a,b\nr,g,1,2\n", ":2:1: one-respondent:")]
    [InlineData("respondent,group,a,b\nr,g,1,2\ns,g,1,3\n", ":1:3: constant-column: item `a` has the same answer 1")]
    [InlineData("respondent,group,a,b\nr,g,,2\ns,g,,3\n", ":1:3: empty-column: item `a`")]
    [InlineData("respondent,group,a,b\nr,g,1,2\ns,g,2,3\n", ":3:1: too-few-respondents: 2 respondents are too few for 10 folds")]
    [InlineData("respondent,group,a,b\nr,g,1,2\nr,g,2,3\n", ":3:1: duplicate-respondent:")]
    [InlineData("respondent,group,a,b\nr,g,1.5,2\ns,g,2,3\n", ":2:3: not-an-integer:")]
    [InlineData("respondent,group,a,b\nr,g,0,2\ns,g,2,3\n", ":2:3: out-of-range:")]
    public async Task Bad_answers_are_refused_with_row_and_column(string csv, string expected)
    {
        var (code, output, error) = await SimulateAsync(csv, "--items", "1", "--json");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("answers.csv" + expected, error);
    }

    [Theory]
    [InlineData("--items", "0")]
    [InlineData("--items", "two")]
    [InlineData("--mode", "sideways")]
    [InlineData("--items", "2", "--folds", "1")]
    [InlineData("--items", "2", "--bank", "bank.yaml", "--folds", "3")]
    [InlineData("--mode", "matrix")]
    public async Task Wrong_options_are_told_as_such(params string[] options)
    {
        var (code, output, error) = await SimulateAsync(Answers(30), options);
        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith("kotanbot: ", error);
    }

    [Theory]
    [InlineData("--items must be a whole number of at least 1, not abc", "--items", "abc")]
    [InlineData("--items must be a whole number of at least 1, not 99999999999", "--items", "99999999999")]
    [InlineData("Required argument missing for option: '--items'.", "--items")]
    [InlineData("Required argument missing for option: '--mode'.", "--items", "2", "--mode")]
    [InlineData("--mode must be one of full, random, static, matrix, adaptive, hybrid, not 99", "--items", "2", "--mode", "99")]
    [InlineData("--mode must be one of full, random, static, matrix, adaptive, hybrid, not random,static", "--items", "2", "--mode", "random,static")]
    [InlineData("--mode must be one of full, random, static, matrix, adaptive, hybrid, not HYBRID", "--items", "2", "--mode", "HYBRID")]
    [InlineData("--seed must be a whole number between 0 and 18446744073709551615, not -1", "--items", "2", "--seed", "-1")]
    public async Task A_wrong_value_is_told_in_one_line(string line, params string[] options)
    {
        var (code, _, error) = await SimulateAsync(Answers(30), options);
        Assert.Equal((2, $"kotanbot: {line}\nkotanbot: try --help\n"), (code, error));
    }

    [Fact]
    public async Task More_items_than_there_are_is_refused_with_their_number()
    {
        var (code, output, error) = await SimulateAsync(Answers(60), "--items", "7", "--folds", "3");
        Assert.Equal((1, "", $"kotanbot: --items 7 is more than the 6 items there are in {_folder.Path}/answers.csv\n"), (code, output, error));
    }

    [Fact]
    public async Task Groups_larger_than_the_file_are_told()
    {
        var (code, _, error) = await SimulateAsync(Answers(60), "--items", "3", "--folds", "3", "--group-size", "61");
        Assert.Equal((0, "kotanbot: --group-size 61 is more than the 60 respondents there are, so there is no group\n"), (code, error));
    }

    [Fact]
    public async Task A_variable_that_contradicts_the_bank_is_told_at_its_line()
    {
        var bank = _folder.Write("bank.yaml", "items:\n" + string.Concat("abcdef".Select(i => $"  - {{ id: {i}, variable: x, discrimination: 1, thresholds: [-1, 0, 1] }}\n")));
        var variables = _folder.Write("variables.csv", "item,variable\na,x\nb,x\nc,x\nd,y\ne,x\nf,x\n");
        var (code, _, error) = await SimulateAsync(Answers(60), "--items", "3", "--bank", bank, "--variables", variables);
        Assert.Equal((1, $"{variables}:5:2: other-variable: item `d` measures `x` in the bank, not `y`\n"), (code, error));
    }

    [Fact]
    public async Task Full_forms_agree_with_themselves_exactly()
    {
        var (_, output, _) = await SimulateAsync(Answers(90), "--mode", "full", "--folds", "3", "--json");
        using var json = JsonDocument.Parse(output);
        var person = json.RootElement.GetProperty("person")[0];
        Assert.Equal((1.0, 0.0, 0.0), (person.GetProperty("r").GetDouble(), person.GetProperty("rmse").GetDouble(), person.GetProperty("bias").GetDouble()));
        var summary = json.RootElement.GetProperty("summary");
        Assert.Equal((0.0, 0.0, 0.0), (summary.GetProperty("groupRmse").GetDouble(), summary.GetProperty("groupBias").GetDouble(), summary.GetProperty("errorRatio").GetDouble()));
    }

    private Task<(int Code, string Output, string Error)> SimulateAsync(string csv, params string[] further) =>
        RunAsync(["simulate", "--responses", _folder.Write("answers.csv", csv), .. further]);
}
