using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>What a replay asks of each row, and how rows form groups. The same plan and seed give the same result.</summary>
public sealed record SimulationPlan
{
    /// <summary>Below so many respondents a group's value says little.</summary>
    public const int UsualMinimumGroup = 30;

    /// <summary>Items per respondent over all variables, without early stop; null asks everything.</summary>
    public int? Items { get; init; }

    public required SelectionMode Mode { get; init; }

    /// <summary>Size of random groups; null takes the groups of the responses.</summary>
    public int? GroupSize { get; init; }

    /// <summary>Smaller groups stay out of the summary.</summary>
    public int MinimumGroup { get; init; } = UsualMinimumGroup;

    /// <summary>How many times selection and random groups are drawn anew.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Respondents drawn from each group of at least four times as many; null takes everybody.</summary>
    public int? Sample { get; init; }

    public required ulong Seed { get; init; }
}
