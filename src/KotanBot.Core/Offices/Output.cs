using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>
/// Something an office is measured by, as <c>dialogs/outputs.yaml</c> has it. What was done counts up from verified reports where
/// they tell it (<see cref="Sources"/>); else the office enters it, and <see cref="ByHand"/> says why.
/// </summary>
public sealed record Output
{
    public required string Id { get; init; }

    public required LocalText Title { get; init; }

    /// <summary>What is counted: families, villages, people.</summary>
    public required LocalText Unit { get; init; }

    /// <summary>What they count is added up, no dialog twice; empty exactly when there is a reason in <see cref="ByHand"/>.</summary>
    public ImmutableArray<OutputSource> Sources { get; init; } = [];

    public LocalText? ByHand { get; init; }

    /// <summary>The office enters what was done, because no report tells it.</summary>
    public bool IsEntered => Sources.IsEmpty;

    /// <summary>Things that count once however many reports name them: lembaga or places. All sources say so, or none.</summary>
    public bool IsDistinct => Sources.Any(s => s.Counts is OutputCount.Lembaga or OutputCount.Region);
}

/// <summary>Which verified reports an output counts, and what of them.</summary>
/// <param name="Dialog">Id of the reports' dialog.</param>
/// <param name="When">All of them must hold; empty for every report.</param>
/// <param name="Counts">What is added up.</param>
/// <param name="Sum">The number step that <see cref="OutputCount.Sum"/> adds up; null otherwise.</param>
/// <param name="Dated">The date step whose last day decides the year; null for the day of sending.</param>
public sealed record OutputSource(string Dialog, ImmutableArray<OutputCondition> When, OutputCount Counts, string? Sum, string? Dated);

/// <summary>One of these options was chosen at this step.</summary>
public sealed record OutputCondition(string Step, ImmutableArray<string> Values);

/// <summary>What of the reports is counted.</summary>
public enum OutputCount
{
    /// <summary>Each report is one.</summary>
    Reports,

    /// <summary>A number that the report tells.</summary>
    Sum,

    /// <summary>How many different lembaga reported.</summary>
    Lembaga,

    /// <summary>How many different places the reports name.</summary>
    Region,
}
