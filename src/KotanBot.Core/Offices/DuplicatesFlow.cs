using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Shows a report that waits beside another that may tell of the same event, before anybody judges it.</summary>
internal sealed class DuplicatesFlow(Turn turn, RunFlow flow)
{
    private const string DiffersKey = "beda";
    private const string SameKey = "sama";

    private readonly OfficeFlow _office = new(turn, flow);
    private readonly ReviewQueueFlow _queue = new(turn, flow);

    /// <summary>The question that a report in the queue starts with.</summary>
    public static OfficeQuestion FirstOf(WaitingReport report, int number, int of) => report.Twins is [var twin, ..]
        ? new OfficeQuestion.SameReport(report.Id, twin.Report.Id, number, of)
        : new OfficeQuestion.ReviewReport(report.Id, number, of);

    public Prompt PromptOf(OfficeQuestion.SameReport same) => Find(same) is var (report, twin)
        ? new(TextOf(same, report, twin))
        {
            Choices =
            [
                new(DiffersKey, turn.Text(OfficeTexts.TwinDiffers)),
                new(SameKey, turn.Text(OfficeTexts.TwinSame)),
                .. _queue.Onward(),
            ],
        }
        : _queue.PromptOf(Alone(same));

    public void Answer(OfficeQuestion.SameReport same, string text)
    {
        if (Find(same) is null)
        {
            _queue.Answer(Alone(same), text);
            return;
        }

        switch (FirmReader.Read(text, [.. PromptOf(same).Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases(c.Key)))]))
        {
            case DiffersKey:
                turn.Do(new Effect.Office(new OfficeDeed.TellApart(same.Id, same.TwinId)));
                turn.Say(OfficeTexts.TwinToldApart);
                _queue.Show(same);
                break;
            case SameKey:
                _queue.Decide(same.Id, ReviewTrigger.Reject, turn.Text(OfficeTexts.RejectDuplicate));
                _queue.SayRejected(same.Id);
                _queue.Next(same);
                break;
            case ReviewQueueFlow.SkipKey:
                _queue.Next(same);
                break;
            case ReviewQueueFlow.StopKey:
                _queue.Leave(OfficeTexts.ReviewStopped);
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    /// <summary>What was read before the turn shows the report that it decides about as still waiting; the next one in the queue may be its twin.</summary>
    public static void Decided(Turn turn, string id, ReviewTrigger trigger)
    {
        if (turn.Facts.Office is not { Review: { Next: { } next } review } office)
            return;
        var twins = next.Twins.Select(t => t.Report.Id == id ? t with { State = ReviewLifecycle.After(t.State, trigger, underCentre: false) } : t).Where(t => t.State != ReviewState.Rejected);
        turn.Facts = turn.Facts with { Office = office with { Review = review with { Next = next with { Twins = [.. twins] } } } };
    }

    private static OfficeQuestion.ReviewReport Alone(OfficeQuestion.SameReport same) => new(same.Id, same.Number, same.Of);

    /// <summary>Null when one of them changed or was decided about meanwhile; the report is then judged by itself.</summary>
    private (WaitingReport Report, TwinReport Twin)? Find(OfficeQuestion.SameReport same) =>
        turn.Facts.Office?.Review?.Find(same.Id) is { } report && report.Twins.FirstOrDefault(t => t.Report.Id == same.TwinId) is { } twin ? (report, twin) : null;

    private string TextOf(OfficeQuestion.SameReport same, WaitingReport report, TwinReport twin) => turn.Text(
        OfficeTexts.Twins,
        ("number", NumberWords.Format(same.Number)),
        ("of", NumberWords.Format(same.Of)),
        ("title", TitleOf(report)),
        ("one", Short(report)),
        ("state", turn.Text(ReportWords.OfTwin(twin.State))),
        ("other", Short(twin.Report)));

    private string TitleOf(WaitingReport report)
    {
        var dialog = ReviewQueueFlow.DialogOf(turn, report);
        return dialog?.KindStep is { } kind && report.Answers.FirstOrDefault(a => a.StepId == kind.Id) is { } answer
            ? new AnswerText(turn.Definitions, turn.Language).Of(kind, answer.Value)
            : dialog?.Title.In(turn.Language) ?? report.DialogId;
    }

    /// <summary>Who, when and where, and the numbers: what two reports of one event would share.</summary>
    private string Short(WaitingReport report)
    {
        var dialog = ReviewQueueFlow.DialogOf(turn, report);
        var place = EventSteps.Of(turn.Definitions).FirstOrDefault(e => e.Dialog == report.DialogId)?.Place;
        var words = new AnswerText(turn.Definitions, turn.Language);
        var where = report.Answers.Where(a => a.Value is AnswerValue.Dates || (a.StepId == place && a.Value is AnswerValue.Text)).Select(a => words.Of(dialog?.FindStep(a.StepId), a.Value));
        var numbers = report.Answers.Where(a => a.Value is AnswerValue.Number)
            .Select(a => $"{dialog?.FindStep(a.StepId)?.Label?.In(turn.Language) ?? a.StepId}: {words.Of(dialog?.FindStep(a.StepId), a.Value)}");
        return string.Join('\n', new[] { _queue.WhoSent(report), string.Join(", ", where), string.Join(", ", numbers) }.Where(l => l.Length > 0));
    }

    private static ImmutableArray<string> Aliases(string key) => key switch
    {
        DiffersKey => ["beda", "berbeda", "tidak sama", "bukan", "different"],
        SameKey => ["sama", "sama tolak", "duplikat", "same"],
        _ => ReviewQueueFlow.Aliases(key),
    };
}
