using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// What a calibration found: the parameter overlay of an item bank. Item order is that of the responses. An item without
/// <see cref="CalibratedItem.Graded"/> is predicted from the joint moments only.
/// </summary>
public sealed record CalibratedBank
{
    /// <summary>Id of the item bank it belongs to; empty where only a file of responses was given.</summary>
    public string Bank { get; init; } = "";

    public double LogLikelihood { get; init; }

    public int Iterations { get; init; }

    public bool Converged { get; init; } = true;

    /// <summary>Time the calibration took, set by whoever has a clock.</summary>
    public double Seconds { get; init; }

    public required ImmutableArray<CalibratedVariable> Variables { get; init; }

    public required ImmutableArray<CalibratedItem> Items { get; init; }

    /// <summary>Latent distribution, for each variable, of each population that was told apart; the first of a variable is N(0, 1).</summary>
    public ImmutableArray<CalibratedPopulation> Populations { get; init; } = [];

    /// <summary>Null in banks that hold parameters only; the moments that the parameters imply then serve.</summary>
    public JointMoments? Moments { get; init; }

    /// <summary>Groups of respondents for whom some items have parameters of their own; empty where one set serves all.</summary>
    public ImmutableArray<CalibratedPart> Parts { get; init; } = [];

    /// <summary>The groups of respondents it was calibrated with; empty where every item applies to everybody.</summary>
    public ImmutableArray<CalibratedGroup> Groups { get; init; } = [];

    /// <summary>What the reader of the parameters must know: warnings in plain English.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether an item belongs to the full form of a group. Of a group that the calibration did not know nothing can be left out.</summary>
    public bool Applies(CalibratedItem item, string group) => item.Groups.IsEmpty || item.Groups.Contains(group) || Groups.All(g => g.Id != group);

    /// <summary>The bank as it holds for one group of respondents: its own parameters in the place of the common ones.</summary>
    public CalibratedBank ForGroup(string group)
    {
        var own = new Dictionary<string, CalibratedItem>();
        foreach (var item in Parts.Where(p => p.Groups.Contains(group)).SelectMany(p => p.Items))
            own[item.Id] = item;
        return own.Count == 0 ? this : this with { Items = [.. Items.Select(i => own.TryGetValue(i.Id, out var part) ? part with { Groups = i.Groups } : i)] };
    }
}

/// <summary>
/// Item parameters that hold only for some groups of respondents: because the item works differently there, or because the groups share too
/// few items with the others. Then <paramref name="Comparable"/> is false and theta of these groups has a scale of its own.
/// </summary>
public sealed record CalibratedPart(string Variable, ImmutableArray<string> Groups, bool Comparable, ImmutableArray<CalibratedItem> Items);

/// <summary>A group of respondents and its weight when groups are combined, which is never their head count.</summary>
public sealed record CalibratedGroup(string Id, double Weight = 1);

/// <summary>A variable and whether one dimension describes its items; where not, the graded model must not be trusted for it.</summary>
public sealed record CalibratedVariable(string Id)
{
    public bool OneDimensional { get; init; } = true;

    /// <summary>Largest residual correlation (Yen's Q3 less its mean) between two items; null when not tested.</summary>
    public double? LargestResidualCorrelation { get; init; }

    /// <summary>Eigenvalues of the items' correlations, largest first, as far as they matter; empty when not tested.</summary>
    public ImmutableArray<double> Eigenvalues { get; init; } = [];

    /// <summary>First eigenvalue of the items' correlations over the second; null when not tested.</summary>
    public double? EigenvalueRatio => Eigenvalues.Length < 2 ? null : Eigenvalues[0] / Eigenvalues[1];
}

/// <summary>One item. Categories of the responses run from 1; <see cref="Merged"/> gives each its place (from 0) in the graded model.</summary>
public sealed record CalibratedItem(string Id, string Variable)
{
    public string? Dimension { get; init; }

    /// <summary>The groups of respondents whose full form it belongs to; empty means all.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public GradedItem? Graded { get; init; }

    public double? DiscriminationStandardError { get; init; }

    public ImmutableArray<double> ThresholdStandardErrors { get; init; } = [];

    /// <summary>Number of answers.</summary>
    public int Count { get; init; }

    /// <summary>Category of the model (from 0) for each response category (from 1); empty means one to one.</summary>
    public ImmutableArray<int> Merged { get; init; } = [];

    /// <summary>Mean original score of each category of the model; empty means 1, 2, 3, ….</summary>
    public ImmutableArray<double> CategoryScores { get; init; } = [];

    /// <summary>Chi-square of observed against expected scores over rest-score groups, per degree of freedom; null when not computed.</summary>
    public double? Fit { get; init; }

    /// <summary>Number of response categories; 0 for an item without a graded model.</summary>
    public int ResponseCategories => Merged.IsEmpty ? Graded?.Categories ?? 0 : Merged.Length;

    /// <summary>
    /// Category of the model (from 0) for a response category (from 1). One above all that were seen counts as the highest of them: the scale
    /// may have a step that nobody had used yet.
    /// </summary>
    public int ModelCategory(int category)
    {
        var known = Math.Clamp(category, 1, Math.Max(1, ResponseCategories));
        return Merged.IsEmpty ? known - 1 : Merged[known - 1];
    }

    /// <summary>Original score of a category of the model (from 0).</summary>
    public double Score(int modelCategory) => CategoryScores.IsEmpty ? modelCategory + 1 : CategoryScores[modelCategory];
}

/// <summary>Latent mean and standard deviation of a population on one variable and how many respondents answered it.</summary>
public sealed record CalibratedPopulation(string Id, double Mean, double StandardDeviation, int Count)
{
    public string Variable { get; init; } = ItemVariable.All;
}
