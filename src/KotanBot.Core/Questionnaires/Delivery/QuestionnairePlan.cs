using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>How many items a questionnaire asks and how it picks them. Written per questionnaire step in YAML.</summary>
public sealed record QuestionnairePlan
{
    /// <summary>Most items a respondent is asked, over all variables; null asks every applicable item.</summary>
    public int? Items { get; init; }

    /// <summary>No stop rule ends the questionnaire before so many answers.</summary>
    public int Minimum { get; init; }

    /// <summary>How many of <see cref="Items"/> are drawn before the first answer; the others are chosen, when the bank is calibrated. Null leaves it to the product.</summary>
    public int? Drawn { get; init; }

    /// <summary>Items per variable; a variable that is not named takes its even share of what is left.</summary>
    public ImmutableDictionary<string, int> Quotas { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Ends when the standard error of every variable's full-form score is at most this; null never.</summary>
    public double? StopAtStandardError { get; init; }

    /// <summary>Ends when the best next item lowers no variable's full-form variance by more than this share; null never.</summary>
    public double? StopAtGain { get; init; }

    /// <summary>Share of respondents (0 to 1) who get the full form for ever, as a drift monitor.</summary>
    public double FullFormShare { get; init; }

    public SelectionMode Mode { get; init; } = SelectionMode.Hybrid;

    public ChoiceCriterion Criterion { get; init; } = ChoiceCriterion.FullFormScore;
}

/// <summary>Where the items come from. Everything but <see cref="Full"/>, <see cref="Random"/> and <see cref="Matrix"/> needs a calibrated bank.</summary>
public enum SelectionMode
{
    Full,
    Random,
    Static,
    Matrix,
    Adaptive,
    Hybrid,
}

/// <summary>What a chosen item should improve most. Information on theta is an option for one-dimensional banks, never the default.</summary>
public enum ChoiceCriterion
{
    FullFormScore,
    Information,
}
