using System.CommandLine;
using KotanBot.Core.Indices;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary>
/// <c>kotanbot index recompute</c>: makes kept readings again, by the very edition and bank that they were made with, from what is stored now of what was sent up to
/// then. Exit code 0 where all come out equal to the last digit, else 1 after everything that differs.
/// </summary>
internal static class RecomputeIndexCommand
{
    private const int MostShown = 20;

    public static Command Create()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "kode satker; termasuk semua di bawahnya", HelpName = "CODE" };
        var id = new Option<string>("--id") { Required = true, Description = "misalnya IKOTAN", HelpName = "ID" };
        var period = IndexPeriod.Option();
        var week = new Option<string?>("--week") { Description = "minggu menurut ISO 8601, misalnya 2026-W48; tanpa ini yang terbaru", HelpName = "WEEK" };
        week.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && ReportWeek.Parse(given) is null)
                result.AddError($"--week must be a week such as 2026-W48, not {given}");
        });
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("recompute", "Hitung ulang nilai yang tersimpan, lalu bandingkan sampai angka terakhir") { satker, id, period, week, json, data };
        command.SetAction(async parsed =>
        {
            var definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var filter = new IndexFilter(CollectedData.FindSatker(stores, parsed.GetValue(satker)!).Code)
            {
                Index = parsed.GetValue(id)!,
                Period = parsed.GetValue(period),
                Week = parsed.GetValue(week) is { } named ? ReportWeek.Parse(named)!.Name : null,
            };
            var kept = stores.Indices.Latest(Scope.Server, filter);
            if (kept.Count == 0)
                throw new RefusedException((definitions.Indices.Find(filter.Index!) is { IsNameOnly: true } placeholder ? placeholder.Note?.Indonesian : null) ?? $"there is no reading of {filter.Index!.ToUpperInvariant()} for {filter.Satker} in {filter.Period}");
            var checks = kept.Select(k => Check(stores, k, IndexPlan.Of(definitions))).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(checks.Select(ToJson)));
            else
                foreach (var check in checks)
                    await WriteAsync(output, check);
            return checks.TrueForAll(c => c.IsEqual) ? KotanCommand.Done : KotanCommand.Refused;
        });
        return command;
    }

    /// <param name="Differences">Null where the reading cannot be made again, because its edition or its bank is not known any more.</param>
    private sealed record Checked(StoredReading Kept, bool IsEqual, IReadOnlyList<IndexDifference>? Differences);

    private static Checked Check(Stores stores, StoredReading latest, IndexPlan plan)
    {
        var reading = latest.Reading;
        var kept = stores.Indices.Find(Scope.Server, new IndexFilter(reading.Unit.Satker)
        {
            WithBelow = false,
            Kind = reading.Unit.Kind,
            Code = reading.Unit.Code,
            Index = reading.Index,
            Basis = reading.Basis,
            Period = reading.Period,
            Week = reading.Week,
        })!;
        return stores.Indices.Recompute(kept, plan) is { } again
            ? new Checked(kept, again.IsEqual, IndexDifferences.Between(kept.Reading, kept.Working!, again.Now, again.NowWorking))
            : new Checked(kept, false, null);
    }

    private static async Task WriteAsync(TextWriter output, Checked check)
    {
        var reading = check.Kept.Reading;
        await output.WriteLineAsync($"{ReadingText.Head(reading)}: {check switch
        {
            { IsEqual: true } => "sama sampai angka terakhir",
            { Differences: null } => "tidak dapat dihitung ulang: edisi atau banknya tidak dikenal lagi",
            _ => "berbeda",
        }}");
        if (check.Differences is not { } differences)
            return;
        foreach (var difference in differences.Take(MostShown))
            await output.WriteLineAsync($"  {difference.What}: {difference.Before ?? "–"} → {difference.Now ?? "–"}");
        if (differences.Count > MostShown)
            await output.WriteLineAsync($"  … {differences.Count - MostShown} lagi");
    }

    private static object ToJson(Checked check) => new
    {
        Unit = check.Kept.Reading.Unit.Code,
        Kind = IndexWords.Of(check.Kept.Reading.Unit.Kind),
        check.Kept.Reading.Index,
        check.Kept.Reading.Edition,
        Basis = IndexWords.Of(check.Kept.Reading.Basis),
        check.Kept.Reading.Period,
        check.Kept.Reading.Week,
        check.Kept.Reading.Value,
        Equal = check.IsEqual,
        check.Differences,
    };
}
