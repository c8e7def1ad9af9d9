using KotanBot.Core.Definitions;
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
    public static void AddMisfits(CalibratedBank bank, ResponseFiles read, string file, IssueList issues)
    {
        var known = bank.Items.ToDictionary(i => i.Id);
        var responses = read.Responses;
        for (var item = 0; item < responses.Columns; item++)
        {
            if (!known.TryGetValue(responses.Items[item], out var calibrated))
            {
                issues.Add(new Issue("unknown-item", file, 1, read.ItemFields[item], $"item `{responses.Items[item]}` is not in the bank"));
                continue;
            }

            if (ThetaScores.CategoriesOf(calibrated) is not { } most)
                continue;
            for (var row = 0; row < responses.Rows; row++)
            {
                if (responses[row, item] > most)
                    issues.Add(new Issue("out-of-range", file, read.Lines[row], read.ItemFields[item], $"item {calibrated.Id}: category {responses[row, item]} is above the {most} of the bank"));
            }
        }
    }
}
