using System.CommandLine;
using KotanBot.Exports;

namespace KotanBot.Commands;

/// <summary><c>kotanbot export data-package</c>: verified reports and bytes used of each volunteer, for reimbursing mobile data.</summary>
internal static class ExportDataPackageCommand
{
    public static Command Create()
    {
        var command = new Command("data-package", "Laporan terverifikasi dan pemakaian data tiap penggiat, untuk mengganti paket data");
        var options = ExportOptions.AddTo(command, "satu baris per penggiat");
        command.Validators.Add(result =>
        {
            if (result.Children.Count(c => c is System.CommandLine.Parsing.OptionResult { Implicit: false, Option.Name: "--from" or "--to" }) < 2)
                result.AddError("--from and --to are needed, such as the first and the last day of a month");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = options.TargetOf(parsed);
            await using var stores = await CollectedData.OpenAsync(options.DataPath(parsed));
            var scope = options.ScopeOf(parsed, stores);
            var (from, to, people) = (options.From(parsed)!.Value, options.To(parsed)!.Value, 0L);
            await target.WriteAsync(
                async table => people = await DataPackageTable.WriteAsync(table, stores.DataPackages.Read(scope, from, to), from, to, null, cancellation),
                () => $"{people} penggiat",
                cancellation);
            return KotanCommand.Done;
        });
        return command;
    }
}
