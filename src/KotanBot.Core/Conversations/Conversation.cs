using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// The whole state of one chat between one person and the bot. Immutable; a turn makes the next one. <see cref="Turn"/>
/// counts turns, <see cref="Ordinal"/> is the last used place in the gapless message log (also the watermark).
/// </summary>
public sealed record Conversation
{
    public required string Id { get; init; }

    public long Turn { get; init; }

    public long Ordinal { get; init; }

    public LifecycleState State { get; init; } = LifecycleState.Idle;

    public string Language { get; init; } = Definitions.Languages.Indonesian;

    /// <summary>Source of every random draw in this conversation.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many questionnaires have drawn from <see cref="Seed"/>, so that each draws anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Draws { get; init; }

    public Run? Run { get; init; }

    /// <summary>Unfinished runs, newest first, at most <see cref="MostKept"/>.</summary>
    public ImmutableArray<Run> Paused { get; init; } = [];

    /// <summary>Sent runs that can still be edited, newest first, at most <see cref="MostKept"/>.</summary>
    public ImmutableArray<Run> Sent { get; init; } = [];

    /// <summary>The open run and those put aside.</summary>
    [JsonIgnore]
    public IEnumerable<Run> Unfinished => Paused.Prepend(Run).OfType<Run>();

    /// <summary>Every run that can still be answered or corrected.</summary>
    [JsonIgnore]
    public IEnumerable<Run> Runs => Unfinished.Concat(Sent);

    /// <summary>A question outside any dialog, such as "erase everything?", or null.</summary>
    public Menu? Menu { get; init; }

    /// <summary>Whether a question is open, so that what is said may be its answer.</summary>
    [JsonIgnore]
    public bool IsAsking => Run is not null || Menu is not null;

    /// <summary>Turn and ordinal of the prompt whose buttons are still good.</summary>
    public long PromptTurn { get; init; }

    public long PromptOrdinal { get; init; }

    /// <summary>Dialog to start once the person has registered, or null.</summary>
    public string? AfterRegistration { get; init; }

    /// <summary>The channels for tips were just shown: the next free text is taken for a tip and is not kept.</summary>
    public bool AwaitsTip { get; init; }

    /// <summary>When <see cref="AwaitsTip"/> ends by itself; null in states of the first release, where only a command ended it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? TipUntil { get; init; }

    /// <summary>The button that was taken last, so that a second tap right after it is not told as a mistake.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TakenPress? Taken { get; init; }

    /// <summary>The album whose parts came last, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlbumPlace? Album { get; init; }

    /// <summary>Until when free words still belong to a talk of which nothing is kept; null where there was none lately.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? UnkeptUntil { get; init; }

    /// <summary>When the conversation wants a <see cref="Input.Timeout"/>; also a column of its row.</summary>
    [JsonIgnore]
    public DateTimeOffset? WakeAt { get; init; }

    public const int MostKept = 3;
}

/// <summary>
/// Where the first part of an album went, so that the others follow it without a word. <paramref name="RunId"/> is null when
/// it was not wanted; <paramref name="Told"/> once the person heard that there is no more room. <paramref name="Ids"/> are
/// those of its files that were kept.
/// </summary>
public sealed record AlbumPlace(string Name, string? RunId, string? StepId, bool Told, ImmutableArray<string> Ids)
{
    public bool Equals(AlbumPlace? other) =>
        other is not null && (Name, RunId, StepId, Told) == (other.Name, other.RunId, other.StepId, other.Told) && Ids.SequenceEqual(other.Ids);

    public override int GetHashCode() => HashCode.Combine(Name, RunId, StepId, Told);
}

/// <summary>A button by the ordinal of its prompt and the choice's key, and the turn that took it.</summary>
public sealed record TakenPress(long Turn, long Ordinal, string Key);

/// <summary>A question of the bot itself, outside any dialog.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(ConfirmErase), "confirm-erase")]
[JsonDerivedType(typeof(PickLanguage), "pick-language")]
[JsonDerivedType(typeof(PickSent), "pick-sent")]
[JsonDerivedType(typeof(ContinueOrNew), "continue-or-new")]
[JsonDerivedType(typeof(ConfirmCancel), "confirm-cancel")]
[JsonDerivedType(typeof(ReviseOrNew), "revise-or-new")]
[JsonDerivedType(typeof(AgreeAgain), "agree-again")]
[JsonDerivedType(typeof(ConfirmLink), "confirm-link")]
[JsonDerivedType(typeof(NextPerson), "next-person")]
[JsonDerivedType(typeof(Office), "office")]
public abstract record Menu
{
    private Menu()
    {
    }

    public sealed record ConfirmErase : Menu;

    public sealed record PickLanguage : Menu;

    /// <summary>Which sent submission to edit.</summary>
    public sealed record PickSent : Menu;

    /// <summary>A draft of the same dialog exists: go on with it or start anew.</summary>
    public sealed record ContinueOrNew(string DialogId) : Menu;

    public sealed record ConfirmCancel : Menu;

    /// <summary>This year's sheet was sent already: correct it, or fill in another that then counts instead.</summary>
    public sealed record ReviseOrNew(string DialogId) : Menu;

    /// <summary>The consent text changed since the person agreed: do they agree to the new one? Then this dialog starts.</summary>
    public sealed record AgreeAgain(string DialogId) : Menu;

    /// <summary>Shall this conversation become that of the person who got this code in another one? Who that is, as far as it may be told here.</summary>
    public sealed record ConfirmLink(string Code, string Channel, string Role, string? Satker) : Menu;

    /// <summary>One person was asked, or did not want to be: is there another? <paramref name="Sent"/> counts those of this row who answered.</summary>
    public sealed record NextPerson(string DialogId, int Sent) : Menu
    {
        /// <summary>What the next one begins with.</summary>
        public ImmutableArray<StepAnswer> Carried { get; init; } = [];
    }

    /// <summary>A question to somebody who works for an office.</summary>
    public sealed record Office(OfficeQuestion Question) : Menu;
}
