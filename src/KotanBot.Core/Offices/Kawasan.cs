using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>The kawasan of the scope; with an id the history of that one too.</summary>
    public sealed record Kawasan(string? Id) : OfficeNeed
    {
        /// <summary>Its register.</summary>
        public Register? Register { get; init; }

        public override OfficeNeed With(DefinitionSet definitions) => this with { Register = definitions.StatusRegister };
    }
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KawasanFacts? Kawasan { get; init; }
}

/// <summary>The kawasan that an office looks after, the worst first, and the history of the one that is looked at, newest first.</summary>
public sealed record KawasanFacts(ImmutableArray<EntryLine> All, ImmutableArray<KawasanChange> History)
{
    /// <summary>What its questionnaires came to of late; null where nobody answered any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IndexReading? Computed { get; init; }
}

/// <summary>One status that was set: from which day, by a value of the index, a report or the office's own decision, and why in their words.</summary>
public sealed record KawasanChange(string Status, DateOnly On, decimal? Ikkr, string? Reason)
{
    /// <summary>The report that it rests on, by its id; null for any other ground.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Report { get; init; }

    /// <summary>Whether that report does not count (any more).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReportFell { get; init; }
}

[JsonDerivedType(typeof(PickKawasan), "pick-kawasan")]
[JsonDerivedType(typeof(NewKawasanPlace), "new-kawasan-place")]
[JsonDerivedType(typeof(NewKawasanName), "new-kawasan-name")]
[JsonDerivedType(typeof(SetKawasan), "set-kawasan")]
[JsonDerivedType(typeof(KawasanIkkr), "kawasan-ikkr")]
[JsonDerivedType(typeof(KawasanReason), "kawasan-reason")]
public abstract partial record OfficeQuestion
{
    /// <summary>Which kawasan, or a new one? <paramref name="Shown"/> are the ids on this page, in order, after <paramref name="Skip"/> others.</summary>
    public sealed record PickKawasan(int Skip, ImmutableArray<string> Shown) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Kawasan(null);

        public override OfficeNeed? NeedFor(string answer) => Picked(answer) is { } id ? new OfficeNeed.Kawasan(id) : null;

        /// <summary>The one meant by its button or its number in the list.</summary>
        public string? Picked(string answer)
        {
            var bare = answer.Trim().TrimEnd('.');
            return Shown.Contains(bare) ? bare : int.TryParse(bare, out var number) && number >= 1 && number <= Shown.Length ? Shown[number - 1] : null;
        }

        public bool Equals(PickKawasan? other) => other is not null && Skip == other.Skip && Shown.SequenceEqual(other.Shown);

        public override int GetHashCode() => HashCode.Combine(Skip, Shown.Length);
    }

    public sealed record NewKawasanPlace : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;
    }

    public sealed record NewKawasanName(string RegionCode) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Kawasan(null);
    }

    /// <summary>How does it stand now?</summary>
    public sealed record SetKawasan(string Id) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Kawasan(Id);
    }

    /// <summary>What is its IKKR?</summary>
    public sealed record KawasanIkkr(string Id) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Kawasan(Id);
    }

    /// <summary>On what grounds?</summary>
    public sealed record KawasanReason(string Id, string Status, decimal? Ikkr) : OfficeQuestion
    {
        public const string NoReasonKey = "tanpa-alasan";

        [JsonIgnore]
        public override Right Right => Right.ManageKawasan;

        [JsonIgnore]
        public override string SkipKey => NoReasonKey;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Kawasan(Id);
    }
}

public abstract partial record OfficeDeed
{
    public sealed record AddEntry(string Register, string Id, string Name, string RegionCode) : OfficeDeed;

    /// <summary>A new line of the history; the earlier ones stay.</summary>
    public sealed record SetEntryStatus(string Id, string Status, DateOnly On, decimal? IndexValue, string? Reason) : OfficeDeed;
}
