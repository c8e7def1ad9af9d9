using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Dialogs;

/// <summary>
/// One step of a dialog. The kinds below are the whole language: a new kind is added here, in the engine and in the
/// docs together. A step's id is stable for ever, because stored answers and running conversations name it.
/// </summary>
public abstract record Step
{
    public required string Id { get; init; }

    public required LocalText Text { get; init; }

    public StepHelp? Help { get; init; }

    /// <summary>Asked only while this holds; null means always.</summary>
    public Condition? When { get; init; }

    /// <summary>A required question cannot be skipped. Every other question can, with a reason.</summary>
    public bool Required { get; init; }

    /// <summary>Asked only when the person picks it under "add details" at the review.</summary>
    public bool OnRequest { get; init; }

    /// <summary>Short name of the field in reviews and recaps.</summary>
    public LocalText? Label { get; init; }

    /// <summary>Profile field that the answer fills (registration dialogs), or null.</summary>
    public ProfileField? SavesAs { get; init; }

    /// <summary>What can be chosen here; empty for what is no choice.</summary>
    public ImmutableArray<Option> Offered => this switch
    {
        ChooseStep choose => choose.Options,
        ChooseManyStep many => many.Options,
        _ => [],
    };

    /// <summary>Whether it can be left without giving a reason, so that a skip button is worth its place.</summary>
    public bool LeavesFreely => !Required && (OnRequest || this is PhotoStep or LocationStep or TextStep { IsInvitation: true });

    /// <summary>Whether the engine stops here and waits for the person.</summary>
    public virtual bool IsQuestion => true;
}

public sealed record ChooseStep : Step
{
    public required ImmutableArray<Option> Options { get; init; }

    /// <summary>Answers that follow from earlier ones, so that the person is not asked: the first whose condition holds counts.</summary>
    public ImmutableArray<FollowingAnswer> Follows { get; init; } = [];

    /// <summary>Set where this is an item that a questionnaire asks in a run; never in a dialog as its author wrote it.</summary>
    public ItemQuestion? Item { get; init; }
}

public sealed record ChooseManyStep : Step
{
    public required ImmutableArray<Option> Options { get; init; }

    public int Minimum { get; init; } = 1;

    public int Maximum { get; init; } = int.MaxValue;
}

/// <summary>A number between two bounds, both inclusive. <see cref="Whole"/> refuses fractions.</summary>
public sealed record NumberStep : Step
{
    public decimal Minimum { get; init; }

    public decimal Maximum { get; init; } = 1_000_000;

    public bool Whole { get; init; } = true;

    /// <summary>Id of an earlier number that this one must not exceed (positives never exceed people tested).</summary>
    public string? AtMost { get; init; }
}

public sealed record TextStep : Step
{
    public int MinimumLength { get; init; } = 2;

    public int MaximumLength { get; init; } = 1000;

    /// <summary>The text is an invitation code and is checked against the facts.</summary>
    public bool IsInvitation { get; init; }
}

/// <summary>A code that stands for somebody without naming them: so many letters, a hyphen, so many digits. Stored as it is, because two answers are found by it.</summary>
public sealed record CodeStep : Step
{
    public int Letters { get; init; } = 2;

    public int Digits { get; init; } = 3;
}

/// <summary>A day or a range of days, local to the office.</summary>
public sealed record DateStep : Step
{
    public bool AllowFuture { get; init; }

    public bool AllowRange { get; init; } = true;
}

/// <summary>A place of the official list. Villages are free text and belong in a <see cref="TextStep"/>.</summary>
public sealed record RegionStep : Step
{
    public RegionLevel Coarsest { get; init; } = RegionLevel.Regency;

    public RegionLevel Finest { get; init; } = RegionLevel.District;
}

/// <summary>One of the entries of a register that the person's office wrote down. <see cref="New"/>: an officer may write down another.</summary>
public sealed record EntryStep : Step
{
    public required string Register { get; init; }

    public bool New { get; init; }
}

public sealed record PhotoStep : Step
{
    public int Maximum { get; init; } = 5;
}

public sealed record LocationStep : Step;

/// <summary>
/// Items of a bank, one after another; which ones is settled as it goes. Its text is said before the first. In a run the items that
/// were asked stand before it as questions of their own, and it stays open until no more are to come.
/// </summary>
public sealed record QuestionnaireStep : Step
{
    /// <summary>Id of the item bank.</summary>
    public required string Bank { get; init; }

    /// <summary>What tells the respondent's group; null where the bank has no groups.</summary>
    public Operand? Group { get; init; }

    public QuestionnairePlan Plan { get; init; } = new();

    /// <summary>In a run: how many items may still come.</summary>
    public int Remaining { get; init; }

    public override bool IsQuestion => false;
}

/// <summary>Something to say in passing; it waits for nothing.</summary>
public sealed record NoteStep : Step
{
    /// <summary>Stands in the text for the name of the office that serves the region answered at <see cref="OfficeOf"/>.</summary>
    public const string OfficeMark = "{office}";

    /// <summary>Stands in the text for the number of BNN's call centre, which is written down once, in <c>texts.yaml</c>.</summary>
    public const string CallCentreMark = "{call-centre}";

    /// <summary>Id of an earlier region step; set exactly where the text has <see cref="OfficeMark"/>.</summary>
    public string? OfficeOf { get; init; }

    public override bool IsQuestion => false;
}

/// <summary>Ends the run without sending, says its text, and leaves nothing of what was answered.</summary>
public sealed record StopStep : Step
{
    public override bool IsQuestion => false;
}

/// <summary>Shows every answer before sending; the person may send, correct, add details or cancel.</summary>
public sealed record ReviewStep : Step;

/// <summary>Sends what was collected; its text is the thank-you.</summary>
public sealed record SubmitStep : Step
{
    public override bool IsQuestion => false;
}

/// <summary>A fixed answer. <see cref="Key"/> is stored; the label is what people read.</summary>
public sealed record Option(string Key, LocalText Label, ImmutableArray<string> Aliases, decimal? Score);

/// <summary>While the condition holds, the option is taken without asking, and the text says why in passing.</summary>
public sealed record FollowingAnswer(Condition When, string Value, LocalText Text);

/// <summary>An item within a run: the questionnaire that asks it, its id in the bank, and the answer that the person's own reports suggest.</summary>
public sealed record ItemQuestion(string Questionnaire, string Id, SuggestedOption? Suggested);

/// <summary>An option that follows from the person's own reports, with what was counted. It is no answer until the person says so.</summary>
public sealed record SuggestedOption(string Item, string Key, int Count, EvidenceCount Counts);

/// <summary>What "?" shows: the definition, what counts and what does not.</summary>
public sealed record StepHelp(LocalText Definition, ImmutableArray<LocalText> Includes, ImmutableArray<LocalText> Excludes);

/// <summary>The fields of a person that a registration fills.</summary>
public enum ProfileField
{
    Language,
    Consent,
    Invitation,
    Name,
    Lembaga,
    Lingkungan,
}
