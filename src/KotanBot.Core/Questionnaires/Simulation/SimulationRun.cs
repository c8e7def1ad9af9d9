using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>
/// Replays complete answers as if each row were a respondent of the questionnaire, and compares what short forms say with what full forms said.
/// Rows come in file order and share one count of exposure, whatever their fold.
/// </summary>
public static class SimulationRun
{
    /// <param name="pools">The calibrations; each holds the responses' items in their order.</param>
    /// <param name="poolOf">Which of them serves each row.</param>
    /// <param name="seconds">A clock, for the time that selections take.</param>
    public static SimulationResult Run(ResponseMatrix responses, IReadOnlyList<ItemPool> pools, IReadOnlyList<int> poolOf, SimulationPlan plan, Func<double> seconds)
    {
        var predictors = pools.Select(p => new FullFormPredictor(p)).ToArray();
        var full = new FullForms(responses, row => pools[poolOf[row]]);
        var persons = pools[0].Variables.Select((id, v) => new PersonAgreement(id, v)).ToArray();
        var replay = new RowReplay(responses, plan, seconds);
        var groups = new List<SimulatedGroup>();
        for (var repeat = 0; repeat < plan.Repeats; repeat++)
        {
            var exposure = new Dictionary<string, int>();
            var seeds = SeededDraws.From($"{plan.Seed}/selection/{repeat}");
            var answers = new List<ImmutableArray<ItemAnswer>>();
            for (var row = 0; row < responses.Rows; row++)
            {
                var predictor = predictors[poolOf[row]];
                answers.Add(replay.Play(row, predictor.Pool, exposure, seeds.NextBits()));
                var predicted = predictor.Predict(answers[row]);
                for (var v = 0; v < persons.Length; v++)
                    persons[v].Add(predictor, answers[row], predicted[v], full.Mean(row, v), full.Theta(row, v));
            }

            groups.AddRange(new SimulatedGroups(responses, plan, repeat, full).Compare(answers, row => predictors[poolOf[row]]));
        }

        return new SimulationResult
        {
            Respondents = responses.Rows,
            MeanItemsAsked = (double)replay.Asked.Sum() / (responses.Rows * plan.Repeats),
            Person = [.. persons.Select(p => p.Result())],
            Groups = [.. groups],
            Summary = Summarise(groups),
            Exposure = [.. pools[0].Items.Select((item, i) => new SimulatedExposure(pools[0].Variables[item.Variable], item.Id, replay.Asked[i], replay.Drawn[i]))],
            SelectionSeconds = [.. replay.SelectionSeconds],
        };
    }

    private static SimulationSummary Summarise(List<SimulatedGroup> groups)
    {
        var used = groups.Where(g => g.InSummary && g.Full is not null).ToArray();
        var scaled = used.Where(g => g.StandardDeviation > 0).ToArray();
        return new SimulationSummary(
            Root(used.Select(g => Square(g.Estimate!.Value - g.Full!.Value))),
            Mean(used.Select(g => g.Estimate!.Value - g.Full!.Value)),
            Root(used.Where(g => g.StandardDeviation is not null).Select(SamplingVariance)),
            Root(scaled.Select(g => Square(g.Estimate!.Value - g.Full!.Value) / SamplingVariance(g))),
            Mean(used.Select(g => g.Covered == true ? 1.0 : 0)),
            Mean(used.Where(g => g.CoveredTotal is not null).Select(g => g.CoveredTotal == true ? 1.0 : 0)),
            Root(used.Where(g => g.NaiveMean is not null).Select(g => Square(g.NaiveMean!.Value - g.Full!.Value))),
            Root(scaled.Where(g => g.NaiveMean is not null).Select(g => Square(g.NaiveMean!.Value - g.Full!.Value) / SamplingVariance(g))));
    }

    private static double SamplingVariance(SimulatedGroup group) => Square(group.StandardDeviation!.Value) / group.N;

    private static double Square(double value) => value * value;

    private static double? Mean(IEnumerable<double> values) => values.Select(v => (double?)v).Average();

    private static double? Root(IEnumerable<double> squares) => Mean(squares) is { } mean ? Math.Sqrt(mean) : null;
}
