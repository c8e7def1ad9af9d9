using System.CommandLine;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot change</c>: what measures that are taken twice say of an office and all below it in a year.</summary>
internal static class ChangeCommand
{
    public static Command Create()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "kode satker, misalnya BNNK-19.02", HelpName = "CODE" };
        var year = NumberOption.Whole("--year", "tahun ukuran akhir", 2000, 2100);
        year.Required = true;
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("change", "Perubahan antara dua ukuran dengan kode yang sama") { satker, year, json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var office = CollectedData.FindSatker(stores, parsed.GetValue(satker)!);
            var definitions = DefinitionFiles.LoadServed(ShippedFiles.Dialogs, stores).Current;
            var figures = Read(stores, definitions, office, parsed.GetValue(year)!.Value);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(new { Satker = office.Code, Year = parsed.GetValue(year)!.Value, Changes = figures }));
            else if (figures.Length == 0)
                await output.WriteLineAsync("Belum ada ukuran.");
            else
                foreach (var line in new ChangeLines(definitions, Languages.Indonesian, [.. figures]).All())
                    await output.WriteLineAsync(line);
            return KotanCommand.Done;
        });
        return command;
    }

    private static ChangeFigures[] Read(Stores stores, DefinitionSet definitions, Satker office, int year)
    {
        var offset = TimeSpan.FromMinutes(office.UtcOffsetMinutes);
        var (from, to) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, offset), new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, offset));
        return [.. definitions.Changes.Select(c => stores.Changes.Read(Scope.Server.At(office.Code), c, definitions.Find(c.Dialog)!, from, to)).OfType<ChangeFigures>()];
    }
}
