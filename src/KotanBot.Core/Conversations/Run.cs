using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// One pass of a person through one dialog. Position is (dialog, content hash, stable step id), never an index, so that
/// an edited dialog cannot move people who are in the middle of the old one.
/// </summary>
public sealed record Run
{
    /// <summary>Derived from conversation, turn and ordinal; also the id of the stored submission.</summary>
    public required string Id { get; init; }

    public required string DialogId { get; init; }

    public required string DialogHash { get; init; }

    /// <summary>The step that waits for an answer.</summary>
    public string StepId { get; init; } = "";

    /// <summary>Ordinal of the first prompt that asked the current step; null in states of the first release.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? AskedFrom { get; init; }

    /// <summary>When the current step was first asked, where it is an item whose time is measured.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>The questionnaires that began; null where none did, as in states of earlier releases.</summary>
    public ImmutableArray<RunQuestionnaire>? Questionnaires { get; init; }

    /// <summary>In the order they were given.</summary>
    public ImmutableArray<StepAnswer> Answers { get; init; } = [];

    /// <summary>On-request steps that the person asked to fill.</summary>
    public ImmutableArray<string> Requested { get; init; } = [];

    /// <summary>Notes already said.</summary>
    public ImmutableArray<string> Said { get; init; } = [];

    /// <summary>A question about the question, such as why it is skipped, that must be settled first.</summary>
    public SubQuestion? Sub { get; init; }

    /// <summary>Failed answers to the current question.</summary>
    public int Failures { get; init; }

    /// <summary>Whether the submission was sent already and each change is audited.</summary>
    public bool Revising { get; init; }

    /// <summary>What the office wants corrected, while that is being done; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FixRequest? Fix { get; init; }

    /// <summary>Which person of a row this is, from 1; 0 where the dialog does not go on with another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Nth { get; init; }

    /// <summary>The text after the command that started it (an invitation code), or null.</summary>
    public string? Payload { get; init; }

    public DateTimeOffset TouchedAt { get; init; }

    public bool Reminded { get; init; }

    /// <summary>When the reminder went out; after a long outage the end waits for it.</summary>
    public DateTimeOffset RemindedAt { get; init; }

    public AnswerValue? Find(string stepId)
    {
        foreach (var answer in Answers)
            if (answer.StepId == stepId)
                return answer.Value;
        return null;
    }

    /// <summary>The answer to an item of an index, whether a questionnaire asked it or a step of its own.</summary>
    public AnswerValue? FindItem(string item) => Answers.FirstOrDefault(a => ItemSteps.ItemOf(a.StepId) == item)?.Value;

    public RunQuestionnaire? FindQuestionnaire(string stepId) => Questionnaires?.FirstOrDefault(q => q.StepId == stepId);

    public Run WithQuestionnaire(RunQuestionnaire questionnaire) =>
        this with { Questionnaires = FindQuestionnaire(questionnaire.StepId) is { } known ? Questionnaires!.Value.Replace(known, questionnaire) : (Questionnaires ?? []).Add(questionnaire) };

    public Run WithoutQuestionnaire(string stepId) => this with { Questionnaires = Questionnaires?.RemoveAll(q => q.StepId == stepId) };

    /// <summary>An answer that is changed out of turn keeps its place.</summary>
    public Run WithAnswer(string stepId, AnswerValue value, LogPlace? at)
    {
        for (var i = 0; i < Answers.Length; i++)
            if (Answers[i].StepId == stepId)
                return this with { Answers = Answers.SetItem(i, new StepAnswer(stepId, value) { At = at ?? Answers[i].At }) };
        return this with { Answers = Answers.Add(new StepAnswer(stepId, value) { At = at }) };
    }

    public Run WithoutAnswer(string stepId) => this with { Answers = Answers.RemoveAll(a => a.StepId == stepId) };
}

/// <summary>An answer and the step it belongs to.</summary>
public sealed record StepAnswer(string StepId, AnswerValue Value)
{
    /// <summary>Where in the log it was asked and given, so that an edited message or a late reply finds it; null when that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogPlace? At { get; init; }
}

/// <summary>Ordinals from the first prompt of a question to the message that answered it.</summary>
public sealed record LogPlace(long From, long To);

/// <summary>A question about the current question. It must be settled before the dialog goes on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(WhySkip), "why-skip")]
[JsonDerivedType(typeof(ConfirmNumber), "confirm-number")]
[JsonDerivedType(typeof(PickOne), "pick-one")]
[JsonDerivedType(typeof(PickStep), "pick-step")]
[JsonDerivedType(typeof(PickDetail), "pick-detail")]
[JsonDerivedType(typeof(ConfirmChange), "confirm-change")]
[JsonDerivedType(typeof(MoreEntries), "more-entries")]
[JsonDerivedType(typeof(NewEntryPlace), "new-entry-place")]
[JsonDerivedType(typeof(NewEntryName), "new-entry-name")]
public abstract record SubQuestion
{
    private SubQuestion()
    {
    }

    public sealed record WhySkip : SubQuestion;

    /// <summary>"Dua ratusan": is it 200?</summary>
    public sealed record ConfirmNumber(decimal Value) : SubQuestion;

    /// <summary>Several options, places or entries fit what was written; keys are option keys, region codes or ids of entries.</summary>
    public sealed record PickOne(ImmutableArray<string> Keys) : SubQuestion;

    /// <summary>Which answer to correct.</summary>
    public sealed record PickStep : SubQuestion;

    /// <summary>Which optional detail to add.</summary>
    public sealed record PickDetail : SubQuestion;

    /// <summary>Another page of the entries of a register, after <paramref name="Skip"/> others.</summary>
    public sealed record MoreEntries(int Skip) : SubQuestion;

    /// <summary>Where does the new entry lie?</summary>
    public sealed record NewEntryPlace : SubQuestion;

    /// <summary>What is the new entry at this place called?</summary>
    public sealed record NewEntryName(string RegionCode) : SubQuestion;

    /// <summary>An earlier message was edited or answered late: shall this value replace the answer?</summary>
    public sealed record ConfirmChange(string StepId, AnswerValue Value) : SubQuestion
    {
        /// <summary>The entry was sent already and was opened for this change alone.</summary>
        public bool Alone { get; init; }
    }
}
