using System.CommandLine;
using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot calibrate</c>: from a file of answers to the parameters of their items. Writes the whole bank or nothing: on any fault the
/// file of an earlier calibration stays as it was.
/// </summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var responses = new Option<string>("--responses") { Description = "berkas jawaban (CSV: respondent,group,<butir>,…; kosong = tidak dijawab)", Required = true };
        var variables = new Option<string?>("--variables") { Description = "variabel tiap butir (CSV: item,variable dan boleh dimension); tanpa ini satu variabel, all" };
        var bank = OutputFile.CreateOption("berkas hasil (YAML)", "bank.yaml");
        var json = new Option<bool>("--json") { Description = "hasil sebagai JSON" };
        var command = new Command("calibrate", "Kalibrasi butir dari jawaban: model respons berjenjang per variabel") { responses, variables, bank, json };
        command.SetAction(parsed => Calibrate(
            parsed.GetValue(responses)!, parsed.GetValue(variables), parsed.GetValue(bank)!, parsed.GetValue(json), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Calibrate(string responsesFile, string? variablesFile, string bankFile, bool asJson, TextWriter output, TextWriter error)
    {
        var file = OutputFile.At(bankFile, responsesFile, variablesFile);
        var started = Stopwatch.GetTimestamp();
        var issues = new IssueList();
        if (ResponseFiles.Read(responsesFile, variablesFile, issues, error) is not { } read)
            return KotanCommand.Refused;
        var outcome = Calibrator.Calibrate(read.Responses, read.Variables);
        foreach (var fault in outcome.Faults)
            issues.Add(new Issue(fault.Code, responsesFile, 1, fault.Item is null ? 1 : read.FieldOf(fault.Item), fault.Text));
        foreach (var issue in issues)
            error.WriteLine(issue);
        if (outcome.Bank is not { } calibrated)
            return KotanCommand.Refused;
        calibrated = calibrated with { Seconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3) };
        file.Save(writer => writer.Write(CalibratedBankWriter.Write(calibrated)), () => Tell(calibrated));
        return KotanCommand.Done;

        void Tell(CalibratedBank bank)
        {
            if (asJson)
                CalibrationWriter.WriteJson(output, bank);
            else
                CalibrationWriter.WriteText(output, bank, bankFile);
            output.Flush();
        }
    }
}
