using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>What an office wants corrected in a report: the answer to this step, or by its note alone when it is null.</summary>
public sealed record FixRequest(string? StepId);

/// <summary>A sent report of the person who writes, as it is stored, and what its office wants corrected in it; null for nothing.</summary>
public sealed record OwnReport(string Id, string DialogId, string DialogHash, ImmutableArray<StepAnswer> Answers, FixRequest? Fix);

public abstract partial record OfficeNeed
{
    /// <summary>The person's own sent report whose id begins so; with null those that an office wants corrected.</summary>
    public sealed record OwnReports(string? Number) : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<OwnReport>? OwnReports { get; init; }
}

[JsonDerivedType(typeof(FixWhat), "fix-what")]
[JsonDerivedType(typeof(FixNote), "fix-note")]
public abstract partial record OfficeQuestion
{
    /// <summary>Which answer shall the reporter correct?</summary>
    public sealed record FixWhat(string Id, int Number, int Of) : AboutReport(Id, Number, Of);

    /// <summary>What shall the reporter read about it?</summary>
    public sealed record FixNote(string Id, string? StepId, int Number, int Of) : AboutReport(Id, Number, Of);
}

[JsonDerivedType(typeof(FixAsked), "fix-asked")]
[JsonDerivedType(typeof(ReportFixed), "report-fixed")]
[JsonDerivedType(typeof(ReportsWait), "reports-wait")]
public abstract partial record Notice
{
    /// <summary>The office wants something corrected before it accepts a report; <paramref name="Note"/> is the reviewer's.</summary>
    public sealed record FixAsked(string SubmissionId, string? Note) : Notice
    {
        [JsonIgnore]
        public override string? Words => Note;

        [JsonIgnore]
        public override Notice? Afterwards => this with { Note = Note is null ? null : Forgotten.Mark };

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.OwnReports(SubmissionId);
    }

    /// <summary>The reporter answered what this reviewer had asked; the report waits again.</summary>
    public sealed record ReportFixed(string SubmissionId) : Notice
    {
        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.ReviewQueue(SubmissionId);
    }

    /// <summary>Reports wait for whoever hears it. How many is counted when it is told. <paramref name="First"/> when the office never had one before.</summary>
    public sealed record ReportsWait(bool First) : Notice
    {
        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.ReviewQueue(null);
    }
}
