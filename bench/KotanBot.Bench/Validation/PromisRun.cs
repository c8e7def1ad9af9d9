using System.Globalization;
using System.Text;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Bench.Validation;

/// <summary>Published parameters and the published conversion table of the PROMIS Global Mental Health scale, against ours.</summary>
internal sealed class PromisRun
{
    /// <summary>Slopes and thresholds as published for the four items, logistic without 1.7.</summary>
    private static readonly GradedItem[] Items =
    [
        new(2.41143, [-2.44599, -1.31584, -0.19095, 1.07032]),
        new(3.66810, [-2.30582, -1.25786, -0.33120, 0.66825]),
        new(2.97642, [-1.78310, -0.89865, -0.00524, 1.07197]),
        new(1.89441, [-2.81790, -1.51385, -0.25479, 0.99431]),
    ];

    /// <summary>T for the sums 4 to 20.</summary>
    private static readonly double[] Published = [21.1, 25.1, 28.4, 31.3, 33.8, 36.3, 38.8, 41.1, 43.5, 45.8, 48.3, 50.8, 53.3, 56.0, 59.0, 62.5, 67.6];

    public void Write(StringBuilder page)
    {
        page.AppendLine("| sum | published T | ours | difference |");
        page.AppendLine("|---|---|---|---|");
        var largest = 0.0;
        foreach (var (row, published) in SumScores.Table(Items, Quadrature.Standard).Zip(Published))
        {
            var ours = -1.363 + (1.0233 * (50 + (10 * row.Theta)));
            largest = Math.Max(largest, Math.Abs(ours - published));
            page.AppendLine($"| {row.Sum} | {Text(published, "0.0")} | {Text(ours, "0.00")} | {Text(ours - published, "+0.00;−0.00")} |");
        }

        page.AppendLine();
        page.AppendLine($"Largest difference: {Text(largest, "0.00")} T.");
        page.AppendLine();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
