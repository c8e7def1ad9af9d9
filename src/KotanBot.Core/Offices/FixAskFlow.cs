using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>A reviewer sends a report back: first which answer, then a word to its reporter.</summary>
internal sealed class FixAskFlow(Turn turn, RunFlow flow)
{
    private const string ElseKey = "bagian-lain";
    private const string NoNoteKey = "tanpa-catatan";

    private readonly OfficeFlow _office = new(turn, flow);
    private readonly ReviewQueueFlow _queue = new(turn, flow);

    public Prompt PromptOf(OfficeQuestion.FixWhat what) => new(turn.Text(OfficeTexts.FixWhat))
    {
        Choices = [.. Parts(what.Id), new(ElseKey, turn.Text(OfficeTexts.FixElse)), new(ReviewQueueFlow.BackKey, turn.Text(OfficeTexts.FixBack))],
    };

    public Prompt PromptOf(OfficeQuestion.FixNote note) => note.StepId is { } step
        ? new(turn.Text(OfficeTexts.FixNote, ("step", LabelOf(note.Id, step)), ("limit", NumberWords.Format(ReviewDeeds.LongestWords))))
        {
            Choices = [new(NoNoteKey, turn.Text(OfficeTexts.FixNoNote)), new(ReviewQueueFlow.BackKey, turn.Text(OfficeTexts.FixBack))],
        }
        : new(turn.Text(OfficeTexts.FixNoteElse, ("limit", NumberWords.Format(ReviewDeeds.LongestWords)))) { Choices = [new(ReviewQueueFlow.BackKey, turn.Text(OfficeTexts.FixBack))] };

    public void Answer(OfficeQuestion.FixWhat what, string text)
    {
        if (_queue.IsGone(what))
            return;
        switch ((ChoiceReader.Read(text, Words(PromptOf(what))) as ChoiceReading.One)?.Key)
        {
            case null:
                _office.Again(EngineTexts.NotAChoice);
                break;
            case ReviewQueueFlow.BackKey:
                _queue.Show(what);
                break;
            case ElseKey:
                _office.Open(new OfficeQuestion.FixNote(what.Id, null, what.Number, what.Of));
                break;
            case var step:
                _office.Open(new OfficeQuestion.FixNote(what.Id, step, what.Number, what.Of));
                break;
        }
    }

    public void Answer(OfficeQuestion.FixNote note, string text)
    {
        if (_queue.IsGone(note))
            return;
        var key = FirmReader.Read(text, Words(PromptOf(note)));
        if (key == ReviewQueueFlow.BackKey)
        {
            _queue.Show(note);
        }
        else if (!_office.IsTooLong(text, ReviewDeeds.LongestWords))
        {
            _queue.Decide(note.Id, ReviewTrigger.AskFix, key == NoNoteKey ? null : text, note.StepId);
            turn.Say(ReviewDeeds.Said(ReviewTrigger.AskFix, isErased: false));
            _queue.Next(note);
        }
    }

    /// <summary>Every answer of the report that has a name.</summary>
    private IEnumerable<PromptChoice> Parts(string id) =>
        _queue.Find(id) is { } report ? new ReportWords(turn.Definitions, turn.Language).Parts(report).Select(p => new PromptChoice(p.StepId, p.Label)) : [];

    private string LabelOf(string id, string step) => _queue.Find(id) is { } report ? new ReportWords(turn.Definitions, turn.Language).FindLabel(report, step) ?? "" : "";

    private static ImmutableArray<ChoiceWords> Words(Prompt prompt) =>
        [.. prompt.Choices.Select(c => new ChoiceWords(c.Key, c.Label, c.Key switch { NoNoteKey => ["tanpa catatan", "tidak ada"], ElseKey => ["lainnya", "yang lain"], var key => ReviewQueueFlow.Aliases(key) }))];
}
