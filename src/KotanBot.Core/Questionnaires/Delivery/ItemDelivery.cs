using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// Which item comes next. Everything follows from pool, plan, seed and answers, so a run that was stopped goes on where it stood, and a file of
/// answers is replayed through the very same code. The items of one variable stand together: the drawn ones first, then the chosen ones.
/// </summary>
public static class ItemDelivery
{
    /// <summary>Settles before the first question whether this is a full form, how many items each variable gets and which are drawn.</summary>
    /// <param name="exposure">How often each item was asked in this region and group.</param>
    /// <param name="rotation">Which variable gets the first item of the remainder; null takes it from the seed.</param>
    public static DeliveryStart Begin(ItemPool pool, QuestionnairePlan plan, ExposureCounts exposure, ulong seed, int? rotation = null)
    {
        var draws = new SeededDraws(seed);
        // These two draws come first and always, so that a longer plan changes neither who gets the full form nor the rotation.
        var monitored = draws.NextDouble() < plan.FullFormShare;
        var turn = draws.Below(Math.Max(1, pool.Variables.Length));
        var quotas = ItemQuotas.Of(pool, plan, rotation ?? turn);
        if (monitored || plan.Mode == SelectionMode.Full || plan.Items is null)
            return new DeliveryStart(true, monitored ? Shuffled(pool, draws) : []) { Quotas = ItemQuotas.Of(pool, new QuestionnairePlan(), 0) };
        var numbers = DrawnNumbers(pool, plan, quotas, rotation ?? turn);
        var drawn = ImmutableArray.CreateBuilder<PickedItem>();
        var probabilities = new double[pool.Items.Length];
        for (var v = 0; v < quotas.Length; v++)
            drawn.AddRange(Draw(pool, plan, exposure, v, numbers[v], draws, probabilities));
        var choosesMore = drawn.Count < quotas.Sum();
        return new DeliveryStart(false, drawn.ToImmutable()) { Quotas = quotas, Probabilities = choosesMore ? [.. probabilities] : [] };
    }

    /// <summary>The next item, or null when the questionnaire is finished.</summary>
    /// <param name="answers">Every item asked so far in the order of asking, skipped ones with category 0.</param>
    public static PickedItem? Next(ItemPool pool, QuestionnairePlan plan, DeliveryStart start, ImmutableArray<ItemAnswer> answers)
    {
        var asked = answers.Select(a => a.Item).ToHashSet();
        if (start.FullForm)
            return NextOfFullForm(pool, start, asked);
        var answered = answers.Count(a => a.Category > 0);
        var minimums = ItemQuotas.Divide(plan.Minimum, start.Quotas, 0);
        for (var v = 0; v < pool.Variables.Length; v++)
        {
            if (NextOf(pool, plan, start, v, answers, asked, minimums[v]) is { } next)
                return next;
        }

        if (answered >= plan.Minimum)
            return null;
        for (var v = 0; v < pool.Variables.Length; v++)
        {
            if (NextOf(pool, plan, start, v, answers, asked, int.MaxValue) is { } next)
                return next;
        }

        return null;
    }

    /// <summary>How many items this respondent is asked at most: the "12" of "5/12".</summary>
    public static int Most(ItemPool pool, QuestionnairePlan plan, DeliveryStart start) => start.FullForm ? pool.Items.Length : start.Quotas.Sum();

    /// <summary>
    /// The full form of a drift monitor, in random order within each variable: the first answers then are a random short form, from which the
    /// others can be predicted.
    /// </summary>
    private static ImmutableArray<PickedItem> Shuffled(ItemPool pool, SeededDraws draws)
    {
        var order = Enumerable.Range(0, pool.Items.Length).ToArray();
        draws.Shuffle<int>(order);
        return [.. order.OrderBy(i => pool.Items[i].Variable).Select(i => new PickedItem(i, AskedAs.Full, 1))];
    }

    private static PickedItem? NextOfFullForm(ItemPool pool, DeliveryStart start, HashSet<int> asked)
    {
        if (!start.Drawn.IsEmpty)
            return start.Drawn.FirstOrDefault(d => !asked.Contains(d.Item));
        var rest = Enumerable.Range(0, pool.Items.Length).Where(i => !asked.Contains(i)).OrderBy(i => pool.Items[i].Variable).ToArray();
        return rest.Length == 0 ? null : new PickedItem(rest[0], AskedAs.Full, 1);
    }

    private static PickedItem? NextOf(
        ItemPool pool, QuestionnairePlan plan, DeliveryStart start, int variable, ImmutableArray<ItemAnswer> answers, HashSet<int> asked, int minimum)
    {
        var own = answers.Where(a => pool.Items[a.Item].Variable == variable).ToImmutableArray();
        if (own.Length >= start.Quotas[variable])
            return null;
        // What was drawn is always asked: were it dropped because of an answer, its probability would depend on answers.
        if (start.Drawn.FirstOrDefault(d => pool.Items[d.Item].Variable == variable && !asked.Contains(d.Item)) is { } drawn)
            return drawn;
        if (!pool.IsCalibrated || plan.Mode is SelectionMode.Random or SelectionMode.Matrix)
            return null;
        var isStatic = plan.Mode == SelectionMode.Static;
        if (ItemChoice.Find(pool, plan, variable, start.Quotas[variable], isStatic ? own : answers, isStatic) is not { } best)
            return null;
        return own.Count(a => a.Category > 0) >= minimum && IsEnough(plan, best) ? null : new PickedItem(best.Item, AskedAs.Chosen, Missed(start, best.Item));
    }

    /// <summary>Items drawn per variable. A bank without calibration cannot choose, so there everything is drawn.</summary>
    private static int[] DrawnNumbers(ItemPool pool, QuestionnairePlan plan, ImmutableArray<int> quotas, int rotation)
    {
        if (!pool.IsCalibrated || plan.Mode is SelectionMode.Random or SelectionMode.Matrix)
            return [.. quotas];
        if (plan.Mode is SelectionMode.Static or SelectionMode.Adaptive)
            return new int[quotas.Length];
        // About a quarter: on real data drawing more costs accuracy, and drawing none leaves items unasked.
        return plan.Drawn is { } number ? ItemQuotas.Divide(number, quotas, rotation) : [.. quotas.Select(q => Math.Min(q, Math.Max(1, q / 4)))];
    }

    private static List<PickedItem> Draw(
        ItemPool pool, QuestionnairePlan plan, ExposureCounts exposure, int variable, int number, SeededDraws draws, double[] probabilities)
    {
        if (number == 0)
            return [];
        var own = Enumerable.Range(0, pool.Items.Length).Where(i => pool.Items[i].Variable == variable).ToArray();
        var isUniform = plan.Mode == SelectionMode.Random;
        var shares = BalancedDraw.Probabilities([.. own.Select(i => isUniform ? 0 : exposure[pool.Items[i].Id])], number);
        for (var i = 0; i < own.Length; i++)
            probabilities[own[i]] = shares[i];
        var taken = BalancedDraw.Draw(shares, [.. own.Select(i => isUniform ? null : pool.Items[i].Dimension)], draws);
        return [.. taken.Select(i => new PickedItem(own[i], AskedAs.Drawn, shares[i]))];
    }

    private static double Missed(DeliveryStart start, int item) => start.Probabilities.IsEmpty ? 0 : start.Probabilities[item];

    private static bool IsEnough(QuestionnairePlan plan, ItemChoice.Best best) =>
        Math.Sqrt(best.Variance) <= plan.StopAtStandardError || best.Gain <= plan.StopAtGain * best.Variance;
}
