using System.CommandLine;
using KotanBot.Core.Offices;
using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot export responses</c>: the answers to a bank that were sent by chat, one row a questionnaire, as <c>kotanbot calibrate</c> and
/// <c>kotanbot simulate</c> read them, or one row an item that was asked, with the reason where it was left open. The respondent is a name that leads to nobody.
/// </summary>
internal static class ExportResponsesCommand
{
    public static Command Create()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var command = new Command("responses", "Jawaban kuesioner, satu baris per responden") { bank };
        var options = ExportOptions.AddTo(command, "respondent,group,<butir>,…; kosong = tidak dijawab");
        var shape = ExportOptions.CreateShape(TableShape.Wide, "responden");
        command.Options.Add(shape);
        command.SetAction(async (parsed, cancellation) =>
        {
            var found = ExportCommand.FindBank(parsed.GetValue(bank)!);
            var target = options.TargetOf(parsed);
            await using var stores = await CollectedData.OpenAsync(options.DataPath(parsed));
            var filter = FilterOf(stores, found.Id, options.Satker(parsed), options.From(parsed), options.To(parsed));
            var respondents = 0;
            var leftOut = new QuestionnairesLeftOut(0, 0);
            await target.WriteAsync(
                async table => (respondents, leftOut) = await WriteAsync(table, new ResponseTable(found, ExportOptions.ShapeOf(parsed, shape)), stores.Questionnaires, filter, cancellation),
                () => $"{respondents} responden, {found.Items.Length} butir",
                cancellation);
            if (leftOut is not { Empty: 0, Superseded: 0 })
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"tidak ikut: {leftOut.Empty} kuesioner tanpa jawaban, {leftOut.Superseded} kuesioner yang diganti isian yang lebih baru pada tahun yang sama");
            return KotanCommand.Done;
        });
        return command;
    }

    private static QuestionnaireFilter FilterOf(Stores stores, string bank, string? satker, DateOnly? from, DateOnly? to)
    {
        var (fromAt, toAt) = DayOption.Between(from, to, satker is null ? null : CollectedData.FindSatker(stores, satker));
        return new QuestionnaireFilter(bank, satker, fromAt, toAt);
    }

    private static async Task<(int Respondents, QuestionnairesLeftOut LeftOut)> WriteAsync(
        ITableWriter table, ResponseTable responses, QuestionnaireStore store, QuestionnaireFilter filter, CancellationToken cancellation)
    {
        var count = 0;
        await table.AddAsync(responses.Names, cancellation);
        var leftOut = store.ReadAnswers(Scope.Server, filter, answers =>
        {
            // The reader hands them on one at a time and waits for nobody.
            foreach (var row in responses.Rows(answers))
                table.AddAsync(row, cancellation).AsTask().GetAwaiter().GetResult();
            count++;
        });
        return (count, leftOut);
    }
}
