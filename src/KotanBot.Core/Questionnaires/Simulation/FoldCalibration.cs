using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Simulation;

/// <summary>
/// What the training rows of a fold give: item parameters and covariances. Their groups are taken away first, so that no group knows anything
/// of itself beforehand.
/// </summary>
public static class FoldCalibration
{
    /// <summary>Without graded parameters where the rows do not allow them, for instance below 200 answers an item; covariances are always there.</summary>
    /// <param name="variables">One entry per item, in the order of the responses.</param>
    public static CalibratedBank Of(ResponseMatrix training, ImmutableArray<ItemVariable> variables)
    {
        var answers = new byte[training.Rows * training.Columns];
        for (var row = 0; row < training.Rows; row++)
            training.Row(row).CopyTo(answers.AsSpan(row * training.Columns));
        var rows = new ResponseMatrix(training.Respondents, [.. training.Groups.Select(_ => "")], training.Items, answers);
        return Calibrator.Calibrate(rows, variables).Bank ?? OnlyMoments(rows, variables);
    }

    private static CalibratedBank OnlyMoments(ResponseMatrix rows, ImmutableArray<ItemVariable> variables)
    {
        var names = variables.Select(v => v.Variable).Distinct().ToImmutableArray();
        return new CalibratedBank
        {
            Variables = [.. names.Select(n => new CalibratedVariable(n))],
            Items = [.. variables.Select(v => new CalibratedItem(v.Item, v.Variable) { Dimension = v.Dimension })],
            Moments = JointMomentsEstimate.From(rows, [.. variables.Select(v => names.IndexOf(v.Variable))]),
        };
    }
}
