using System.Text;

namespace KotanBot.Bench.Validation;

/// <summary>Real answers: 2,986 people, 20 four-point items. Each mode is asked 10, 7 and 5 of them, ten folds, twenty times.</summary>
internal sealed class TaiRun(Verb verb, string responses, bool quick)
{
    private const double PercentPerPoint = 100.0 / 3;

    private static readonly string[] Modes = ["random", "matrix", "static", "adaptive", "hybrid"];

    private readonly List<(int Items, SimulationFigures Figures)> _rows = [];

    public async Task RunAsync()
    {
        foreach (var items in quick ? [5] : new[] { 10, 7, 5 })
            foreach (var mode in Modes)
            {
                _rows.Add((items, await SimulateAsync(mode, items)));
                Console.Error.WriteLine($"tai: {mode}, {items} items");
            }
        _rows.Add((20, await SimulateAsync("full", 20)));
    }

    public void Write(StringBuilder page)
    {
        page.AppendLine("| items | mode | r | error of a person | covered | error of a group mean | error ÷ sampling SD | covered | group error of the plain mean | asked, least – most | unasked | µs a selection, mean (p99) |");
        page.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (items, f) in _rows)
            page.AppendLine($"| {items} | {f.Mode} | {f.PersonCorrelation} | {f.PersonError} | {f.PersonCoverage} | {f.GroupError} | {f.ErrorRatio} | {f.GroupCoverage} | {f.NaiveError} | {f.Exposure} | {f.Unasked} | {f.MicrosecondsPerSelection} |");
        page.AppendLine();
        page.AppendLine($"Groups are 30 people each; their sampling SD is {_rows[0].Figures.SamplingError}.");
        page.AppendLine();
    }

    private async Task<SimulationFigures> SimulateAsync(string mode, int items) => new(
        await verb.JsonAsync("simulate", "--responses", responses, "--folds", "10", "--items", $"{items}", "--mode", mode, "--group-size", "30", "--repeat", quick ? "2" : "20", "--seed", "1", "--json"),
        PercentPerPoint);
}
