using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Core.Reporting;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot index show</c>: the index of an office and all below it, from the sheets sent by chat in one year of the office's own time.</summary>
public static class ShowIndexCommand
{
    public static System.CommandLine.Command Create()
    {
        var id = new Argument<string>("id") { Description = "misalnya IKP" };
        var satker = new Option<string>("--satker") { Required = true, Description = "kode satker; termasuk semua di bawahnya", HelpName = "CODE" };
        var period = new Option<string>("--period") { Required = true, Description = "tahun menurut zona waktu satker", HelpName = "YYYY" };
        period.Validators.Add(result =>
        {
            if (ReadYear(result.GetValueOrDefault<string>()) is null)
                result.AddError($"{result.GetValueOrDefault<string>()} is not a year such as 2026");
        });
        var edition = new Option<string?>("--edition") { Description = "edisi; tanpa ini edisi bawaan" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new System.CommandLine.Command("show", "Indeks dari lembar yang terkumpul lewat percakapan") { id, satker, period, edition, json, data };
        command.SetAction(async parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (IndexCommand.LoadCatalog(ShippedFiles.Dialogs, error) is not { } catalog
                || IndexCommand.FindEdition(catalog, parsed.GetValue(id)!, parsed.GetValue(edition), error) is not { } definition)
                return KotanCommand.Refused;
            var results = await ComputeAsync(definition, parsed.GetValue(data)!, parsed.GetValue(satker)!, ReadYear(parsed.GetValue(period))!.Value);
            if (parsed.GetValue(json))
                IndexResultWriter.WriteJson(output, results);
            else
                IndexResultWriter.WriteText(output, definition, results);
            return KotanCommand.Done;
        });
        return command;
    }

    private static int? ReadYear(string? period) =>
        int.TryParse(period, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2999 ? year : null;

    private static async Task<IReadOnlyList<IndexResult>> ComputeAsync(IndexDefinition definition, string dataPath, string satkerCode, int year)
    {
        if (!definition.CanCompute)
            throw new RefusedException($"{definition.Code} edition {definition.Edition} only classifies values (index classify); its items are not published");
        var sheets = DefinitionFiles.Load(ShippedFiles.Dialogs).Dialogs.Where(d => definition.Id.Equals(d.Index, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (sheets.Length == 0)
            throw new RefusedException($"no dialog collects {definition.Code}");
        await using var stores = await CollectedData.OpenAsync(dataPath);
        var satker = CollectedData.FindSatker(stores, satkerCode);
        var (from, to) = YearOf(satker, year);
        var answers = sheets.SelectMany(s => stores.Answers.ReadScores(Scope.Server, s.Id, satker.Code, from, to));
        return [IndexCalculator.ComputeOne(definition, satker.Code, Rows(definition, satker.Code, [.. answers]))];
    }

    /// <summary>The year begins at midnight at the office, which is 7 to 9 hours before midnight UTC.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) YearOf(Satker satker, int year)
    {
        var offset = TimeSpan.FromMinutes(satker.UtcOffsetMinutes);
        return (new DateTimeOffset(year, 1, 1, 0, 0, 0, offset).ToUniversalTime(), new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, offset).ToUniversalTime());
    }

    /// <summary>The latest sheet of each respondent.</summary>
    private static IEnumerable<Core.Indices.ScoreRow> Rows(IndexDefinition definition, string unit, IReadOnlyList<Storage.ScoreRow> answers)
    {
        var items = definition.Variables.SelectMany(v => v.Items).Select(i => i.Id).ToHashSet();
        return answers
            .GroupBy(a => a.Respondent)
            .SelectMany(sheets => sheets.GroupBy(a => a.SubmissionId).MaxBy(sheet => sheet.Max(a => a.SubmittedAt))!)
            .Select(answer => (Answer: answer, Item: ItemSteps.ItemOf(answer.StepId)))
            .Where(a => items.Contains(a.Item))
            .Select(a => ScoreRows.Of(definition, unit, a.Answer.Lingkungan ?? "", a.Answer.Respondent, a.Item, Value(a.Answer)));
    }

    private static AnswerValue? Value(Storage.ScoreRow answer) => answer switch
    {
        { Choice: { } choice } => new AnswerValue.Choice(choice),
        { MissingReason: { } reason } => new AnswerValue.Skipped(reason),
        _ => null,
    };
}
