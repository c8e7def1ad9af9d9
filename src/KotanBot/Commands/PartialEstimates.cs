using System.Collections.Immutable;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>How many plausible values each respondent gets, 0 for none, and their seed.</summary>
internal sealed record PlausibleDraws(int Count, ulong Seed);

/// <summary>One respondent and variable. Everything is null for a respondent who answered nothing at all.</summary>
internal sealed record RespondentEstimate(string Respondent, string Group, string Variable, int Asked)
{
    public ThetaEstimate? Theta { get; init; }

    public FullFormScore? Full { get; init; }

    public ImmutableArray<double>? PlausibleScores { get; init; }

    public ImmutableArray<double>? PlausibleThetas { get; init; }
}

/// <summary>What a file of partial answers says of its respondents and groups.</summary>
/// <param name="HasPlausibleValues">Whether they were asked for.</param>
internal sealed record PartialEstimates(ImmutableArray<RespondentEstimate> Respondents, ImmutableArray<GroupEstimate> Groups, bool HasPlausibleValues)
{
    public static PartialEstimates Of(CalibratedBank bank, ResponseMatrix responses, PlausibleDraws plausible)
    {
        // A group may have item parameters of its own, so each has its pool; all have the items of the bank.
        var predictors = responses.Groups.Distinct().ToDictionary(g => g, g => new FullFormPredictor(ItemPools.Of(bank.ForGroup(g))));
        var places = bank.Items.Select((item, i) => (item.Id, Place: i)).ToDictionary(p => p.Id, p => p.Place);
        var columns = responses.Items.Select(i => places[i]).ToArray();
        var all = Enumerable.Range(0, responses.Rows).Select(row => new GroupRespondent(responses.Groups[row], predictors[responses.Groups[row]], Answers(responses, row, columns))).ToArray();
        var answering = Enumerable.Range(0, all.Length).Where(row => !all[row].Answers.IsEmpty).ToArray();
        var used = answering.Select(row => all[row]).ToArray();
        var scores = plausible.Count > 0 ? PlausibleValues.OfScores(used, plausible.Count, plausible.Seed) : [];
        var rows = ImmutableArray.CreateBuilder<RespondentEstimate>();
        for (int row = 0, next = 0; row < all.Length; row++)
        {
            var isUsed = !all[row].Answers.IsEmpty;
            var own = isUsed && plausible.Count > 0 ? scores[next] : default(ImmutableArray<ImmutableArray<double>?>?);
            rows.AddRange(Rows(responses.Respondents[row], all[row], isUsed, own, plausible));
            next += isUsed ? 1 : 0;
        }

        return new PartialEstimates(rows.ToImmutable(), GroupEstimates.Of(used), plausible.Count > 0);
    }

    private static IEnumerable<RespondentEstimate> Rows(
        string id, GroupRespondent respondent, bool isUsed, ImmutableArray<ImmutableArray<double>?>? scores, PlausibleDraws plausible)
    {
        var pool = respondent.Predictor.Pool;
        var full = respondent.Predictor.Predict(respondent.Answers);
        for (var v = 0; v < pool.Variables.Length; v++)
        {
            var variable = v;
            var theta = isUsed ? ThetaScores.Of(pool, v, respondent.Answers) : null;
            yield return new RespondentEstimate(id, respondent.Group, pool.Variables[v], respondent.Answers.Count(a => pool.Items[a.Item].Variable == variable))
            {
                Theta = theta,
                Full = isUsed ? full[v] : null,
                PlausibleScores = scores?[v],
                PlausibleThetas = scores is null || theta is null
                    ? null
                    : PlausibleValues.OfTheta(theta, Quadrature.Standard, plausible.Count, SeededDraws.From($"{plausible.Seed}/theta/{id}/{pool.Variables[v]}")),
            };
        }
    }

    private static ImmutableArray<ItemAnswer> Answers(ResponseMatrix responses, int row, int[] columns) =>
        [.. Enumerable.Range(0, responses.Columns).Where(c => responses[row, c] > 0).Select(c => new ItemAnswer(columns[c], responses[row, c]))];
}
