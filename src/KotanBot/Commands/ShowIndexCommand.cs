using System.CommandLine;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
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
        var period = IndexPeriod.Option();
        var edition = new Option<string?>("--edition") { Description = "edisi; tanpa ini edisi bawaan" };
        var working = new Option<bool>("--working") { Description = "tampilkan juga jawaban, bobot, dan pembulatannya" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new System.CommandLine.Command("show", "Indeks dari lembar yang terkumpul lewat percakapan") { id, satker, period, edition, working, json, data };
        command.SetAction(async parsed =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (IndexCommand.LoadCatalog(ShippedFiles.Dialogs, error) is not { } catalog
                || IndexCommand.FindEdition(catalog, parsed.GetValue(id)!, parsed.GetValue(edition), error) is not { } definition)
                return KotanCommand.Refused;
            var view = new View(parsed.GetValue(working), parsed.GetValue(json));
            var definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
            var plan = IndexPlan.Of(definitions);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var office = CollectedData.FindSatker(stores, parsed.GetValue(satker)!);
            var kept = new IndexFilter(office.Code) { Index = definition.Code, Period = parsed.GetValue(period) };
            if (definition.IsNameOnly && stores.Indices.Latest(Scope.Server, kept).Count == 0)
                throw new RefusedException(definition.Note?.Indonesian ?? definition.Code);
            if (plan.Questionnaires.Any(q => q.Definition.Id == definition.Id) || plan.Entries.Any(e => e.Index.Definition.Id == definition.Id) || definition.IsNameOnly)
                ShowKept(output, stores, kept, plan, view);
            else
                ShowSheets(output, stores, definitions, definition, (office, IndexPeriod.Read(parsed.GetValue(period))!.Value), view);
            return KotanCommand.Done;
        });
        return command;
    }

    private sealed record View(bool Working, bool Json);

    /// <summary>Of questionnaires the readings of the nights are shown: computing over all answers is theirs to do.</summary>
    private static void ShowKept(TextWriter output, Stores stores, IndexFilter filter, IndexPlan plan, View view)
    {
        var latest = stores.Indices.Latest(Scope.Server, filter);
        if (latest.Count == 0)
            throw new RefusedException($"there is no reading of {filter.Index} for {filter.Satker} in {filter.Period} yet; they are made every night from what was sent");
        var kept = latest.Select(l => view.Working ? stores.Indices.Find(Scope.Server, filter with { Kind = l.Reading.Unit.Kind, Code = l.Reading.Unit.Code, Basis = l.Reading.Basis, Week = l.Reading.Week })! : l).ToList();
        if (view.Json)
        {
            output.WriteLine($"[{string.Join(",\n", kept.Select(k => ReadingText.Json(k)))}]");
            return;
        }

        foreach (var stored in kept)
        {
            ReadingText.Write(output, stored.Reading);
            if (stored.Working is not { } working)
                continue;
            ReadingText.WriteWorking(output, stored.Reading, working);
            ReadingText.WriteSheets(output, stores.Indices.ReadInputs(stored, plan));
        }
    }

    private static void ShowSheets(TextWriter output, Stores stores, DefinitionSet definitions, IndexDefinition definition, (Satker Office, int Year) of, View view)
    {
        if (!definition.CanCompute)
            throw new RefusedException($"{definition.Code} edition {definition.Edition} only classifies values (index classify); its items are not published");
        var dialogs = definitions.Dialogs.Where(d => definition.Id.Equals(d.Index, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (dialogs.Length == 0)
            throw new RefusedException($"no dialog collects {definition.Code}");
        var (from, to) = YearOf(of.Office, of.Year);
        var answers = dialogs.SelectMany(d => stores.Answers.ReadScores(Scope.Server, d.Id, of.Office.Code, from, to));
        var rows = Rows(definition, of.Office.Code, [.. answers]).ToList();
        IndexResult[] results = [IndexCalculator.ComputeOne(definition, of.Office.Code, rows)];
        if (view.Json)
            IndexResultWriter.WriteJson(output, results, view.Working);
        else
            IndexResultWriter.WriteText(output, definition, results, view.Working);
        if (view is { Working: true, Json: false })
            ReadingText.WriteSheets(output, rows.GroupBy(r => r.Respondent).Select(r => SheetOf(stores, [.. r])));
    }

    private static IndexSheet SheetOf(Stores stores, IReadOnlyList<Core.Indices.ScoreRow> rows) =>
        new(rows[0].Group, [.. rows.Select(r => new IndexAnswer(r.Item, r.Score is { } score ? IndexNumber.Format(score, 0) : null, r.Missing.ToString().ToLowerInvariant()))])
        {
            Name = stores.Keys.Secret("index-show", rows[0].Respondent)[..12],
        };

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
