using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// Finds what is well formed and yet a bad questionnaire: options that do not fit, two questions in one, items that are asked twice, groups that
/// cannot be compared. Rules about words look at Indonesian, which is what respondents read; docs/dialog-format.md says each rule exactly.
/// </summary>
internal static class BankChecker
{
    /// <param name="root">The mapping that <paramref name="bank"/> was read from, without issues; gives the places.</param>
    public static void Check(ItemBank bank, YamlMap root, IssueList issues)
    {
        var places = BankReader.Mappings(root, "items").ToArray();
        foreach (var (item, place) in bank.Items.Zip(places))
        {
            OptionFitChecker.Check(item, place, issues);
            if (bank.Status != IndexStatus.Official)
                WordingChecker.Check(item, place, issues);
        }

        DuplicateChecker.Check(bank, places, issues);
        BalanceChecker.Check(bank, root, issues);
    }
}
