using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The way of one run through its dialog as it stands now. Recomputed from the answers each time instead of stored, so
/// that a corrected answer opens and closes later questions without any bookkeeping.
/// </summary>
internal sealed class DialogPath(Dialog dialog, Run run, Facts facts, Conversation conversation)
{
    /// <summary>The questions of this run in order, answered or not; the review is not one of them.</summary>
    public IEnumerable<Step> Questions => dialog.Steps.Where(s => s.IsQuestion && s is not ReviewStep && Applies(s));

    /// <summary>The first step that still wants something: an unsaid note, an open question, the review, the submit.</summary>
    public Step? Next => dialog.Steps.FirstOrDefault(s => Applies(s) && IsOpen(s));

    /// <summary>The question before the current one, or null at the first.</summary>
    public Step? Previous
    {
        get
        {
            Step? last = null;
            foreach (var step in Questions)
            {
                if (step.Id == run.StepId)
                    return last;
                last = step;
            }

            return last;
        }
    }

    /// <summary>
    /// Place of a question (from 1; 0 for an optional detail) among all that this run will ask as far as is known now. The items of a
    /// questionnaire are counted apart from the questions around it, and with those that may still come.
    /// </summary>
    public (int Place, int All) PlaceOf(string stepId)
    {
        var questionnaire = (dialog.FindStep(stepId) as ChooseStep)?.Item?.Questionnaire;
        var questions = Questions.Where(s => !s.OnRequest && (s as ChooseStep)?.Item?.Questionnaire == questionnaire).ToList();
        return (questions.FindIndex(s => s.Id == stepId) + 1, questions.Count + Remaining(questionnaire));
    }

    /// <summary>Whether no question stands before this one.</summary>
    public bool IsFirst(string stepId) => Questions.FirstOrDefault(s => !s.OnRequest)?.Id == stepId;

    /// <summary>How far the run got. Once the items of a questionnaire are asked, they are counted, as the questions themselves count them.</summary>
    public (int Done, int All) Progress
    {
        get
        {
            if (dialog.FindStep(run.StepId) is ChooseStep { Item: { } item })
            {
                var items = Questions.Where(s => (s as ChooseStep)?.Item?.Questionnaire == item.Questionnaire).ToList();
                return (items.Count(s => run.Find(s.Id) is not null), items.Count + Remaining(item.Questionnaire));
            }

            var questions = Questions.Where(s => !s.OnRequest).ToList();
            return (questions.Count(s => run.Find(s.Id) is not null), questions.Count + dialog.Steps.OfType<QuestionnaireStep>().Where(Applies).Sum(q => q.Remaining));
        }
    }

    /// <summary>Optional details not given yet, which the review offers.</summary>
    public IEnumerable<Step> Details => dialog.Steps.Where(s => s.OnRequest && Holds(s) && (run.Find(s.Id) is null or AnswerValue.Skipped));

    /// <summary>Answers whose questions no longer apply.</summary>
    public IEnumerable<string> Orphans => run.Answers.Select(a => a.StepId).Where(id => dialog.FindStep(id) is not { } step || !Holds(step));

    private int Remaining(string? questionnaire) => questionnaire is not null && dialog.FindStep(questionnaire) is QuestionnaireStep step ? step.Remaining : 0;

    private bool Applies(Step step) => (!step.OnRequest || run.Requested.Contains(step.Id) || run.Find(step.Id) is not null) && Holds(step);

    private bool Holds(Step step) => ConditionCheck.Holds(step.When, run, facts, conversation);

    private bool IsOpen(Step step) => step switch
    {
        NoteStep => !run.Said.Contains(step.Id),
        QuestionnaireStep => run.FindQuestionnaire(step.Id) is not { Done: true },
        StopStep or ReviewStep or SubmitStep => true,
        _ => run.Find(step.Id) is null,
    };
}
