using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>
/// The weekly summary of an office and all below it: numbers and names of offices and kawasan, never of people. It is made once and never changes;
/// what came late stands in <see cref="Moved"/> of the next one.
/// </summary>
/// <param name="Monday">The first day of the week that it tells of.</param>
/// <param name="MadeOn">The day at the office on which it was made.</param>
public sealed record WeekSummary(OfficeName Satker, DateOnly Monday, DateOnly MadeOn, WeekFacts Facts)
{
    [JsonIgnore]
    public ReportWeek Week => new(Monday);

    /// <summary>Made after the Monday on which it was due.</summary>
    [JsonIgnore]
    public bool IsLate => MadeOn > Week.After.Monday;

    /// <summary>Statuses that were set in the week, in their order.</summary>
    public ImmutableArray<KawasanMove> Kawasan { get; init; } = [];

    /// <summary>Items that many did not understand, the least understood first.</summary>
    public ImmutableArray<UnclearItem> Unclear { get; init; } = [];

    /// <summary>What measures that are taken twice said of the year up to the end of the week; only those of which there is any.</summary>
    public ImmutableArray<ChangeFigures> Changes { get; init; } = [];

    /// <summary>What indices said at the end of the week; null where nothing was collected, and in summaries made before they told of it.</summary>
    public SummaryIndices? Indices { get; init; }

    /// <summary>What became of the week before after its summary was made; null when that had none, or nothing did.</summary>
    public SummaryMove? Moved { get; init; }
}

/// <summary>A status that was set; null <paramref name="Before"/> for the first of a kawasan.</summary>
public sealed record KawasanMove(string Name, string? Before, string After);

/// <summary>An item of a questionnaire that <paramref name="Unclear"/> of <paramref name="Asked"/> asked about or said not to know.</summary>
public sealed record UnclearItem(string Bank, string Item, int Asked, int Unclear);

/// <summary>How much more, or less where negative, a week counts now than its summary told.</summary>
public sealed record SummaryMove(int Reports, int NullReports, int Verified, int Rejected, decimal People)
{
    public static readonly SummaryMove Nothing = new(0, 0, 0, 0, 0);
}

/// <summary>A summary as it is kept. <paramref name="Told"/>: people were to hear of it; else its week was long over and it is there for the archive alone.</summary>
public sealed record StoredSummary(DateTimeOffset MadeAt, bool Told, WeekSummary Content);

public abstract partial record OfficeNeed
{
    /// <summary>A summary that was made. A null <paramref name="Satker"/> is the asker's office, a null <paramref name="Monday"/> the newest week.</summary>
    public sealed record Summary(string? Satker, DateOnly? Monday) : OfficeNeed;

    /// <summary>The summaries of a week of offices that the asker serves because they have no admin: all of them, or of one.</summary>
    public sealed record SummariesBelow(DateOnly Monday, string? Satker) : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SummaryFacts? Summary { get; init; }
}

/// <summary>The summaries that were looked for and found.</summary>
public sealed record SummaryFacts(ImmutableArray<WeekSummary> Found)
{
    /// <summary>There is one, but it tells of offices below too and the asker sees one office alone.</summary>
    public bool IsForAdmins { get; init; }
}

[JsonDerivedType(typeof(WeeklySummary), "weekly-summary")]
[JsonDerivedType(typeof(SummariesBelow), "summaries-below")]
public abstract partial record Notice
{
    /// <summary>The week of the reader's office is over. What it says is read when it is told.</summary>
    public sealed record WeeklySummary(string Satker, DateOnly Monday) : Notice
    {
        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Summary(Satker, Monday);
    }

    /// <summary>The week of offices without an admin, which the reader serves: all of them, or this one.</summary>
    public sealed record SummariesBelow(DateOnly Monday, string? Satker) : Notice
    {
        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.SummariesBelow(Monday, Satker);
    }
}
