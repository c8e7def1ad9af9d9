using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>
/// One conversation script as an author wrote it: an ordered list of steps with conditions. Immutable; two dialogs with
/// the same <see cref="Hash"/> are the same text, so a running conversation can finish on the version it started.
/// </summary>
public sealed record Dialog
{
    public required string Id { get; init; }

    /// <summary>First 16 hex digits of the SHA-256 of the file's text.</summary>
    public required string Hash { get; init; }

    public required LocalText Title { get; init; }

    public required DialogPurpose Purpose { get; init; }

    /// <summary>Slash commands that start it, such as <c>/lapor</c>; the first is the one shown in menus.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>Plain words that start it when they are the whole message.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>Who may start it; empty means everybody.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Where those who work for an office find it.</summary>
    public DialogMenu Menu { get; init; }

    /// <summary>Id of the index that this sheet feeds (<c>IKP</c>), or null.</summary>
    public string? Index { get; init; }

    /// <summary>A note shown wherever a result of this dialog appears, while its wording is not official.</summary>
    public LocalText? Provisional { get; init; }

    public int ReminderAfterHours { get; init; } = 20;

    public int ExpiresAfterHours { get; init; } = 168;

    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>Roles for which it starts by itself when somebody has just registered.</summary>
    public ImmutableArray<string> StartsFor { get; init; } = [];

    /// <summary>Entries that one tap sends, each after the dialog's command by its word.</summary>
    public ImmutableArray<OneTap> OneTap { get; init; } = [];

    /// <summary>The choice that tells what a submission is about: of a report its first question, where that is a choice; of others the first choice. Null where its title says it.</summary>
    public ChooseStep? KindStep =>
        Purpose == DialogPurpose.Report ? Steps.FirstOrDefault(s => s.IsQuestion) as ChooseStep : Steps.OfType<ChooseStep>().FirstOrDefault();

    /// <summary>Each run asks somebody else: every submission counts as a respondent of its own, and nothing that is known of the asker is taken for theirs.</summary>
    public bool AsksOthers { get; init; }

    /// <summary>Set where the next person follows at once.</summary>
    public Again? Again { get; init; }

    /// <summary>The status that a report gives an entry once its office accepted it; null where it gives none.</summary>
    public StatusSetting? SetsStatus { get; init; }

    public Step? FindStep(string id)
    {
        foreach (var step in Steps)
            if (step.Id == id)
                return step;
        return null;
    }

    /// <summary>Whether completing it stores a submission (a registration or an information dialog stores none).</summary>
    public bool StoresSubmission => Purpose is DialogPurpose.Report or DialogPurpose.NullReport or DialogPurpose.IndexSheet or DialogPurpose.Questionnaire;

    /// <summary>Whether it asks and keeps nothing: neither answers nor the words of those who used it.</summary>
    public bool IsTraceless => Purpose == DialogPurpose.Information && Steps.Any(s => s.IsQuestion);
}

/// <summary>Where those who work for an office find a dialog; everybody else has few and sees them all at once.</summary>
public enum DialogMenu
{
    /// <summary>In the first menu and in the channel's list of commands.</summary>
    Main,

    /// <summary>Behind "Formulir lain". Its command and words work as ever.</summary>
    More,
}

/// <summary>Which answers of a report tell the entry, its new status, and the day from which that holds (null for the day of the decision).</summary>
public sealed record StatusSetting(string Entry, string Status, string? Dated);

/// <summary>What a completed dialog is for; decides what is stored. Written in YAML as kebab-case.</summary>
public enum DialogPurpose
{
    Registration,
    Report,
    NullReport,
    IndexSheet,
    Questionnaire,
    Information,
}
