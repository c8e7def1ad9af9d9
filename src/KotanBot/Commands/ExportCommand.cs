using System.CommandLine;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Exports;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot export</c>: what was collected, as tables. All of it is streamed, so that a country's year needs no more memory than an office's day.
/// <c>export variables</c>: which variable each item of a bank measures, for <c>calibrate</c> and <c>simulate</c>.
/// </summary>
internal static class ExportCommand
{
    public static Command Create() => new("export", "Keluarkan data yang terkumpul")
    {
        ExportSubmissionsCommand.CreateReports(),
        ExportSubmissionsCommand.CreateAnswers(),
        ExportResponsesCommand.Create(),
        ExportDataPackageCommand.Create(),
        CreateVariables(),
    };

    private static Command CreateVariables()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var file = OutputFile.CreateOption("berkas CSV hasil: item,variable,dimension", "V.csv");
        var force = ExportOptions.CreateForce();
        var command = new Command("variables", "Variabel tiap butir, untuk kalibrasi") { bank, file, force };
        command.SetAction(async (parsed, cancellation) =>
        {
            var found = FindBank(parsed.GetValue(bank)!);
            await ExportTarget.At(parsed.GetValue(file)!, new TableForm(TableFormat.Csv), parsed.GetValue(force), parsed.InvocationConfiguration)
                .WriteAsync(table => WriteVariablesAsync(table, found, cancellation), () => $"{found.Items.Length} butir", cancellation);
            return KotanCommand.Done;
        });
        return command;
    }

    /// <summary>The bank as it ships, or a refusal that names those that do.</summary>
    internal static ItemBank FindBank(string id)
    {
        var definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
        return definitions.FindBank(id) ?? throw new RefusedException($"the bank {id} is unknown; known: {string.Join(", ", definitions.Banks.Select(b => b.Id))}");
    }

    private static async Task WriteVariablesAsync(ITableWriter table, ItemBank bank, CancellationToken cancellation)
    {
        await table.AddAsync([TableCell.Of("item"), TableCell.Of("variable"), TableCell.Of("dimension")], cancellation);
        foreach (var item in bank.Items)
            await table.AddAsync([TableCell.Of(item.Id), TableCell.Of(item.Variable), TableCell.Of(item.Dimension)], cancellation);
    }
}
