using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// What the engine may know of the world in this turn. Read before the turn and stored with it, so that any turn can be
/// replayed to the same effects.
/// </summary>
public sealed record Facts
{
    /// <summary>Null until the person has a role (before registration they are known only by their conversation).</summary>
    public string? Role { get; init; }

    /// <summary>Version of the consent text agreed to, or null.</summary>
    public string? Consent { get; init; }

    public string? Name { get; init; }

    public string? Lembaga { get; init; }

    /// <summary>The lembaga of the office that this person belongs to, where the office knows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LembagaId { get; init; }

    /// <summary>The lembaga came with the invitation, so the person is not asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool LembagaGiven { get; init; }

    public string? Lingkungan { get; init; }

    public SatkerFacts? Satker { get; init; }

    /// <summary>Minutes east of UTC at the person's office (420, 480 or 540; Indonesia has no daylight saving time).</summary>
    public int UtcOffsetMinutes { get; init; } = 420;

    /// <summary>Since when the person wants no reminders and no news; null while they do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? SilentSince { get; init; }

    [JsonIgnore]
    public bool IsSilent => SilentSince is not null;

    /// <summary>The person's latest submissions, newest first, at most five.</summary>
    public ImmutableArray<OwnSubmission> Recent { get; init; } = [];

    /// <summary>Set when the input presents something shaped like an invitation code.</summary>
    public InvitationFacts? Invitation { get; init; }

    /// <summary>Read only for joining two conversations of one person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LinkFacts? Link { get; init; }

    /// <summary>Ordinal of the message that an edit or a reply refers to; null when the log does not know it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? RefersTo { get; init; }

    /// <summary>Read only when a questionnaire may begin.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuestionnaireFacts? Questionnaires { get; init; }

    /// <summary>Read only where the bot may be about to name the office of a place that somebody asks for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<ServingOffice>? Serving { get; init; }

    /// <summary>Read only when an entry of a register may be asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<EntryFacts>? Entries { get; init; }

    /// <summary>Read only for those who work for an office, and for what is told to people from elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OfficeFacts? Office { get; init; }

    /// <summary>Whose words the rest of this was opened from, apart from the person's own; an erasure of theirs must find this turn again.</summary>
    [JsonIgnore]
    public ImmutableArray<ShownWords> Shown { get; init; } = [];

    /// <summary>Set only when the input asks for it (<c>/data</c>).</summary>
    public HeldData? Held { get; init; }
}

/// <summary>Words of somebody else, as they are stored.</summary>
public sealed record ShownWords(string PersonId, ImmutableArray<string> Words);

/// <summary>The person's office: code such as <c>BNNK-53.14</c>, its name and the region it serves.</summary>
public sealed record SatkerFacts(string Code, string Name, string? RegionCode);

/// <summary>The office that serves a region, its own or the one above it.</summary>
public sealed record ServingOffice(string Region, string Name);

/// <summary>A submission of this person; <paramref name="Status"/> as stored (<c>draft</c>, <c>submitted</c>, …).</summary>
public sealed record OwnSubmission(string Id, string DialogId, string Status, DateTimeOffset ChangedAt);

/// <summary>What is known about the code that the input presents.</summary>
public sealed record InvitationFacts(string Code, InvitationState State, string? Role, SatkerFacts? Satker)
{
    /// <summary>Whoever joins with it belongs to this lembaga.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LembagaFacts? Lembaga { get; init; }
}

/// <summary>A lembaga that an office knows.</summary>
public sealed record LembagaFacts(string Id, string Name, string Lingkungan);

public enum InvitationState
{
    Unknown,
    Valid,
    Expired,
    UsedUp,

    /// <summary>The office took it back before its time.</summary>
    Ended,
}

/// <summary>Everything held about the person, as lines to show. Texts are decrypted for this one turn.</summary>
public sealed record HeldData(
    DateTimeOffset? ConsentedAt,
    long Messages,
    DateTimeOffset? FirstMessageAt,
    ImmutableArray<HeldSubmission> Submissions,
    ImmutableArray<HeldMessage> Own)
{
    /// <summary>Invitations that the person made for an office.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Invitations { get; init; }

    /// <summary>What waits to be told to the person.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Notices { get; init; }

    /// <summary>The channels of their conversations, oldest first.</summary>
    public ImmutableArray<HeldChannel> Channels { get; init; } = [];

    /// <summary>Lines of the audit that they made or that are about them, by kind, the latest last.</summary>
    public ImmutableArray<HeldDeeds> Deeds { get; init; } = [];
}

/// <summary>A conversation of the person.</summary>
public sealed record HeldChannel(string Channel, DateTimeOffset Since);

/// <summary>How often the audit says this of the person, and when last.</summary>
public sealed record HeldDeeds(string Deed, long Count, DateTimeOffset LastAt);

/// <summary>One submission with its stored answers in the order of their steps, and what was changed after it was sent.</summary>
public sealed record HeldSubmission(
    string DialogId, string DialogHash, string Status, DateTimeOffset ChangedAt, ImmutableArray<StepAnswer> Answers, ImmutableArray<AnswerChange> Changes);

/// <summary>A message that the person wrote; <paramref name="Text"/> is null where it was not kept.</summary>
public sealed record HeldMessage(DateTimeOffset At, string? Text);

/// <summary>One audited change after a submission was sent. A value is null where there was no answer, or where an erasure took it.</summary>
public sealed record AnswerChange(string StepId, AnswerValue? Before, AnswerValue? After, DateTimeOffset ChangedAt);
