using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>A made-up national survey, where the truth is known: what district and sector differences, several dimensions, differential items, small groups, missing answers and a wrong calibration do.</summary>
internal sealed class SurveyRun(Verb verb, string folder, bool quick)
{
    private const double PercentPerPoint = 100.0 / 3;

    private static readonly (string Words, SurveyScenario Scenario, bool Sampled)[] Scenarios =
    [
        ("districts and sectors differ", new("plain"), true),
        ("+ two dimensions in each variable", new("dimensions") { DimensionSpread = 0.5 }, true),
        ("+ items that fit some districts better, and one in five some sector", new("differential") { DimensionSpread = 0.5, ItemByDistrictSpread = 0.25, DifferentialShare = 0.2 }, true),
        ("+ one answer in ten missing by chance", new("missing") { DimensionSpread = 0.5, ItemByDistrictSpread = 0.25, DifferentialShare = 0.2, Missing = 0.1 }, true),
        ("+ missing rather from those who stand low", new("missing-low") { DimensionSpread = 0.5, ItemByDistrictSpread = 0.25, DifferentialShare = 0.2, Missing = 0.2, MissingByTheta = 1 }, true),
        ("small groups of 6 to 20, all of them asked", new("small") { DimensionSpread = 0.5, ItemByDistrictSpread = 0.25, DifferentialShare = 0.2, GroupSize = (6, 21), Districts = 120 }, false),
    ];

    private readonly List<(string Words, SimulationFigures Figures)> _rows = [];

    public async Task RunAsync()
    {
        foreach (var (words, scenario, sampled) in quick ? Scenarios[..1] : Scenarios)
            await SimulateAsync(words, scenario, sampled, []);
        // Calibrated on people of the first scenario, whose items have one dimension and fit everybody alike; then used where they do not.
        var (answers, variables) = Write(Scenarios[0].Scenario with { Id = "elsewhere", Seed = 7, Districts = 4, DistrictSpread = 0 });
        var bank = Path.Combine(folder, "elsewhere.yaml");
        await verb.JsonAsync("calibrate", "--responses", answers, "--variables", variables, "--out", bank, "--json");
        await SimulateAsync("a bank calibrated elsewhere, where the items had one dimension and fitted everybody", Scenarios[2].Scenario with { Id = "misfit" }, sampled: true, ["--bank", bank]);
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine("| the country | mode | items asked | bias | error of a group mean | error ÷ sampling SD | covered, respondents' mean | covered, whole group's mean | group error of the plain mean |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (words, f) in _rows)
            page.AppendLine($"| {words} | {f.Mode} | {f.MeanItems} | {f.GroupBias} | {f.GroupError} | {f.ErrorRatio} | {f.GroupCoverage} | {f.TotalCoverage} | {f.NaiveError} |");
        page.AppendLine();
    }

    private async Task SimulateAsync(string words, SurveyScenario scenario, bool sampled, string[] bank)
    {
        var (answers, variables) = Write(scenario);
        foreach (var mode in new[] { "matrix", "hybrid" })
        {
            string[] arguments =
            [
                "simulate", "--responses", answers, "--variables", variables, .. bank.Length > 0 ? bank : ["--folds", "5"],
                "--items", "12", "--mode", mode, "--min-group", "5", "--repeat", "2", "--seed", "1", "--json",
            ];
            _rows.Add((words, new SimulationFigures(await verb.JsonAsync(sampled ? [.. arguments, "--sample", "20"] : arguments), PercentPerPoint)));
            Console.Error.WriteLine($"survey: {scenario.Id}, {mode}");
        }
    }

    private (string Answers, string Variables) Write(SurveyScenario scenario)
    {
        var (answers, variables) = (Path.Combine(folder, scenario.Id + ".csv"), Path.Combine(folder, scenario.Id + ".variables.csv"));
        new SurveyGenerator(scenario).Write(answers, variables);
        return (answers, variables);
    }
}
