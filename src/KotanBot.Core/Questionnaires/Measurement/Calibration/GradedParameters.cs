namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// All parameters of an estimation in one vector: per item the slope a and the intercepts d (boundary k is aθ + dₖ, dₖ = −abₖ, falling),
/// then mean and standard deviation of each population but the first. In this form the likelihood of an item is concave (Pratt 1981,
/// doi:10.1080/01621459.1981.10477613), so that Newton's method is safe.
/// </summary>
internal sealed class GradedParameters
{
    public const double LeastDeviation = 0.1;

    private GradedParameters(int[] offsets, int[] categories, int populations, double[] values)
    {
        Offsets = offsets;
        Categories = categories;
        PopulationCount = populations;
        Values = values;
    }

    /// <summary>Where each item begins; the last entry is where the populations begin.</summary>
    public int[] Offsets { get; }

    public int[] Categories { get; }

    public int PopulationCount { get; }

    public double[] Values { get; }

    /// <summary>Every item alike, its intercepts where the answers lie.</summary>
    public static GradedParameters Start(GradedData data)
    {
        var offsets = new int[data.Columns + 1];
        for (var item = 0; item < data.Columns; item++)
            offsets[item + 1] = offsets[item] + data.Categories[item];
        var parameters = new GradedParameters(offsets, data.Categories, data.PopulationCount, new double[offsets[^1] + (2 * (data.PopulationCount - 1))]);
        var counts = data.Categories.Select(c => new double[c]).ToArray();
        for (var row = 0; row < data.Rows; row++)
        {
            var codes = data.Row(row);
            for (var item = 0; item < codes.Length; item++)
                if (codes[item] != 0)
                    counts[item][codes[item] - 1]++;
        }

        for (var item = 0; item < data.Columns; item++)
        {
            var values = parameters.Item(item);
            values[0] = 1.2;
            var (total, above) = (counts[item].Sum(), counts[item].Sum());
            for (var k = 1; k < values.Length; k++)
            {
                above -= counts[item][k - 1];
                values[k] = 1.2 * Math.Log((above + 0.5) / (total - above + 0.5));
            }
        }

        for (var population = 1; population < data.PopulationCount; population++)
            parameters.Population(population)[1] = 1;
        return parameters;
    }

    /// <summary>Slope, then intercepts.</summary>
    public Span<double> Item(int item) => Values.AsSpan(Offsets[item], Categories[item]);

    /// <summary>Mean and standard deviation of a population that is not the first.</summary>
    public Span<double> Population(int population) => Values.AsSpan(Offsets[^1] + (2 * (population - 1)), 2);

    public (double Mean, double Deviation) Latent(int population) => population == 0 ? (0, 1) : (Population(population)[0], Population(population)[1]);

    public GradedParameters Copy() => new(Offsets, Categories, PopulationCount, [.. Values]);

    /// <summary>Whether intercepts fall and deviations are positive, as an extrapolation may have spoilt.</summary>
    public bool ArePossible()
    {
        for (var item = 0; item < Categories.Length; item++)
        {
            var values = Item(item);
            if (!double.IsFinite(values[0]) || Math.Abs(values[0]) > ItemStep.MostSlope)
                return false;
            for (var k = 2; k < values.Length; k++)
                if (!(values[k] < values[k - 1]))
                    return false;
        }

        for (var population = 1; population < PopulationCount; population++)
            if (!(Population(population)[1] >= LeastDeviation))
                return false;
        return true;
    }

    public GradedItem ToItem(int item)
    {
        var values = Item(item).ToArray();
        return new GradedItem(values[0], [.. values.Skip(1).Select(d => -d / values[0])]);
    }
}
