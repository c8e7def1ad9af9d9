using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// The calibration that stands beside a bank as <c>banks/&lt;id&gt;.calibration.yaml</c>, as <c>kotanbot calibrate</c> wrote it. Putting it there
/// activates it: the bank is then a new version. It must know every item of the bank and no other.
/// </summary>
public static class CalibrationOverlay
{
    public const string Ending = ".calibration.yaml";

    /// <summary>The calibrated version, or null with at least one issue added.</summary>
    public static BankVersion? Read(ItemBank bank, string file, string text, IssueList issues)
    {
        var before = issues.Count;
        if (CalibratedBankReader.Read(file, text, issues) is not { } calibration)
            return null;
        Check(bank, calibration, (code, what) => issues.Add(new Issue(code, file, 1, 1, what)));
        return issues.Count == before ? BankVersion.Calibrated(bank, calibration, text) : null;
    }

    private static void Check(ItemBank bank, CalibratedBank calibration, Action<string, string> add)
    {
        if (calibration.Bank.Length > 0 && calibration.Bank != bank.Id)
            add("wrong-bank", $"this calibration is of the bank `{calibration.Bank}`, not of `{bank.Id}`");
        foreach (var item in bank.Items.Where(i => calibration.Items.All(c => c.Id != i.Id)))
            add("missing-item", $"the item `{item.Id}` of `{bank.Id}` is not calibrated; calibrate again with answers to it");
        foreach (var calibrated in calibration.Items.Concat(calibration.Parts.SelectMany(p => p.Items)))
        {
            if (bank.FindItem(calibrated.Id) is not { } item)
                add("unknown-item", $"`{calibrated.Id}` is no item of `{bank.Id}`");
            else if (item.Variable != calibrated.Variable)
                add("unknown-variable", $"`{item.Id}` belongs to the variable `{item.Variable}`, here to `{calibrated.Variable}`; calibrate with --variables");
            else if (CategoriesOf(calibrated) is { } categories && categories != item.Options.Length)
                add("wrong-categories", $"`{item.Id}` has {item.Options.Length} options, here {categories} categories");
        }
    }

    /// <summary>Categories of the responses; null where the calibration does not tell.</summary>
    private static int? CategoriesOf(CalibratedItem item) => item.Merged.IsEmpty ? item.Graded?.Categories : item.Merged.Length;
}
