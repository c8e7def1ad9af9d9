using System.CommandLine;
using KotanBot.Core.Offices;

namespace KotanBot.Commands;

/// <summary><c>kotanbot lembaga</c>: the institutions that an office knows, with how many people belong to each.</summary>
internal static class LembagaCommand
{
    public static Command Create() => new("lembaga", "Lembaga asal penggiat") { CreateList() };

    private static Command CreateList()
    {
        var satker = new Option<string>("--satker") { Required = true, Description = "satker ini dan semua di bawahnya", HelpName = "CODE" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("list", "Semua lembaga: satker, lingkungan, jumlah orang, nama") { satker, json, data };
        command.SetAction(async parsed =>
        {
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var code = CollectedData.FindSatker(stores, parsed.GetValue(satker)!).Code;
            var lembagas = stores.Lembagas.List(Scope.Of(Access.Admin, code));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(lembagas.Select(l => new { Satker = l.SatkerCode, l.Name, l.Lingkungan, l.Members })));
            else
                foreach (var l in lembagas)
                    await output.WriteLineAsync($"{l.SatkerCode,-10} {l.Lingkungan,-10} {l.Members,5} {l.Name}");
            return KotanCommand.Done;
        });
        return command;
    }
}
