using System.Collections.Immutable;
using System.CommandLine;
using KotanBot.Core.Dialogs;
using KotanBot.Exports;

namespace KotanBot.Commands;

/// <summary><c>kotanbot export reports</c> and <c>export answers</c>: what was sent, one row a report or one row an answer.</summary>
internal static class ExportSubmissionsCommand
{
    public static Command CreateReports()
    {
        var command = new Command("reports", "Laporan kegiatan dan laporan nihil, satu baris per laporan");
        Configure(command, TableShape.Wide, null, (catalog, _) => DialogsOf(catalog, DialogPurpose.Report, DialogPurpose.NullReport));
        return command;
    }

    public static Command CreateAnswers()
    {
        var bank = new Option<string?>("--bank") { Description = "hanya butir bank ini, misalnya ikotan", HelpName = "ID" };
        var command = new Command("answers", "Semua jawaban yang terkirim, satu baris per jawaban");
        Configure(command, TableShape.Long, bank, (catalog, id) =>
            id is null ? [.. catalog.Dialogs] : [.. catalog.Dialogs.Where(d => catalog.AsksBank(d, id))]);
        return command;
    }

    private static void Configure(Command command, TableShape usual, Option<string?>? bank, Func<StepCatalog, string?, ImmutableArray<string>> choose)
    {
        var options = ExportOptions.AddTo(command, "satu tabel");
        var shape = ExportOptions.CreateShape(usual, "laporan");
        command.Options.Add(shape);
        if (bank is not null)
            command.Options.Add(bank);
        command.SetAction(async (parsed, cancellation) =>
        {
            var bankId = bank is not null && parsed.GetValue(bank) is { } id ? ExportCommand.FindBank(id).Id : null;
            var target = options.TargetOf(parsed);
            await using var stores = await CollectedData.OpenAsync(options.DataPath(parsed));
            var (definitions, scope) = (DefinitionFiles.LoadServed(ShippedFiles.Dialogs, stores), options.ScopeOf(parsed, stores));
            var catalog = StepCatalog.Read(definitions.Current, stores.DialogVersions.List());
            var selection = new SubmissionSelection(choose(catalog, bankId), options.From(parsed), options.To(parsed), bankId).SeenBy(definitions, stores.Exports, scope);
            var table = new SubmissionTable(stores.Exports, catalog, scope, selection);
            var (form, rows) = (ExportOptions.ShapeOf(parsed, shape), 0L);
            await target.WriteAsync(
                async writer => rows = await table.WriteAsync(writer, form, cancellation),
                () => $"{rows} {(form == TableShape.Wide ? "laporan" : "jawaban")}",
                cancellation);
            return KotanCommand.Done;
        });
    }

    private static ImmutableArray<string> DialogsOf(StepCatalog catalog, params DialogPurpose[] purposes) =>
        [.. catalog.Dialogs.Where(d => purposes.Contains(catalog.PurposeOf(d)))];
}
