using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Core.Questionnaires.Measurement.Calibration;

namespace KotanBot.Core.Tests.Questionnaires;

/// <summary>Calibrations of simulated answers and how far they are from the truth.</summary>
internal static class CalibrationSamples
{
    public static readonly GradedItem[] Items = SimulatedResponses.Items(10);

    public static ResponseMatrix Changed(ResponseMatrix responses, Func<int, int, int, int> change)
    {
        var categories = new byte[responses.Rows * responses.Columns];
        for (var row = 0; row < responses.Rows; row++)
            for (var item = 0; item < responses.Columns; item++)
                categories[(row * responses.Columns) + item] = (byte)change(row, item, responses[row, item]);
        return new ResponseMatrix(responses.Respondents, responses.Groups, responses.Items, categories);
    }

    public static CalibrationOutcome Calibrate(ResponseMatrix responses) =>
        Calibrator.Calibrate(responses, [.. responses.Items.Select(i => new ItemVariable(i, ItemVariable.All))]);

    public static CalibratedBank Calibrated(ResponseMatrix responses)
    {
        var outcome = Calibrate(responses);
        Assert.Empty(outcome.Faults);
        return outcome.Bank!;
    }

    public static IEnumerable<double> Errors(CalibratedBank bank) => bank.Items.Zip(Items).SelectMany(p =>
        p.First.Graded!.Thresholds.Zip(p.Second.Thresholds).Select(t => t.First - t.Second).Prepend(p.First.Graded.Discrimination - p.Second.Discrimination));

    /// <summary>Errors in units of their standard errors.</summary>
    public static IEnumerable<double> Deviations(CalibratedBank bank) =>
        Errors(bank).Zip(bank.Items.SelectMany(i => i.ThresholdStandardErrors.Prepend(i.DiscriminationStandardError!.Value))).Select(p => p.First / p.Second);
}
