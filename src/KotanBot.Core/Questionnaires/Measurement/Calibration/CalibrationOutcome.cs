using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>What makes answers unfit for calibration. <paramref name="Item"/> is the item it concerns, or null for the whole.</summary>
public sealed record CalibrationFault(string Code, string? Item, string Text);

/// <summary>Either a calibrated bank or every fault that stood in the way; never both, never neither.</summary>
public sealed record CalibrationOutcome
{
    private CalibrationOutcome(CalibratedBank? bank, ImmutableArray<CalibrationFault> faults)
    {
        Bank = bank;
        Faults = faults;
    }

    public CalibratedBank? Bank { get; }

    public ImmutableArray<CalibrationFault> Faults { get; }

    public static CalibrationOutcome Calibrated(CalibratedBank bank) => new(bank, []);

    public static CalibrationOutcome Refused(ImmutableArray<CalibrationFault> faults) => new(null, faults);
}
