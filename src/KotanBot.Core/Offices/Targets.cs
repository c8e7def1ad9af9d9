using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>What an office was to do in a year and did.</summary>
    /// <param name="Year">Null for this year at the asker's office.</param>
    /// <param name="Satker">Null for the asker's office.</param>
    /// <param name="WithBelow">The sum of that office and all below it.</param>
    public sealed record Targets(int? Year, string? Satker, bool WithBelow) : OfficeNeed
    {
        public ImmutableArray<Output> Outputs { get; init; } = [];

        public override OfficeNeed With(DefinitionSet definitions) => this with { Outputs = definitions.Outputs };
    }
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TargetsFacts? Targets { get; init; }
}

/// <summary>Null <paramref name="Satker"/>: there is no such office within the asker's scope.</summary>
public sealed record TargetsFacts(int Year, OfficeName? Satker, bool WithBelow, ImmutableArray<OfficeName> Below, ImmutableArray<OutputTarget> Outputs);

/// <summary>An office as people name it.</summary>
public sealed record OfficeName(string Code, string Name);

/// <summary>One output in one year. What was done is what reports count, or what the office entered where no report tells it.</summary>
public sealed record OutputTarget(string Output, decimal? Target, decimal? Entered, decimal Counted)
{
    [JsonIgnore]
    public TargetRealisation Realisation => new(Target, Entered ?? Counted);
}

[JsonDerivedType(typeof(PickOutput), "pick-output")]
[JsonDerivedType(typeof(EnterAmount), "enter-amount")]
public abstract partial record OfficeQuestion
{
    /// <summary>Which output? <paramref name="Done"/>: what was done is entered, else the target.</summary>
    public sealed record PickOutput(int Year, string Satker, bool Done, int Page) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.SetTargets;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Targets(Year, Satker, WithBelow: false);
    }

    /// <summary>How much?</summary>
    public sealed record EnterAmount(int Year, string Satker, string Output, bool Done) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.SetTargets;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Targets(Year, Satker, WithBelow: false);
    }
}

public abstract partial record OfficeDeed
{
    /// <summary>Sets the target of an output, or what was done of it where <paramref name="Done"/>.</summary>
    public sealed record SetTarget(string Satker, int Year, string Output, bool Done, decimal Amount) : OfficeDeed;
}
