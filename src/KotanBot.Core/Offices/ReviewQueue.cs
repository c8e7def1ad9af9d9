using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>The report that is looked at, if any, and the next one that waits after it.</summary>
    public sealed record ReviewQueue(string? CurrentId) : OfficeNeed
    {
        /// <summary>What tells that two reports may be of one event.</summary>
        public ImmutableArray<EventSteps> Events { get; init; } = [];

        public override OfficeNeed With(DefinitionSet definitions) => this with { Events = EventSteps.Of(definitions) };
    }
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReviewFacts? Review { get; init; }
}

/// <summary>How many reports wait; the one that is looked at, null when it waits no more; the next, null after the last.</summary>
public sealed record ReviewFacts(int Waiting, WaitingReport? Current, WaitingReport? Next)
{
    /// <summary>Whether the office of who asks has not accepted a report yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NoneAccepted { get; init; }

    public WaitingReport? Find(string id) => Current?.Id == id ? Current : Next?.Id == id ? Next : null;
}

/// <summary>A report that waits for its office. Name and lembaga are null where the reporter gave none; <paramref name="IsErased"/> when they are gone for good.</summary>
public sealed record WaitingReport(
    string Id,
    string DialogId,
    string DialogHash,
    DateTimeOffset SubmittedAt,
    string? SatkerName,
    string? Name,
    string? Lembaga,
    bool IsErased,
    ImmutableArray<StepAnswer> Answers)
{
    /// <summary>Others that may tell of the same event, the latest first.</summary>
    public ImmutableArray<TwinReport> Twins { get; init; } = [];
}

[JsonDerivedType(typeof(ReviewReport), "review-report")]
[JsonDerivedType(typeof(RejectReason), "reject-reason")]
public abstract partial record OfficeQuestion
{
    /// <summary>A question about a report that waits, the <paramref name="Number"/>th of <paramref name="Of"/> when the queue was opened.</summary>
    public abstract record AboutReport(string Id, int Number, int Of) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ReviewReports;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.ReviewQueue(Id);
    }

    /// <summary>Does this report count?</summary>
    public sealed record ReviewReport(string Id, int Number, int Of) : AboutReport(Id, Number, Of);

    /// <summary>Why does it not count?</summary>
    public sealed record RejectReason(string Id, int Number, int Of) : AboutReport(Id, Number, Of);
}

public abstract partial record OfficeDeed
{
    /// <summary>Decides about a report that waits. The reporter hears it, with <paramref name="Reason"/> (or what shall be corrected) where there is one.</summary>
    public sealed record Review(string Id, ReviewTrigger Trigger, string? Reason) : OfficeDeed
    {
        /// <summary>What the reporter knows it by: the option of its first question and its day.</summary>
        public string? Kind { get; init; }

        public DateOnly? On { get; init; }

        /// <summary>The answer that shall be corrected, where one was named.</summary>
        public string? StepId { get; init; }

        /// <summary>Which of its answers give an entry its status, once it is accepted; null where none do.</summary>
        public StatusSetting? Sets { get; init; }

        /// <summary>The items for which an accepted report is evidence.</summary>
        public ImmutableArray<EvidenceItem> Evidence { get; init; } = [];
    }
}

[JsonDerivedType(typeof(ReportVerified), "report-verified")]
[JsonDerivedType(typeof(ReportRejected), "report-rejected")]
public abstract partial record Notice
{
    /// <summary>The office accepted a report. <paramref name="Nth"/> of the reporter's this month; null when it was sent in an earlier one.</summary>
    public sealed record ReportVerified(string DialogId, string? Kind, DateOnly? On, int? Nth) : Notice
    {
        /// <summary>What it proves that was not proven before.</summary>
        public ImmutableArray<ReportGain> Gains { get; init; } = [];

        /// <summary>Whether the reports of the reporter's whole lembaga were counted for that.</summary>
        public bool OfLembaga { get; init; }

        [JsonIgnore]
        public override Notice? Afterwards => this;
    }

    /// <summary>The office did not accept a report, and why.</summary>
    public sealed record ReportRejected(string DialogId, string? Kind, DateOnly? On, string Reason) : Notice
    {
        [JsonIgnore]
        public override string? Words => Reason;

        [JsonIgnore]
        public override Notice? Afterwards => this with { Reason = Forgotten.Mark };
    }
}
