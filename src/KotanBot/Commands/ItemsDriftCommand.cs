using System.CommandLine;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;

using Command = System.CommandLine.Command;

namespace KotanBot.Commands;

/// <summary><c>kotanbot items drift</c>: whether the active calibration of a bank still holds, from the full forms that were sent since it is active.</summary>
internal static class ItemsDriftCommand
{
    public static Command Create()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("drift", "Apakah kalibrasi masih cocok: kuesioner lengkap dibanding perkiraannya, per provinsi") { bank, json, data };
        command.SetAction(async parsed =>
        {
            var id = parsed.GetValue(bank)!;
            var version = FindCalibrated(id);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var forms = stores.Questionnaires.ReadFullForms(Scope.Server, id, version.Hash);
            if (forms.Count < 2)
                throw new RefusedException($"{forms.Count} full forms of {id} were sent since this calibration is active; two are the least that can be compared");
            var provinces = ProvinceDrift.Of(version, forms);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(new { bank = id, fullForms = forms.Count, provinces }));
            else
                WriteText(output, provinces);
            return KotanCommand.Done;
        });
        return command;
    }

    private static BankVersion FindCalibrated(string id)
    {
        var bank = ExportCommand.FindBank(id);
        var version = DefinitionFiles.Load(ShippedFiles.Dialogs).FindBankVersion(bank.Id)!;
        return version.IsCalibrated ? version : throw new RefusedException($"the bank {id} is not calibrated yet, so nothing can have drifted; see kotanbot calibrate");
    }

    private static void WriteText(TextWriter output, IReadOnlyList<ProvinceDrift> provinces)
    {
        output.WriteLine($"{"provinsi",-9} {"kelompok",-14} {"variabel",-28} {"n",6} {"selisih",8} {"galat",8} {"z",7} {"p",7}");
        foreach (var province in provinces)
        {
            foreach (var v in province.Variables)
                output.WriteLine($"{(province.Province.Length == 0 ? "semua" : province.Province),-9} {province.Group,-14} {v.Variable,-28} {v.N,6} {DecimalComma.Text(v.Difference, 3),8} {DecimalComma.Text(v.StandardError, 3),8} {DecimalComma.Text(v.Z, 2),7} {DecimalComma.Text(v.P, 3),7}");
        }
    }
}
