using System.CommandLine;
using KotanBot.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot satker</c>: the tree of offices and whom each serves.</summary>
internal static class SatkerCommand
{
    private const int LargestFile = 1_000_000;

    public static Command Create() => new("satker", "Satker dan wilayah layanannya") { CreateImport(), CreateCoverage(), CreateList() };

    private static Command CreateImport()
    {
        var file = new Argument<string>("FILE.csv") { Description = "kolom code,name,level,parent,regions,timezone; kolom lain boleh ada" };
        file.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("FILE.csv needs the path of a file");
        });
        var data = DataOption.Create();
        var command = new Command("import", "Tambah atau ubah satker dari berkas CSV; satker yang tidak ada di berkas tetap") { file, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var content = InputFile.Read(path, LargestFile);
            foreach (var line in await ImportAsync(DataFolder.Open(parsed.GetValue(data)!), new ControlSatkerFile(path, content), cancellation))
                await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
            return KotanCommand.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> ImportAsync(DataFolder folder, ControlSatkerFile file, CancellationToken cancellation)
    {
        await using var writable = await WritableStores.TryOpenAsync(folder, ShippedFiles.Dialogs);
        if (writable is not null)
            return await new SatkerImport(writable.Stores.Satkers, writable.Stores.Regions, TimeProvider.System).RunAsync(file.Name, file.Content);
        using var client = await ControlClient.ReachAsync(folder, cancellation);
        return await client.ImportSatkersAsync(file, cancellation);
    }

    private static Command CreateCoverage()
    {
        var satker = new Option<string?>("--satker") { Description = "hanya satker ini dan semua di bawahnya", HelpName = "CODE" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("coverage", "Tiap kab/kota: satker mana yang melayani") { satker, json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var code = parsed.GetValue(satker) is { } wanted ? CollectedData.FindSatker(stores, wanted).Code : null;
            var output = parsed.InvocationConfiguration.Output;
            var coverage = new CoverageWriter(stores.Satkers.List(), stores.Satkers.ReadCoverage(code));
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(coverage.ToJson(code)));
            else
                coverage.WriteText(output);
            return KotanCommand.Done;
        });
        return command;
    }

    private static Command CreateList()
    {
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("list", "Semua satker: kode, tingkat, induk, zona waktu, wilayah, nama") { json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var output = parsed.InvocationConfiguration.Output;
            var satkers = stores.Satkers.List();
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(satkers.Select(ToJson)));
            else
                foreach (var s in satkers)
                    await output.WriteLineAsync($"{s.Code,-10} {SatkerWords.Of(s.Level),-5} {s.ParentCode ?? "-",-7} {s.Zone,-4} {SureOf(s) ?? "-",-6} {s.Name}: {(s.Areas.IsEmpty ? "-" : string.Join(' ', s.Areas))}");
            return KotanCommand.Done;
        });
        return command;
    }

    private static object ToJson(Satker s) => new
    {
        s.Code,
        s.Name,
        Level = SatkerWords.Of(s.Level),
        Parent = s.ParentCode,
        Regions = s.Areas,
        Timezone = s.Zone,
        Certainty = SureOf(s),
    };

    private static string? SureOf(Satker satker) => satker.Certainty is { } certainty ? SatkerWords.Of(certainty) : null;
}
