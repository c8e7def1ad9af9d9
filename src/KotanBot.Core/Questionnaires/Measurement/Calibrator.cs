using System.Collections.Immutable;
using KotanBot.Core.Questionnaires.Measurement.Calibration;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// From answers to the parameters of their items: a graded model per variable by marginal maximum likelihood, the joint moments of all scores,
/// and every reason to trust them less. Answers may be missing by design. The same answers give the same bank.
/// </summary>
public static class Calibrator
{
    /// <param name="variables">One entry per item, in the order of the responses.</param>
    public static CalibrationOutcome Calibrate(ResponseMatrix responses, ImmutableArray<ItemVariable> variables)
    {
        var faults = ResponseChecker.Check(responses);
        if (!faults.IsEmpty)
            return CalibrationOutcome.Refused(faults);
        var ids = variables.Select(v => v.Variable).Distinct().ToImmutableArray();
        var reports = ids.Select(id => VariableReport.Of(id, responses, variables)).ToList();
        if (reports.Any(r => r.Faults.Count > 0))
            return CalibrationOutcome.Refused([.. reports.SelectMany(r => r.Faults)]);
        var observed = PairwiseMoments.Of(responses);
        var moments = JointMomentsEstimate.From(responses, observed, [.. variables.Select(v => ids.IndexOf(v.Variable))]);
        var tested = ids.Zip(reports).Select(p => Test(p.First, p.Second, variables, observed, moments)).ToList();
        var forms = GroupForms.Of(responses);
        return CalibrationOutcome.Calibrated(new CalibratedBank
        {
            LogLikelihood = reports.Sum(r => r.LogLikelihood),
            Iterations = reports.Max(r => r.Iterations),
            Converged = reports.All(r => r.Converged),
            Variables = [.. tested.Select(t => t.Variable)],
            Items = [.. variables.Select((v, i) => reports[ids.IndexOf(v.Variable)].ItemAt(i, moments.Counts[i]) with { Groups = forms.GroupsOf(i) })],
            Groups = [.. forms.Groups.Select(g => new CalibratedGroup(g))],
            Populations = [.. reports.SelectMany(r => r.Populations)],
            Parts = [.. reports.SelectMany(r => r.Parts)],
            Moments = moments,
            Notes = [.. RowNotes(responses), .. reports.SelectMany(r => r.Notes), .. tested.Select(t => t.Note).OfType<string>()],
        });
    }

    private static (CalibratedVariable Variable, string? Note) Test(string id, VariableReport report, ImmutableArray<ItemVariable> variables, PairwiseMoments observed, JointMoments moments)
    {
        var columns = Enumerable.Range(0, variables.Length).Where(i => variables[i].Variable == id).ToList();
        var largest = report.Largest;
        var residuals = largest?.Model is { } model ? ResidualCorrelations.Of(model) : null;
        var variable = Dimensionality.Of(id, columns, observed, moments, largest?.Model?.Data.Rows ?? moments.Counts.Max(), residuals);
        if (variable.OneDimensional)
            return (variable, null);
        var pair = residuals?.Largest is { } excess
            ? $", largest residual correlation {excess:0.00} between {report.NameOf(largest!.Columns[residuals.Pair.One])} and {report.NameOf(largest.Columns[residuals.Pair.Other])}"
            : "";
        var eigenvalues = string.Join(", ", variable.Eigenvalues.Select(v => v.ToString("0.00")));
        return (variable, $"variable {id}: not one-dimensional: eigenvalues {eigenvalues}{pair}; full-form scores are predicted from the joint moments, not from theta");
    }

    private static IEnumerable<string> RowNotes(ResponseMatrix responses)
    {
        var empty = Enumerable.Range(0, responses.Rows).Count(r => !responses.Row(r).ContainsAnyExcept((byte)0));
        if (empty > 0)
            yield return $"{empty} of {responses.Rows} respondents answered nothing and count for nothing";
    }
}
