using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>
/// What collected data said of an index at one time: a value, or the reason why there is none yet. It is made once a week and unit at most and holds everything
/// that is needed to judge it; how it came about is in <see cref="IndexReadingWorking"/>. It holds no names of people and none of lembaga.
/// </summary>
public sealed record IndexReading
{
    /// <summary>How sure <see cref="Interval"/> is, in percent.</summary>
    public const int IntervalPercent = 95;

    public required IndexUnit Unit { get; init; }

    /// <summary>As people see it: <c>IKOTAN</c>.</summary>
    public required string Index { get; init; }

    public required string Edition { get; init; }

    /// <summary>The weakest status of what it was made with: definition, items, and the wording of the questionnaire.</summary>
    public IndexStatus Status { get; init; }

    public IndexBasis Basis { get; init; }

    public IndexMethod Method { get; init; }

    /// <summary>The year by the clock of the office, such as <c>2026</c>: what was sent in it up to <see cref="AsOf"/> counts.</summary>
    public required string Period { get; init; }

    /// <summary>The week at whose end it holds (ISO 8601, <c>2026-W48</c>), or so far as that week has gone.</summary>
    public required string Week { get; init; }

    /// <summary>Only what was sent before this counts.</summary>
    public DateTimeOffset AsOf { get; init; }

    /// <summary>Null with <see cref="Reason"/>.</summary>
    public decimal? Value { get; init; }

    public LocalText? Reason { get; init; }

    public IndexCategory? Category { get; init; }

    /// <summary>On the scale of the index; for questionnaires that ask each person a part, sampling and shortening together. Null with <see cref="StandardErrorReason"/>.</summary>
    public decimal? StandardError { get; init; }

    public LocalText? StandardErrorReason { get; init; }

    /// <summary>Value ± 1.96 standard errors, cut to the scale; null without a standard error.</summary>
    public IndexInterval? Interval { get; init; }

    /// <summary>How many spoke: people, or in a draft of an office its lembaga.</summary>
    public int N { get; init; }

    /// <summary>Answered ÷ asked, 0 to 1; in a draft the part of the aspects that reports prove.</summary>
    public decimal Coverage { get; init; }

    /// <summary>The groups that the definition wants, in its order and also those that nobody spoke for; without such, the lingkungan that spoke.</summary>
    public ImmutableArray<IndexGroupReading> Groups { get; init; } = [];

    public ImmutableArray<IndexPartReading> Parts { get; init; } = [];

    /// <summary>Of what is only counted: how many entries there are and how far they came; null for a value.</summary>
    public IndexEntries? Entries { get; init; }

    public required string DefinitionHash { get; init; }

    /// <summary>Of the item bank with its calibration, where a bank was read.</summary>
    public string? BankHash { get; init; }

    /// <summary>How many decimals people see.</summary>
    public int Decimals { get; init; }

    public required IndexInputs Inputs { get; init; }

    /// <summary>Made from reports and confirmed by nobody: never to be shown as the index, nor beside it as one number.</summary>
    [JsonIgnore]
    public bool IsDraft => Basis == IndexBasis.Reports;

    /// <summary>Whoever shows it says <see cref="IndexTexts.Unofficial"/> with it.</summary>
    [JsonIgnore]
    public bool IsProvisional => IndexDefinition.IsUnofficial(Status);

    /// <summary>Parts without a value: aspects that no report proves, variables that nobody answered.</summary>
    [JsonIgnore]
    public IEnumerable<IndexPartReading> Missing => Parts.Where(p => p.Value is null);

    /// <summary>Whether another reading says the same, only at another time.</summary>
    public bool SaysTheSameAs(IndexReading other) => Content(this) == Content(other);

    private static string Content(IndexReading reading) => Conversations.ConversationJson.Write(reading with { Week = "", AsOf = default });
}

/// <summary>What an index is of.</summary>
public enum IndexUnitKind
{
    Lembaga,
    Satker,

    /// <summary>A kab/kota, or the kecamatan that respondents named.</summary>
    Region,

    /// <summary>An entry of a register, such as a prone area.</summary>
    Kawasan,
}

/// <summary>One unit and the office that answers for it. A lembaga's code is <c>satker/key</c>, a region's its official code.</summary>
public sealed record IndexUnit(IndexUnitKind Kind, string Code, string Satker)
{
    /// <summary>What people call it, looked up when it is read and never kept; null where nobody may know any more.</summary>
    [JsonIgnore]
    public string? Name { get; init; }
}

/// <summary>What a reading was made from. A draft from reports and what people confirmed are two series for ever.</summary>
public enum IndexBasis
{
    /// <summary>Sheets that people filled in and sent.</summary>
    Sheets,

    /// <summary>Verified reports: a draft.</summary>
    Reports,

    /// <summary>Questionnaires of which each person answers a part.</summary>
    Questionnaire,

    /// <summary>A value that an office worked out elsewhere and wrote down.</summary>
    Decision,

    /// <summary>Counts of who filled in an instrument elsewhere; never a value.</summary>
    Progress,
}

/// <summary>How a value came about: the definition's formula on whole sheets; the drawn answers by their probability; or the calibrated model with all answers.</summary>
public enum IndexMethod
{
    Formula,
    Drawn,
    Model,
}

public sealed record IndexInterval(decimal Lower, decimal Upper);

/// <summary>Who spoke for a group, and how many are wanted, where that is said.</summary>
public sealed record IndexGroupReading(string Id, LocalText? Title, int N, int? Target);

/// <summary>One variable (for IKP: aspect) on the scale of the scores.</summary>
public sealed record IndexPartReading(string Id, LocalText Title, decimal? Value, decimal? StandardError, int N);

/// <summary>What went in. The digest is over the answers alone, whoever gave them, so it stays when a person is erased.</summary>
/// <param name="Sheets">Sent sheets, questionnaires or reports that count.</param>
/// <param name="LeftOut">Sent, but of a group or with items that this definition does not know.</param>
public sealed record IndexInputs(int Sheets, int Answers, int LeftOut, string Digest);

/// <summary>How a reading came about, step by step, with every weight and every rounding.</summary>
/// <param name="Rounding">The stages that the definition rounds; null stages are not rounded.</param>
/// <param name="Cells">What was answered, by group and item.</param>
/// <param name="Stages">From the cells to the value, before and after each rounding (shown with ten decimals).</param>
public sealed record IndexReadingWorking(IndexRounding Rounding, ImmutableArray<IndexCell> Cells, ImmutableArray<IndexWorking> Stages);

/// <summary>The answers of one group to one item: how many, their weights together, and their weighted mean.</summary>
public sealed record IndexCell(string Group, string Item, int N, decimal Weight, decimal Mean);
