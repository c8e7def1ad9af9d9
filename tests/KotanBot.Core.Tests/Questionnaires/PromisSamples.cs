using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

/// <summary>The published parameters and conversion table of PROMIS Global Mental Health (Hays et al. 2009, doi:10.1007/s11136-009-9496-9).</summary>
internal static class PromisSamples
{
    public static readonly ImmutableArray<GradedItem> MentalHealth =
    [
        new(2.41143, [-2.44599, -1.31584, -0.19095, 1.07032]),
        new(3.66810, [-2.30582, -1.25786, -0.33120, 0.66825]),
        new(2.97642, [-1.78310, -0.89865, -0.00524, 1.07197]),
        new(1.89441, [-2.81790, -1.51385, -0.25479, 0.99431]),
    ];

    /// <summary>T of the sums 4 to 20.</summary>
    public static readonly ImmutableArray<double> PublishedT =
        [21.1, 25.1, 28.4, 31.3, 33.8, 36.3, 38.8, 41.1, 43.5, 45.8, 48.3, 50.8, 53.3, 56.0, 59.0, 62.5, 67.6];

    /// <summary>The published table is centred on another sample than the parameters are.</summary>
    public static double T(double theta) => -1.363 + (1.0233 * (50 + (10 * theta)));
}
