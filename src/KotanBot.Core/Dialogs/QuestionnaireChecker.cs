using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Dialogs;

/// <summary>Finds what of a questionnaire does not fit its bank or its dialog; done when both are read.</summary>
internal static class QuestionnaireChecker
{
    /// <summary>An item's step id travels in buttons, where Telegram leaves 64 bytes for everything.</summary>
    private const int LongestStepId = 40;

    public static void Check(Dialog dialog, IReadOnlyCollection<ItemBank> banks, IndexCatalog indices, IssueList issues)
    {
        for (var i = 0; i < dialog.Steps.Length; i++)
        {
            if (dialog.Steps[i] is not QuestionnaireStep step)
                continue;
            void Issue(string code, string text) => issues.Add(new Issue(code, $"{dialog.Id}.yaml", 1, 1, $"the questionnaire `{step.Id}` {text}"));
            if (banks.FirstOrDefault(b => b.Id == step.Bank) is not { } bank)
            {
                Issue("unknown-bank", $"names the bank `{step.Bank}`, which is no file under banks/");
                continue;
            }

            CheckGroup(dialog, i, step, bank, Issue);
            foreach (var variable in step.Plan.Quotas.Keys.Where(q => bank.Variables.All(v => v.Id != q)))
                Issue("unknown-variable", $"has a quota for `{variable}`, which is no variable of `{bank.Id}`");
            CheckQuotas(step, bank, Issue);
            foreach (var item in bank.Items.Where(b => ItemSteps.IdOf(step.Id, b.Id).Length > LongestStepId))
                Issue("too-long-id", $"and the item `{item.Id}` together have more than {LongestStepId} letters");
            if (dialog.Index is { } index && indices.Find(index) is { CanCompute: true } definition)
                foreach (var item in bank.Items.Where(b => definition.Items.All(d => d.Id != b.Id)))
                    Issue("unknown-item", $"asks `{item.Id}`, which is no item of {definition.Code} {definition.Edition}");
            if (!dialog.StoresSubmission)
                Issue("not-allowed", "stands in a dialog that stores nothing");
        }
    }

    /// <summary>A quota that no draw can fill would shorten the questionnaire of that group, and nobody would see why. A group without any item of a variable is not asked about it.</summary>
    private static void CheckQuotas(QuestionnaireStep step, ItemBank bank, Action<string, string> issue)
    {
        foreach (var group in bank.Groups.IsEmpty ? [""] : bank.Groups.Select(g => g.Id))
            foreach (var (variable, quota) in step.Plan.Quotas.OrderBy(q => q.Key, StringComparer.Ordinal))
                if (bank.ItemsOf(group).Count(i => i.Variable == variable) is var items and > 0 && items < quota)
                    issue("quota-too-large", $"wants {quota} items of `{variable}`{(group.Length > 0 ? $" from the group `{group}`" : "")}, for which `{bank.Id}` has {items}");
    }

    private static void CheckGroup(Dialog dialog, int position, QuestionnaireStep step, ItemBank bank, Action<string, string> issue)
    {
        if (bank.Groups.IsEmpty == step.Group is not null)
            issue("bad-group", bank.Groups.IsEmpty ? $"has a `group`, and the bank `{bank.Id}` has none" : $"needs a `group`, because the bank `{bank.Id}` has some");
        if (step.Group is Operand.OfFact fact && !FactNames.All.Contains(fact.Name))
            issue("unknown-fact", $"names `{fact.Name}`, which is no fact; known: {string.Join(", ", FactNames.All)}");
        if (step.Group is not Operand.OfAnswer answer || bank.Groups.IsEmpty)
            return;
        if (dialog.Steps.Take(position).FirstOrDefault(s => s.Id == answer.StepId) is not ChooseStep { Required: true, When: null } asked)
        {
            issue("unknown-step", $"takes its group from `{answer.StepId}`, which is no earlier `choose` that is `required` and always asked");
            return;
        }

        foreach (var option in asked.Options.Where(o => bank.Groups.All(g => g.Id != o.Key)))
            issue("unknown-group", $"takes its group from `{asked.Id}`, whose option `{option.Key}` is no group of `{bank.Id}`");
        foreach (var group in bank.Groups.Where(g => asked.Options.All(o => o.Key != g.Id)))
            issue("unknown-group", $"can never ask the group `{group.Id}`: `{asked.Id}` has no such option");
    }
}
