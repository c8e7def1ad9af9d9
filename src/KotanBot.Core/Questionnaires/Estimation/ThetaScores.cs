using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>Theta of each variable by expected a posteriori, from the items that have graded parameters.</summary>
public static class ThetaScores
{
    /// <summary>Null for a variable of which no item has graded parameters; the prior where none of them was answered.</summary>
    public static ThetaEstimate? Of(ItemPool pool, int variable, ImmutableArray<ItemAnswer> answers)
    {
        if (!pool.Items.Any(i => i.Variable == variable && i.Calibrated?.Graded is not null))
            return null;
        return ThetaEstimate.FromAnswers(Graded(pool, variable, answers), Quadrature.Standard);
    }

    /// <summary>How many categories the responses may have; null where the calibration does not say.</summary>
    public static int? CategoriesOf(CalibratedItem item) => item.Graded is null ? null : item.Merged.IsEmpty ? item.Graded.Categories : item.Merged.Length;

    /// <summary>The answers to graded items of a variable as categories of the model, from 0.</summary>
    internal static IEnumerable<(GradedItem Item, int Category)> Graded(ItemPool pool, int variable, ImmutableArray<ItemAnswer> answers)
    {
        foreach (var answer in answers)
        {
            var item = pool.Items[answer.Item];
            if (item.Variable == variable && answer.Category > 0 && item.Calibrated is { Graded: { } graded } calibrated)
                yield return (graded, Place(calibrated, graded, answer.Category));
        }
    }

    /// <summary>A category that the calibration never saw counts as the nearest one it did.</summary>
    private static int Place(CalibratedItem item, GradedItem graded, int category)
    {
        var place = item.Merged.IsEmpty ? category - 1 : item.Merged[Math.Min(category, item.Merged.Length) - 1];
        return Math.Clamp(place, 0, graded.Categories - 1);
    }
}
