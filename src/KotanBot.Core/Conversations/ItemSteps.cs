using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The items of a questionnaire as questions of the dialog, so that going back, correcting, skipping, help, pausing and the review work with
/// them as with any other question. An item's step id is <c>questionnaire.item</c>.
/// </summary>
public static class ItemSteps
{
    private const char Between = '.';

    public static string IdOf(string stepId, string itemId) => $"{stepId}{Between}{itemId}";

    /// <summary>The item's id in its bank; of a question that belongs to no questionnaire, its own id.</summary>
    public static string ItemOf(string stepId) => stepId[(stepId.IndexOf(Between, StringComparison.Ordinal) + 1)..];

    /// <summary>The dialog as this run goes through it; null when a bank, or the version of it that the run began with, is gone.</summary>
    internal static Dialog? DialogOf(DefinitionSet definitions, Dialog dialog, Run run)
    {
        if (!dialog.Steps.Any(s => s is QuestionnaireStep))
            return dialog;
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var step in dialog.Steps)
        {
            if (step is not QuestionnaireStep questionnaire)
                steps.Add(step);
            else if (run.FindQuestionnaire(step.Id) is not { } begun)
            {
                if (definitions.FindBankVersion(questionnaire.Bank) is not { } current)
                    return null;
                steps.Add(questionnaire with { Remaining = Foreseen(current, questionnaire) });
            }
            else if (definitions.FindBankVersion(begun.Bank, begun.Hash) is { } version)
                Add(steps, questionnaire, begun, version);
            else
                return null;
        }

        return dialog with { Steps = steps.ToImmutable() };
    }

    /// <summary>A step by its id, also that of an item, whichever run asked it.</summary>
    public static Step? Find(DefinitionSet definitions, Dialog dialog, string stepId)
    {
        if (dialog.FindStep(stepId) is { } step)
            return step;
        var item = ItemOf(stepId);
        return dialog.Steps.OfType<QuestionnaireStep>().FirstOrDefault(q => IdOf(q.Id, item) == stepId) is { } questionnaire
            && definitions.FindBank(questionnaire.Bank)?.FindItem(item) is { } found
                ? StepOf(questionnaire, found, null)
                : null;
    }

    private static void Add(ImmutableArray<Step>.Builder steps, QuestionnaireStep questionnaire, RunQuestionnaire begun, BankVersion version)
    {
        foreach (var asked in begun.Asked)
            if (version.Bank.FindItem(asked.Id) is { } item)
                steps.Add(StepOf(questionnaire, item, begun.Suggested.FirstOrDefault(s => s.Item == asked.Id)));
        var most = begun.Done || version.PoolOf(begun.Group) is not { } pool ? 0 : ItemDelivery.Most(pool, questionnaire.Plan, begun.Start);
        steps.Add(questionnaire with { Remaining = Math.Max(0, most - begun.Asked.Length) });
    }

    private static ChooseStep StepOf(QuestionnaireStep questionnaire, BankItem item, SuggestedOption? suggested) => new()
    {
        Id = IdOf(questionnaire.Id, item.Id),
        Text = item.Text,
        Label = item.Label,
        Help = item.Help,
        Options = item.Options,
        When = questionnaire.When,
        Item = new ItemQuestion(questionnaire.Id, item.Id, suggested),
    };

    /// <summary>How many items there will be at most, as far as that is known before it begins.</summary>
    private static int Foreseen(BankVersion bank, QuestionnaireStep questionnaire) =>
        questionnaire.Plan is { Mode: not SelectionMode.Full, Items: { } items } ? Math.Min(items, bank.MostItems) : bank.MostItems;
}
