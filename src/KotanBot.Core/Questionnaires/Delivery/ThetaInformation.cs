using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// Fisher information on theta of an item of the graded model (Samejima 1969), averaged over what the answers so far say about theta
/// (van der Linden 1998, doi:10.1007/BF02294775).
/// </summary>
internal static class ThetaInformation
{
    /// <param name="posterior">Weights of the points of <see cref="Quadrature.Standard"/>.</param>
    public static double Expected(GradedItem item, IReadOnlyList<double> posterior)
    {
        var result = 0.0;
        for (var q = 0; q < posterior.Count; q++)
            result += posterior[q] * GradedResponse.Information(item, Quadrature.Standard.Points[q]);
        return result;
    }
}
