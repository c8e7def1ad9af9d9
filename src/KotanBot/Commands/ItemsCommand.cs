using System.CommandLine;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Offices;
using KotanBot.Storage;

using Command = System.CommandLine.Command;

namespace KotanBot.Commands;

/// <summary><c>kotanbot items health</c>: which items people ask about, leave open, or take long over. Items nobody was asked yet stand there too.</summary>
internal static class ItemsCommand
{
    public static Command Create() => new("items", "Butir kuesioner") { CreateHealth(), ItemsDriftCommand.Create() };

    private static Command CreateHealth()
    {
        var bank = new Option<string>("--bank") { Required = true, Description = "bank butir, misalnya ikotan", HelpName = "ID" };
        var satker = new Option<string?>("--satker") { Description = "hanya satker ini dan semua di bawahnya", HelpName = "CODE" };
        var json = new Option<bool>("--json") { Description = "cetak sebagai JSON" };
        var data = DataOption.Create();
        var command = new Command("health", "Tiap butir: ditanyakan, dijawab, \"?\", alasan dilewati, median detik") { bank, satker, json, data };
        command.SetAction(async parsed =>
        {
            var id = parsed.GetValue(bank)!;
            var found = ExportCommand.FindBank(id);
            await using var stores = await CollectedData.OpenAsync(parsed.GetValue(data)!);
            var code = parsed.GetValue(satker) is { } wanted ? CollectedData.FindSatker(stores, wanted).Code : null;
            var items = BankHealth.InOrder(found, stores.Questionnaires.ReadHealth(Scope.Server, id, code));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(VerbJson.Write(new { bank = id, found.Edition, satker = code, items }));
            else
                WriteText(output, items);
            return KotanCommand.Done;
        });
        return command;
    }

    private static void WriteText(TextWriter output, IReadOnlyList<ItemHealth> items)
    {
        var width = Math.Max(5, items.Max(i => i.Item.Length));
        output.WriteLine($"{"butir".PadRight(width)} {"ditanya",8} {"dijawab",8} {"?",6} {"tdk tahu",8} {"tdk berlaku",11} {"lain",6} {"detik",6}");
        foreach (var item in items)
        {
            var unknown = item.Skipped.GetValueOrDefault(SkipReasons.DoesNotKnow);
            var elsewhere = item.Skipped.GetValueOrDefault(SkipReasons.NotApplicable);
            var other = item.Skipped.Values.Sum() - unknown - elsewhere;
            var seconds = item.MedianSeconds is { } median ? median.ToString("0.0", CultureInfo.InvariantCulture) : "–";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{item.Item.PadRight(width)} {item.Asked,8} {item.Answered,8} {item.Helps,6} {unknown,8} {elsewhere,11} {other,6} {seconds,6}"));
        }
    }
}
