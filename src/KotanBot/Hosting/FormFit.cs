using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>A published form that does not fit what is served, and why. It is kept and served to nobody until it is published anew.</summary>
public sealed record UnfitForm(ServedForm Form, ImmutableArray<Issue> Issues);

/// <summary>Files and published forms together.</summary>
public sealed record FittedForms(DefinitionSet Set, ImmutableArray<UnfitForm> Unfit);

/// <summary>
/// Puts the forms that offices published beside what the files define. Nothing here refuses the whole: a form that does not fit, after an upgrade for example, is
/// left out and said to be so.
/// </summary>
/// <param name="files">Texts by their path, as they were read at the start.</param>
/// <param name="shipped">What the files alone define.</param>
public sealed class FormFit(IReadOnlyDictionary<string, string> files, DefinitionSet shipped)
{
    /// <summary>The name under which a form's issues stand.</summary>
    public static string FileOf(string dialogId) => dialogId + ".yaml";

    public FittedForms Fit(IReadOnlyList<ServedForm> forms)
    {
        var unfit = new List<UnfitForm>();
        var inForce = forms.Where(f => f.IsInForce).ToList();
        var set = Replace([.. inForce.Where(Replaces)], unfit);
        var added = new List<OfficeForm>();
        var taken = new HashSet<string>();
        foreach (var form in inForce.Where(f => !Replaces(f)))
            if (Read(form, set, taken, unfit) is { } dialog)
                added.Add(new OfficeForm(dialog, form.Source, form.IsForEverybody ? null : form.SatkerCode));
        foreach (var form in forms.Where(f => set.Find(f.DialogId) is null && added.All(a => a.Dialog.Id != f.DialogId)))
            if (DialogReader.Read(FileOf(form.DialogId), form.Source, [], checks: false) is { } known)
                added.Add(new OfficeForm(known, form.Source, form.IsForEverybody ? null : form.SatkerCode) { IsWithdrawn = true });
        return new FittedForms(set.With(added), [.. unfit]);
    }

    /// <summary>What is wrong with the files when these texts stand in the place of theirs; null without issues.</summary>
    public DefinitionSet? ReadWith(IEnumerable<ServedForm> replacing, IssueList issues)
    {
        var together = files.ToDictionary(StringComparer.Ordinal);
        foreach (var form in replacing)
            together[FileOf(form.DialogId)] = form.Source;
        return DefinitionsReader.Read(together, issues, shipped.Regions);
    }

    /// <summary>Only the centre may put a version of its own in the place of a dialog that ships.</summary>
    public bool Replaces(ServedForm form) => form.IsForEverybody && shipped.Find(form.DialogId) is not null;

    private DefinitionSet Replace(List<ServedForm> forms, List<UnfitForm> unfit)
    {
        if (forms.Count == 0)
            return shipped;
        if (forms.All(f => FormReader.Read(FileOf(f.DialogId), f.Source, shipped, forEverybody: true, []) is not null) && ReadWith(forms, []) is { } all)
            return all;
        var (set, fitting) = (shipped, new List<ServedForm>());
        foreach (var form in forms)
        {
            var issues = new IssueList();
            if (FormReader.Read(FileOf(form.DialogId), form.Source, set, forEverybody: true, issues) is not null && ReadWith([.. fitting, form], issues) is { } with)
            {
                set = with;
                fitting.Add(form);
            }
            else
            {
                unfit.Add(new UnfitForm(form, [.. issues]));
            }
        }

        return set;
    }

    private static Dialog? Read(ServedForm form, DefinitionSet set, HashSet<string> taken, List<UnfitForm> unfit)
    {
        var issues = new IssueList();
        var dialog = FormReader.Read(FileOf(form.DialogId), form.Source, set, form.IsForEverybody, issues);
        var words = dialog?.Commands.Concat(dialog.Words).ToList() ?? [];
        foreach (var word in words.Where(taken.Contains))
            issues.Add(new Issue("duplicate-command", FileOf(form.DialogId), 1, 1, $"`{word}` already means something else"));
        if (issues.Count == 0)
        {
            taken.UnionWith(words);
            return dialog;
        }

        unfit.Add(new UnfitForm(form, [.. issues]));
        return null;
    }
}
