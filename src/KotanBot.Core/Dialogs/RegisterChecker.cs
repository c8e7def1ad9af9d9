using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Dialogs;

/// <summary>Finds what of a dialog does not fit the registers; done when both are read.</summary>
internal static class RegisterChecker
{
    public static void Check(Dialog dialog, IReadOnlyCollection<Register> registers, IssueList issues)
    {
        void Issue(string code, string text) => issues.Add(new Issue(code, $"{dialog.Id}.yaml", 1, 1, text));
        foreach (var step in dialog.Steps.OfType<EntryStep>())
        {
            if (registers.All(r => r.Id != step.Register))
                Issue("unknown-register", $"the step `{step.Id}` names the register `{step.Register}`, which registers.yaml does not have");
            if (!dialog.StoresSubmission)
                Issue("not-allowed", $"the step `{step.Id}` asks for an entry in a dialog that stores nothing");
            if (step.New && dialog.Roles.Any(r => !Access.RightsOf(r).Contains(Right.AddEntries)))
                Issue("not-allowed", $"the step `{step.Id}` lets write down new entries, which only petugas and admin may; other `roles` choose from the list");
        }

        if (dialog.SetsStatus is { } setting && dialog.FindStep(setting.Entry) is EntryStep entry && dialog.FindStep(setting.Status) is ChooseStep status
            && registers.FirstOrDefault(r => r.Id == entry.Register) is { } register)
            foreach (var option in status.Options.Where(o => register.FindStatus(o.Key) is null))
                Issue("unknown-option", $"`sets-status` would set `{option.Key}`, which is no status of `{register.Id}`");
    }
}
