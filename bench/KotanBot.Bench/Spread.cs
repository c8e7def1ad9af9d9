namespace KotanBot.Bench;

/// <summary>The rounds of one figure: its median, and its lowest and highest because the machine is not quiet.</summary>
internal sealed class Spread(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    public double Median => Percentile(0.5);

    public double Lowest => _sorted[0];

    public double Highest => _sorted[^1];

    public double Percentile(double share) => _sorted[Math.Min(_sorted.Length - 1, (int)(_sorted.Length * share))];
}
