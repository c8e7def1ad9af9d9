using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>How well short forms recovered full forms. Scores are on the responses' own scale; what is undefined is null.</summary>
public sealed record SimulationResult
{
    public required int Respondents { get; init; }

    public required double MeanItemsAsked { get; init; }

    public required ImmutableArray<SimulatedPerson> Person { get; init; }

    public required ImmutableArray<SimulatedGroup> Groups { get; init; }

    public required SimulationSummary Summary { get; init; }

    public required ImmutableArray<SimulatedExposure> Exposure { get; init; }

    /// <summary>Seconds of every single selection; the only part that the seed does not decide.</summary>
    public required ImmutableArray<double> SelectionSeconds { get; init; }
}

/// <summary>Agreement of the predicted with the observed full-form means of a variable, over rows and repeats.</summary>
/// <param name="ThetaR">Correlation of theta from the short form with theta from the full form; null without graded parameters.</param>
/// <param name="Coverage95">Share of rows whose observed mean lies within 1.96 standard errors.</param>
public sealed record SimulatedPerson(string Variable, double? R, double? ThetaR, double? Rmse, double? Bias, double? Coverage95);

/// <summary>One group in one repeat.</summary>
public sealed record SimulatedGroup(int Repeat, string Group, string Variable)
{
    /// <summary>Respondents with a full form of the variable.</summary>
    public required int N { get; init; }

    /// <summary>Their observed full-form mean.</summary>
    public required double? Full { get; init; }

    /// <summary>Standard deviation of their observed full-form means.</summary>
    public required double? StandardDeviation { get; init; }

    public required double? Estimate { get; init; }

    public required double? StandardErrorShort { get; init; }

    public required double? PopulationEstimate { get; init; }

    public required double? StandardErrorTotal { get; init; }

    public required bool? Covered { get; init; }

    public required bool InSummary { get; init; }

    /// <summary>Plain mean of the asked answers, respondent by respondent: what one would do without a model. For comparison only.</summary>
    public required double? NaiveMean { get; init; }

    /// <summary>Whether the total interval holds the full-form mean of the whole group; null where the group was not sampled.</summary>
    public required bool? CoveredTotal { get; init; }
}

/// <summary>Over the groups in the summary, their variables and the repeats.</summary>
/// <param name="SamplingSd">√ of the mean of sd² ÷ n: what a sample of that size is uncertain by even with full forms.</param>
/// <param name="ErrorRatio">√ of the mean of (estimate − full)² ÷ (sd² ÷ n): the error of shortening in units of the sampling error.</param>
/// <param name="NaiveRmse">The same as <paramref name="GroupRmse"/> for plain means of the asked answers.</param>
public sealed record SimulationSummary(
    double? GroupRmse, double? GroupBias, double? SamplingSd, double? ErrorRatio, double? Coverage95, double? CoverageTotal, double? NaiveRmse, double? NaiveErrorRatio);

/// <summary>How often an item was asked and how many times of these it had been drawn, over all repeats.</summary>
public sealed record SimulatedExposure(string Variable, string Item, int Asked, int Drawn);
