using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Indices;

/// <summary>
/// One index value of one unit with everything needed to judge and recompute it. <see cref="Value"/> and <see cref="Category"/>
/// are null together, and then <see cref="Reason"/> says why.
/// </summary>
public sealed record IndexResult
{
    public required string Unit { get; init; }

    /// <summary>As people see it: <c>IKP</c>.</summary>
    public required string Index { get; init; }

    public required string Edition { get; init; }

    /// <summary>The status of the items, which is never firmer than that of the categories.</summary>
    public required IndexStatus Status { get; init; }

    public required decimal? Value { get; init; }

    /// <summary>Jackknife, on the scale of the index; null with <see cref="StandardErrorReason"/>.</summary>
    public required decimal? StandardError { get; init; }

    public required IndexCategory? Category { get; init; }

    /// <summary>Respondents with at least one answer.</summary>
    public required int N { get; init; }

    /// <summary>Answered ÷ applicable item cells, 0 to 1.</summary>
    public required decimal Coverage { get; init; }

    public required ImmutableArray<IndexVariableResult> Variables { get; init; }

    /// <summary>Respondents with at least one answer, per group, in the order of the groups' names.</summary>
    public required ImmutableArray<IndexGroupCount> Groups { get; init; }

    public required LocalText? Reason { get; init; }

    public required LocalText? StandardErrorReason { get; init; }

    public required ImmutableArray<IndexWorking> Working { get; init; }

    public required string DefinitionHash { get; init; }
}
