namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// Differential functioning of an item in a population: by how much its thresholds would have to move there, as a score test of the model
/// without such a move says (Glas 1998, "Detection of differential item functioning using Lagrange multiplier tests", Statistica Sinica 8).
/// </summary>
/// <param name="Shift">Move of the thresholds in units of theta; positive means the item is harder to agree with there.</param>
/// <param name="Z">The move in standard errors.</param>
internal sealed record GroupShift(int Item, int Population, double Shift, double Z)
{
    /// <summary>Fewer answers in a population prove nothing.</summary>
    public const int LeastAnswers = 50;

    /// <summary>A smaller move changes no conclusion, however sure it is.</summary>
    public const double LeastShift = 0.3;

    /// <summary>Beyond chance among some hundred tests.</summary>
    private const double Chance = 3.5;

    public bool Matters => Math.Abs(Shift) >= LeastShift && Math.Abs(Z) >= Chance;

    /// <summary>Of an item in each population, against all others that answered it; nothing where it met fewer than two populations.</summary>
    public static IEnumerable<GroupShift> Of(FittedModel model, int item)
    {
        var populations = model.Data.PopulationCount;
        var counts = new int[populations];
        var scores = new double[populations];
        var information = new double[populations];
        var values = model.Estimation.Parameters.Item(item).ToArray();
        // log P of a category changes by 1 − P*ₖ − P*ₖ₊₁ when all its boundaries move together.
        var slopes = Enumerable.Range(0, values.Length)
            .Select(c => ExpectationStep.Points.Select(p => CategoryCurve.At(values, c, p)).Select(curve => curve.First + curve.Second).ToArray())
            .ToArray();
        for (var row = 0; row < model.Data.Rows; row++)
        {
            if (model.Data.Row(row)[item] is not (var code and > 0))
                continue;
            var population = model.Data.Populations[row];
            var score = SymmetricMatrix.Dot(model.PosteriorOf(row), slopes[code - 1]);
            counts[population]++;
            scores[population] += score;
            information[population] += score * score;
        }

        var all = information.Sum();
        for (var population = 0; population < populations; population++)
        {
            // The item's own level was fitted to all populations together, which takes up the share of each.
            var own = information[population] * (1 - (information[population] / all));
            if (counts[population] < LeastAnswers || counts.Sum() - counts[population] < LeastAnswers || own <= 0)
                continue;
            yield return new GroupShift(item, population, -scores[population] / own / values[0], scores[population] / Math.Sqrt(own));
        }
    }
}
