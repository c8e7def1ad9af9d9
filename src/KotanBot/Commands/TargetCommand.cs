using System.CommandLine;
using System.Globalization;
using System.Text;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Offices;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot target</c>: what offices are to do in a year and did.</summary>
internal static class TargetCommand
{
    private const int LargestFile = 5_000_000;

    public static Command Create() => new("target", "Target dan realisasi satker per tahun") { CreateSet(), CreateList(), CreateImport() };

    private static Command CreateSet()
    {
        var (satker, year) = (CreateSatker(), CreateYear());
        var output = new Option<string>("--output") { Required = true, Description = "id dari dialogs/outputs.yaml", HelpName = "ID" };
        var target = new Option<string?>("--target") { Description = "target, misalnya 12 atau 3,15", HelpName = "N" };
        var done = new Option<string?>("--realisation") { Description = "realisasi yang diisi kantor; hanya bila tidak dihitung dari laporan", HelpName = "N" };
        var data = DataOption.Create();
        var command = new Command("set", "Isi satu target atau realisasi") { satker, year, output, target, done, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(target) is null && result.GetValue(done) is null)
                result.AddError("--target or --realisation is needed");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] cells = [parsed.GetValue(satker)!, Text(parsed.GetValue(year)!.Value), parsed.GetValue(output)!, parsed.GetValue(target) ?? "", parsed.GetValue(done) ?? ""];
            var file = $"satker,year,output,target,realisation\n{string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n";
            return await ImportAsync(parsed, parsed.GetValue(data)!, new ControlTargetFile("target set", Encoding.UTF8.GetBytes(file)), cancellation);
        });
        return command;
    }

    private static Command CreateImport()
    {
        var file = new Argument<string>("FILE.csv") { Description = "kolom satker,year,output,target dan bila perlu realisation" };
        var data = DataOption.Create();
        var command = new Command("import", "Isi target dari berkas CSV; satu masalah saja, tidak ada yang diubah") { file, data };
        command.SetAction((parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            return ImportAsync(parsed, parsed.GetValue(data)!, new ControlTargetFile(path, InputFile.Read(path, LargestFile)), cancellation);
        });
        return command;
    }

    private static async Task<int> ImportAsync(ParseResult parsed, string dataPath, ControlTargetFile file, CancellationToken cancellation)
    {
        foreach (var line in await SaveAsync(DataFolder.Open(dataPath), file, cancellation))
            await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
        return KotanCommand.Done;
    }

    private static async Task<IReadOnlyList<string>> SaveAsync(DataFolder folder, ControlTargetFile file, CancellationToken cancellation)
    {
        await using var writable = await WritableStores.TryOpenAsync(folder, ShippedFiles.Dialogs);
        if (writable is not null)
            return await new TargetImport(writable.Stores.Targets, writable.Stores.Satkers, new ServedDefinitions(DefinitionFiles.Load(ShippedFiles.Dialogs)), TimeProvider.System).RunAsync(file.Name, file.Content);
        using var client = await ControlClient.ReachAsync(folder, cancellation);
        return await client.ImportTargetsAsync(file, cancellation);
    }

    private static Command CreateList()
    {
        var (satker, year) = (CreateSatker(), CreateYear());
        var below = new Option<bool>("--below") { Description = "jumlah dengan semua satker di bawahnya" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("list", "Target, realisasi, dan persen") { satker, year, below, json, data };
        command.SetAction(async parsed =>
        {
            var outputs = DefinitionFiles.Load(ShippedFiles.Dialogs).Outputs;
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var code = CollectedData.FindSatker(stores, parsed.GetValue(satker)!).Code;
            var facts = stores.Targets.Read(Scope.Server, code, parsed.GetValue(year)!.Value, parsed.GetValue(below), outputs)!;
            var (output, rows) = (parsed.InvocationConfiguration.Output, outputs.Join(facts.Outputs, o => o.Id, f => f.Output, (o, f) => (Output: o, Figures: f)));
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(new { Satker = code, facts.Year, Below = facts.WithBelow, Outputs = rows.Select(r => ToJson(r.Output, r.Figures)) }));
            else
                foreach (var row in rows)
                    await output.WriteLineAsync(Line(row.Output, row.Figures));
            return KotanCommand.Done;
        });
        return command;
    }

    private static object ToJson(Output output, OutputTarget figures) => new
    {
        output.Id,
        Title = output.Title.In(Languages.Indonesian),
        Unit = output.Unit.In(Languages.Indonesian),
        figures.Target,
        Realisation = figures.Realisation.Done,
        figures.Realisation.Percent,
        Source = output.IsEntered ? "office" : "reports",
    };

    private static string Line(Output output, OutputTarget figures)
    {
        var realisation = figures.Realisation;
        var percent = realisation.Percent is { } share ? $"{Text(share)} %" : realisation.Target is null ? "tanpa target" : "target 0, tanpa persen";
        return $"{output.Id,-24} target {(realisation.Target is { } target ? Text(target) : "-"),10}  realisasi {Text(realisation.Done),10}  {percent,-22} {output.Unit.In(Languages.Indonesian)}{(output.IsEntered ? ", diisi kantor" : "")}";
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture).Replace('.', ',');

    private static Option<string> CreateSatker() => new("--satker") { Required = true, Description = "kode satker, misalnya BNNK-19.02", HelpName = "CODE" };

    private static Option<int?> CreateYear()
    {
        var year = NumberOption.Whole("--year", "tahun target", 2000, 2100);
        year.Required = true;
        return year;
    }
}
