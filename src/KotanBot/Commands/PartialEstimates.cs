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
    /// <summary>The groups together, one figure per variable.</summary>
    public ImmutableArray<CombinedEstimate> Combined { get; init; } = [];

    public static PartialEstimates Of(CalibratedBank bank, ResponseMatrix responses, PlausibleDraws plausible)
    {
        // A group may have items, and item parameters, of its own, so each has its pool: its full form.
        var predictors = responses.Groups.Distinct().ToDictionary(g => g, g => new FullFormPredictor(PoolOf(bank, g)));
        var columns = predictors.ToDictionary(p => p.Key, p => Columns(p.Value.Pool, responses));
        var all = Enumerable.Range(0, responses.Rows).Select(row => Respondent(responses, row, predictors, columns)).ToArray();
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

        var groups = GroupEstimates.Of(used);
        return new PartialEstimates(rows.ToImmutable(), groups, plausible.Count > 0) { Combined = CombinedEstimate.Of(groups, bank) };
    }

    private static ItemPool PoolOf(CalibratedBank bank, string group) =>
        ItemPools.Of(bank.ForGroup(group), [.. bank.Items.Where(i => bank.Applies(i, group)).Select(i => i.Id)]);

    private static GroupRespondent Respondent(ResponseMatrix responses, int row, Dictionary<string, FullFormPredictor> predictors, Dictionary<string, int[]> columns)
    {
        var group = responses.Groups[row];
        return new GroupRespondent(group, predictors[group], Answers(responses, row, columns[group]));
    }

    /// <summary>Each column's place in the pool; −1 where the item is not of the group.</summary>
    private static int[] Columns(ItemPool pool, ResponseMatrix responses)
    {
        var places = pool.Items.Select((item, i) => (item.Id, Place: i)).ToDictionary(p => p.Id, p => p.Place);
        return [.. responses.Items.Select(i => places.GetValueOrDefault(i, -1))];
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
        [.. Enumerable.Range(0, responses.Columns).Where(c => responses[row, c] > 0 && columns[c] >= 0).Select(c => new ItemAnswer(columns[c], responses[row, c]))];
}
