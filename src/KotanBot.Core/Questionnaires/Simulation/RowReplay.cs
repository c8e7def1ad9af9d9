using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>
/// One row of a file played as a respondent, through the very classes of the chat: the row answers what it is asked, and a missing answer
/// is a skip.
/// </summary>
internal sealed class RowReplay
{
    private readonly ResponseMatrix _responses;
    private readonly QuestionnairePlan _plan;
    private readonly Func<double> _seconds;

    /// <param name="seconds">A clock.</param>
    public RowReplay(ResponseMatrix responses, SimulationPlan plan, Func<double> seconds)
    {
        _responses = responses;
        _plan = new QuestionnairePlan { Items = plan.Mode == SelectionMode.Full ? null : plan.Items, Mode = plan.Mode };
        _seconds = seconds;
        Asked = new int[responses.Columns];
        Drawn = new int[responses.Columns];
    }

    public int[] Asked { get; }

    public int[] Drawn { get; }

    public List<double> SelectionSeconds { get; } = [];

    /// <param name="exposure">Times asked so far by item; what is asked now is added.</param>
    public ImmutableArray<ItemAnswer> Play(int row, ItemPool pool, Dictionary<string, int> exposure, ulong seed)
    {
        var start = ItemDelivery.Begin(pool, _plan, ExposureCounts.From(exposure), seed, row);
        var answers = ImmutableArray<ItemAnswer>.Empty;
        while (true)
        {
            var before = _seconds();
            var next = ItemDelivery.Next(pool, _plan, start, answers);
            if (next is null)
                break;
            SelectionSeconds.Add(_seconds() - before);
            answers = answers.Add(new ItemAnswer(next.Item, _responses[row, next.Item]));
            Asked[next.Item]++;
            if (next.As == AskedAs.Drawn)
                Drawn[next.Item]++;
        }

        foreach (var answer in answers)
            exposure[pool.Items[answer.Item].Id] = exposure.GetValueOrDefault(pool.Items[answer.Item].Id) + 1;
        return answers;
    }
}
