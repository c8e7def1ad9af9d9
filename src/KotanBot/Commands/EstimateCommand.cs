using System.CommandLine;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot estimate</c>: full-form scores, theta and group means from partial answers and a calibrated bank. An empty cell is an item that
/// was not asked. A bank that was never calibrated gives design-based group means only.
/// </summary>
internal static class EstimateCommand
{
    public static Command Create()
    {
        var bank = new Option<string>("--bank") { Description = "hasil kalibrasi (YAML)", Required = true, HelpName = "bank.yaml" };
        var responses = new Option<string>("--responses") { Description = "berkas jawaban (CSV: respondent,group,<butir>,…; kosong = tidak ditanyakan)", Required = true, HelpName = "F.csv" };
        var plausible = NumberOption.Whole("--plausible-values", "sekian nilai acak per responden dari yang masih mungkin", 1, 1000);
        var seed = NumberOption.Seed();
        var json = new Option<bool>("--json") { Description = "hasil sebagai JSON" };
        var command = new Command("estimate", "Perkiraan skor kuesioner lengkap dari jawaban sebagian") { bank, responses, plausible, seed, json };
        command.SetAction(parsed => Estimate(
            parsed.GetValue(bank)!,
            parsed.GetValue(responses)!,
            new PlausibleDraws(parsed.GetValue(plausible) ?? 0, parsed.GetValue(seed)),
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Estimate(string bankFile, string responsesFile, PlausibleDraws plausible, bool asJson, TextWriter output, TextWriter error)
    {
        var issues = new IssueList();
        if (ResponseFiles.Read(responsesFile, null, issues, error) is not { } read)
            return KotanCommand.Refused;
        var words = DesignEstimates.TryRead(bankFile);
        var bank = words is null ? BankFiles.Read(bankFile, issues) : null;
        if (words is not null)
            BankFiles.AddMisfits(words, read, responsesFile, issues);
        if (bank is not null)
        {
            BankFiles.AddMisfits(bank, read, responsesFile, issues);
            BankFiles.AddStrangeAnswers(bank, read, responsesFile, issues);
        }

        if (IsEmpty(read.Responses))
            issues.Add(new Issue("all-missing", responsesFile, read.Lines[0], 1, "there is not one answer below the header"));
        foreach (var issue in issues)
            error.WriteLine(issue);
        if (issues.Count > 0)
            return KotanCommand.Refused;
        var estimates = words is null ? PartialEstimates.Of(bank!, read.Responses, plausible) : DesignEstimates.Of(words, read.Responses);
        if (asJson)
            EstimationWriter.WriteJson(output, estimates);
        else
            EstimationWriter.WriteText(output, estimates);
        return KotanCommand.Done;
    }

    private static bool IsEmpty(ResponseMatrix responses)
    {
        for (var row = 0; row < responses.Rows; row++)
        {
            if (responses.Row(row).ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }
}
