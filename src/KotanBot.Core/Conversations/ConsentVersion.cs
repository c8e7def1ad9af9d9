using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Names the text that somebody agreed to, such as <c>mulai@text:1f0c…</c>: the hash is of all that the question showed, so another edit
/// of the dialog does not change it. Earlier versions named the whole dialog (<c>mulai@1f0c…</c>) or nothing that can be looked up.
/// </summary>
public static class ConsentVersion
{
    private const string Mark = "@text:";

    private const int HashDigits = 16;

    internal static string Of(string dialogId, Step step) => dialogId + Mark + HashOf(step);

    /// <summary>The question whose text is agreed to now; null where none is asked.</summary>
    internal static (Dialog Dialog, ChooseStep Step)? Question(DefinitionSet definitions)
    {
        foreach (var dialog in definitions.Dialogs.Where(d => d.Purpose == DialogPurpose.Registration))
            if (StepOf(dialog) is { } step)
                return (dialog, step);
        return null;
    }

    /// <summary>The dialog whose text tells what was agreed to, where an earlier version named it.</summary>
    public static (string Id, string Hash)? DialogOf(string? agreed) =>
        agreed?.IndexOf('@', StringComparison.Ordinal) is { } at and > 0 && !agreed.Contains(Mark, StringComparison.Ordinal) ? (agreed[..at], agreed[(at + 1)..]) : null;

    /// <summary>Whether the text that is asked now is the one agreed to. What an earlier version agreed to and nobody can look up any more counts as this one.</summary>
    internal static bool IsCurrent(DefinitionSet definitions, string agreed)
    {
        if (Question(definitions) is not { } question)
            return true;
        var hash = HashOf(question.Step);
        if (agreed.IndexOf(Mark, StringComparison.Ordinal) is var mark and >= 0)
            return agreed[(mark + Mark.Length)..] == hash;
        return DialogOf(agreed) is not { } named || definitions.Find(named.Id, named.Hash) is not { } dialog || StepOf(dialog) is not { } step || HashOf(step) == hash;
    }

    private static ChooseStep? StepOf(Dialog dialog) => dialog.Steps.OfType<ChooseStep>().FirstOrDefault(s => s.SavesAs == ProfileField.Consent);

    private static string HashOf(Step step)
    {
        var texts = new List<LocalText?> { step.Text, step.Help?.Definition };
        texts.AddRange(step.Help?.Includes ?? []);
        texts.AddRange(step.Help?.Excludes ?? []);
        texts.AddRange(step is ChooseStep choose ? choose.Options.Select(o => o.Label) : []);
        var shown = string.Join('\n', texts.OfType<LocalText>().SelectMany(t => new[] { t.Indonesian, t.English ?? "" }));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shown)))[..HashDigits];
    }
}
