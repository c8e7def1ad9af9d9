using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Foresees which questionnaires may begin in a turn, so that only then is anything counted for them. A turn that begins one nobody
/// foresaw is right all the same: it draws as if nothing had been asked yet.
/// </summary>
internal static class BeginningQuestionnaires
{
    /// <summary>Null when there is nothing to count.</summary>
    public static QuestionnaireNeeds? Needs(DefinitionSet definitions, Conversation conversation, Command? command, string text)
    {
        var steps = Steps(definitions, conversation, command, text).Distinct().ToList();
        if (steps.Count == 0)
            return null;
        var banks = steps.Where(s => s.Plan is { Mode: not SelectionMode.Full, Items: not null }).Select(s => s.Bank);
        var reports = steps.Select(s => definitions.FindBank(s.Bank)).SelectMany(b => b?.Items ?? []).Select(i => i.Evidence)
            .Where(e => e is not null).Select(e => new ReportSource(e!.Dialog, e.Step));
        var needs = new QuestionnaireNeeds([.. banks.Distinct()], [.. reports.Distinct()]) { Regions = Regions(definitions, conversation, steps, text) };
        return needs.Banks.IsEmpty && needs.Reports.IsEmpty ? null : needs;
    }

    private static ImmutableArray<string> Regions(DefinitionSet definitions, Conversation conversation, List<QuestionnaireStep> steps, string text) =>
        [.. conversation.Unfinished
            .Select(run => (Run: run, Dialog: definitions.Find(run.DialogId, run.DialogHash)))
            .Where(r => r.Dialog is not null)
            .SelectMany(r => steps.Where(s => r.Dialog!.FindStep(s.Id) is QuestionnaireStep).SelectMany(s => RespondentRegion.Named(definitions, r.Dialog!, r.Run, s.Id, text)))
            .Distinct()];

    private static IEnumerable<QuestionnaireStep> Steps(DefinitionSet definitions, Conversation conversation, Command? command, string text)
    {
        if (command is Command.StartDialog start)
            return OfNew(definitions, conversation, start.Dialog);
        if (conversation.Menu is { } menu)
            return OfMenu(definitions, conversation, menu);
        if (conversation.Run is { } run)
            return OfRun(definitions, conversation, run);
        if (command is Command.Act { Action: CommandAction.Resume })
            return conversation.Paused.SelectMany(p => OfRun(definitions, conversation, p));
        var named = StartFlow.Bare(text);
        return definitions.Dialogs.Where(d => d.Words.Contains(named) || StartFlow.IsTitle(d, named)).SelectMany(d => OfNew(definitions, conversation, d));
    }

    private static IEnumerable<QuestionnaireStep> OfNew(DefinitionSet definitions, Conversation conversation, Dialog dialog) =>
        dialog.Purpose == DialogPurpose.Registration ? AfterRegistration(definitions, conversation) : AtOnce(dialog);

    /// <summary>Those before which nothing is asked, so that starting the dialog begins them.</summary>
    private static IEnumerable<QuestionnaireStep> AtOnce(Dialog dialog)
    {
        var run = new Run { Id = "", DialogId = dialog.Id, DialogHash = dialog.Hash };
        return dialog.Steps.OfType<QuestionnaireStep>().Where(q => MayBegin(dialog, q, run));
    }

    private static IEnumerable<QuestionnaireStep> AfterRegistration(DefinitionSet definitions, Conversation conversation) =>
        definitions.Dialogs.Where(d => d.Id == conversation.AfterRegistration || !d.StartsFor.IsEmpty).SelectMany(AtOnce);

    private static IEnumerable<QuestionnaireStep> OfMenu(DefinitionSet definitions, Conversation conversation, Menu menu)
    {
        var id = menu switch
        {
            Menu.ContinueOrNew again => again.DialogId,
            Menu.ReviseOrNew sheet => sheet.DialogId,
            Menu.AgreeAgain agree => agree.DialogId,
            Menu.NextPerson next => next.DialogId,
            _ => null,
        };
        var anew = id is not null && definitions.Find(id) is { } dialog ? OfNew(definitions, conversation, dialog) : [];
        return anew.Concat(conversation.Paused.Where(p => p.DialogId == id).SelectMany(p => OfRun(definitions, conversation, p)));
    }

    private static IEnumerable<QuestionnaireStep> OfRun(DefinitionSet definitions, Conversation conversation, Run run)
    {
        if (definitions.Find(run.DialogId, run.DialogHash) is not { } dialog)
            return [];
        return dialog.Purpose == DialogPurpose.Registration
            ? AfterRegistration(definitions, conversation)
            : dialog.Steps.OfType<QuestionnaireStep>().Where(q => MayBegin(dialog, q, run));
    }

    /// <summary>One turn answers one question: it begins when no other question that is always asked is open before it, or when its group is asked again.</summary>
    private static bool MayBegin(Dialog dialog, QuestionnaireStep questionnaire, Run run)
    {
        var current = run.Sub is SubQuestion.ConfirmChange change ? change.StepId : run.StepId;
        if (run.FindQuestionnaire(questionnaire.Id) is not null)
            return questionnaire.Group is Operand.OfAnswer answer && answer.StepId == current;
        return dialog.Steps.TakeWhile(s => s.Id != questionnaire.Id).All(s => !s.IsQuestion || s.OnRequest || s.When is not null || s.Id == current || run.Find(s.Id) is not null);
    }
}
