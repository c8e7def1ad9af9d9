using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>
/// Estimates for an item bank that was never calibrated (a file of <c>dialogs/banks</c>): no theta, no prediction of what was not asked, only the
/// mean of item means of each group, over the items that apply to it. A file of answers holds no probabilities, so all answers count as drawn alike.
/// </summary>
internal static class DesignEstimates
{
    /// <summary>Null where the file is no item bank; then it may be a calibrated one.</summary>
    public static ItemBank? TryRead(string file)
    {
        try
        {
            return BankReader.Read(file, File.ReadAllText(file), []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static PartialEstimates Of(ItemBank bank, ResponseMatrix responses)
    {
        var groups = Enumerable.Range(0, responses.Rows).GroupBy(row => responses.Groups[row]).ToList();
        var pools = groups.ToDictionary(g => g.Key, g => PoolOf(bank, g.Key));
        var estimates = groups.Where(g => g.Any(row => responses.Row(row).ContainsAnyExcept((byte)0))).Select(g => Estimate(g.Key, pools[g.Key], responses, [.. g])).ToImmutableArray();
        return new PartialEstimates(
            [.. Enumerable.Range(0, responses.Rows).SelectMany(row => Rows(pools[responses.Groups[row]], responses, row))], estimates, HasPlausibleValues: false)
        {
            Combined = CombinedEstimate.Of(estimates, bank),
        };
    }

    private static IEnumerable<RespondentEstimate> Rows(ItemPool pool, ResponseMatrix responses, int row)
    {
        var answers = Answers(pool, responses, row);
        return pool.Variables.Select((id, v) => new RespondentEstimate(responses.Respondents[row], responses.Groups[row], id, answers.Count(a => pool.Items[a.Item].Variable == v)));
    }

    private static GroupEstimate Estimate(string group, ItemPool pool, ResponseMatrix responses, int[] rows)
    {
        var estimate = DesignEstimate.Of(pool, [.. rows.Select(row => Answers(pool, responses, row))]);
        // The jackknife over respondents holds sampling and shortening together; alone, the latter is not known without a model.
        return new GroupEstimate(group)
        {
            Variables = [.. estimate.Variables.Select(v => new VariableEstimate(v.Variable, v.N, v.Estimate, null, v.Estimate, v.StandardError))],
            CovarianceShort = [],
            CovarianceTotal = estimate.Covariance,
        };
    }

    private static ImmutableArray<DesignAnswer> Answers(ItemPool pool, ResponseMatrix responses, int row) =>
    [
        .. pool.Items.Select((item, place) => (place, Column: responses.Items.IndexOf(item.Id)))
            .Where(i => i.Column >= 0 && responses[row, i.Column] > 0)
            .Select(i => new DesignAnswer(i.place, responses[row, i.Column], 1)),
    ];

    private static ItemPool PoolOf(ItemBank bank, string group)
    {
        var items = bank.Groups.Any(g => g.Id == group) ? bank.ItemsOf(group) : bank.Items;
        var variables = bank.Variables.Select(v => v.Id).Where(v => items.Any(i => i.Variable == v)).ToList();
        return new ItemPool { Variables = [.. variables], Items = [.. items.Select(i => new PoolItem(i.Id, variables.IndexOf(i.Variable), i.Dimension, null))] };
    }
}
