namespace KotanBot.Bench.Validation;

/// <summary>
/// A made-up country whose truth is known: kab/kota × sectors answer items of several variables. Standard deviations are on the scale of
/// theta, whose spread between persons of one group is 1.
/// </summary>
internal sealed record SurveyScenario(string Id)
{
    public int Districts { get; init; } = 40;

    public int Sectors { get; init; } = 3;

    public int Variables { get; init; } = 3;

    public int ItemsPerVariable { get; init; } = 10;

    /// <summary>People in each group (a sector of a kab/kota); the last is excluded.</summary>
    public (int From, int Until) GroupSize { get; init; } = (160, 161);

    public double DistrictSpread { get; init; } = 0.35;

    public double SectorSpread { get; init; } = 0.25;

    /// <summary>Of a factor that the items of one dimension share beyond their variable; every variable has two dimensions.</summary>
    public double DimensionSpread { get; init; }

    /// <summary>How much single items are easier or harder in single kab/kota than the others of their variable.</summary>
    public double ItemByDistrictSpread { get; init; }

    /// <summary>Share of items that one sector finds easier or harder by <see cref="SectorShift"/>, everything else equal.</summary>
    public double DifferentialShare { get; init; }

    public double SectorShift { get; init; } = 0.5;

    /// <summary>Share of answers that are "tidak tahu".</summary>
    public double Missing { get; init; }

    /// <summary>How much rarer an answer is for whoever stands lower: added to the log-odds of missing for each unit of theta below the mean.</summary>
    public double MissingByTheta { get; init; }

    public int Seed { get; init; } = 20261128;

    /// <summary>Seed of the items themselves; two scenarios with the same one ask the same questions.</summary>
    public int ItemSeed { get; init; } = 5;
}
