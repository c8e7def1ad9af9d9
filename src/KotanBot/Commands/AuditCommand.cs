using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot audit</c>: what was done for an office and those below it, the newest first, by ids and roles and never by names.</summary>
internal static class AuditCommand
{
    private const int UsualLimit = 100;

    public static Command Create()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "satker ini dan semua di bawahnya", HelpName = "CODE" };
        var from = DayOption.Create("--from", "mulai tanggal ini, menurut zona waktu satker");
        var to = DayOption.Create("--to", "sampai dengan tanggal ini, menurut zona waktu satker");
        var limit = NumberOption.Whole("--limit", $"paling banyak sekian baris (biasanya {UsualLimit})", 1);
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("audit", "Apa yang dilakukan untuk kantor: waktu, satker, peran, perbuatan, terhadap apa, sebelum dan sesudah; tanpa nama") { satker, from, to, limit, json, data };
        DayOption.RefuseReversed(command, from, to);
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var office = CollectedData.FindSatker(stores, parsed.GetValue(satker)!);
            var (fromAt, toAt) = DayOption.Between(DayOption.Read(parsed.GetValue(from)), DayOption.Read(parsed.GetValue(to)), office);
            var entries = stores.Audit.Read(Scope.Of(Access.Admin, office.Code), new AuditFilter(fromAt, toAt, parsed.GetValue(limit) ?? UsualLimit));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(entries));
            else
                foreach (var entry in entries)
                    await output.WriteLineAsync(LineOf(entry, office.UtcOffsetMinutes));
            return KotanCommand.Done;
        });
        return command;
    }

    private static string LineOf(AuditEntry entry, int utcOffsetMinutes)
    {
        var at = entry.At.ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var who = entry.ActorId is { } id ? $"{entry.ActorRole ?? "-"} {id}" : "kotanbot";
        var change = (entry.Before, entry.After) switch
        {
            (null, null) => "",
            (null, var after) => $": {after}",
            (var before, var after) => $": {before} → {after ?? "-"}",
        };
        return $"{at} {entry.SatkerCode,-10} {who} {entry.Deed} {entry.Subject}{change}".TrimEnd();
    }
}
