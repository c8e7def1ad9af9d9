using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Estimation;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>Calibrated banks that commands read, and whether answers fit them.</summary>
internal static class BankFiles
{
    /// <summary>Null with an issue added.</summary>
    public static CalibratedBank? Read(string file, IssueList issues)
    {
        try
        {
            if (CalibratedBankReader.Read(file, File.ReadAllText(file), issues) is not { } bank)
                return null;
            // A bank without covariances predicts from its parameters; an item that has neither cannot be predicted at all.
            if (bank.Moments is null && bank.Items.FirstOrDefault(i => i.Graded is null) is { } bare)
                issues.Add(new Issue("no-parameters", file, 1, 1, $"item `{bare.Id}` has neither parameters nor a covariance"));
            return issues.Count > 0 ? null : bank;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            issues.Add(new Issue("no-file", file, 1, 1, "there is no such file"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            issues.Add(new Issue("unreadable-file", file, 1, 1, $"cannot be read: {fault.Message}"));
        }

        return null;
    }

    /// <summary>Columns that the bank does not know, and answers beyond an item's categories.</summary>
    public static void AddMisfits(CalibratedBank bank, ResponseFiles read, string file, IssueList issues) =>
        AddMisfits(bank.Items.ToDictionary(i => i.Id, ThetaScores.CategoriesOf), read, file, issues);

    /// <summary>Answers of a group to items that are not in its full form, and groups that have no item at all.</summary>
    public static void AddStrangeAnswers(CalibratedBank bank, ResponseFiles read, string file, IssueList issues)
    {
        var responses = read.Responses;
        var items = bank.Items.ToDictionary(i => i.Id);
        foreach (var group in responses.Groups.Distinct().Where(g => !bank.Items.Any(i => bank.Applies(i, g))))
            issues.Add(new Issue("no-items", file, read.Lines[responses.Groups.IndexOf(group)], 2, $"no item of the bank applies to the group `{group}`"));
        for (var column = 0; column < responses.Columns; column++)
        {
            if (!items.TryGetValue(responses.Items[column], out var item) || item.Groups.IsEmpty)
                continue;
            for (var row = 0; row < responses.Rows; row++)
            {
                if (responses[row, column] > 0 && !bank.Applies(item, responses.Groups[row]))
                    issues.Add(new Issue("not-applicable", file, read.Lines[row], read.ItemFields[column], $"item {item.Id} does not apply to the group `{responses.Groups[row]}`: the bank's `groups` of the item do not name it"));
            }
        }
    }

    /// <summary>The same for a bank that was never calibrated, whose items have as many categories as options.</summary>
    public static void AddMisfits(ItemBank bank, ResponseFiles read, string file, IssueList issues) =>
        AddMisfits(bank.Items.ToDictionary(i => i.Id, i => (int?)i.Options.Length), read, file, issues);

    private static void AddMisfits(Dictionary<string, int?> categories, ResponseFiles read, string file, IssueList issues)
    {
        var responses = read.Responses;
        for (var item = 0; item < responses.Columns; item++)
        {
            var id = responses.Items[item];
            if (!categories.TryGetValue(id, out var known))
                issues.Add(new Issue("unknown-item", file, 1, read.ItemFields[item], $"item `{id}` is not in the bank"));
            if (known is not { } most)
                continue;
            for (var row = 0; row < responses.Rows; row++)
            {
                if (responses[row, item] > most)
                    issues.Add(new Issue("out-of-range", file, read.Lines[row], read.ItemFields[item], $"item {id}: category {responses[row, item]} is above the {most} of the bank"));
            }
        }
    }
}
