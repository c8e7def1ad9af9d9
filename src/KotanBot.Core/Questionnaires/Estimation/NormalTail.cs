namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>Tail probabilities of the standard normal distribution.</summary>
internal static class NormalTail
{
    /// <summary>P(|Z| ≥ |z|), by the rational approximation 7.1.26 of Abramowitz and Stegun (1964); absolute error below 1.5e-7.</summary>
    public static double TwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.3275911 * x));
        var polynomial = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return Math.Clamp(polynomial * Math.Exp(-x * x), 0, 1);
    }
}
