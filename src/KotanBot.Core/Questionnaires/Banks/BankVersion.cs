using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// An item bank as questionnaires ask it: its words and, once it is calibrated, its parameters. Another calibration is another version, so a
/// questionnaire finishes with the parameters that it began with.
/// </summary>
public sealed class BankVersion
{
    private readonly ImmutableDictionary<string, ItemPool> _pools;

    private BankVersion(ItemBank bank, string hash, CalibratedBank? calibration)
    {
        Bank = bank;
        Hash = hash;
        Calibration = calibration;
        var groups = bank.Groups.IsEmpty ? [""] : bank.Groups.Select(g => g.Id);
        _pools = groups.ToImmutableDictionary(g => g, g => BankPool.Of(bank, calibration, g));
    }

    public ItemBank Bank { get; }

    /// <summary>First 16 hex digits of a SHA-256: of the bank's text, or of its hash and that of the calibration's text.</summary>
    public string Hash { get; }

    public CalibratedBank? Calibration { get; }

    public bool IsCalibrated => Calibration is not null;

    public static BankVersion Plain(ItemBank bank) => new(bank, bank.Hash, null);

    /// <param name="calibrationText">The text of the overlay, which the version's hash covers.</param>
    public static BankVersion Calibrated(ItemBank bank, CalibratedBank calibration, string calibrationText) =>
        new(bank, DialogReader.HashOf($"{bank.Hash}\n{DialogReader.HashOf(calibrationText)}"), calibration);

    /// <summary>An older version from its kept texts; null when they are not those of that version any more.</summary>
    /// <param name="issues">What does not fit.</param>
    public static BankVersion? Read(string id, string hash, string text, string? calibration, IssueList? issues = null)
    {
        var found = issues ?? [];
        var bank = BankReader.Read($"{id}@{hash}", text, found, checks: false);
        var version = bank is null ? null : calibration is { } overlay ? CalibrationOverlay.Read(bank, $"{id}@{hash}", overlay, found) : Plain(bank);
        return version?.Hash == hash ? version : null;
    }

    /// <summary>The items of a group of respondents; null for a group that the bank does not have.</summary>
    public ItemPool? PoolOf(string group) => _pools.GetValueOrDefault(Bank.Groups.IsEmpty ? "" : group);

    /// <summary>How many items the longest full form has.</summary>
    public int MostItems => _pools.Values.Max(p => p.Items.Length);
}
