using System.CommandLine;
using KotanBot.Exports;
using KotanBot.Storage;

namespace KotanBot.Commands;

/// <summary><c>kotanbot export data-package</c>: verified reports and bytes used of each volunteer, for reimbursing mobile data.</summary>
internal static class ExportDataPackageCommand
{
    private static readonly string[] Names =
    [
        "from_on", "to_on", "satker_code", "satker_name", "person_id", "name", "reports_sent", "reports_verified", "messages", "message_bytes", "photo_bytes", "bytes_estimated",
    ];

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
            var (from, to, people) = (options.From(parsed)!.Value, options.To(parsed)!.Value, 0);
            await target.WriteAsync(
                async table =>
                {
                    await table.AddAsync([.. Names.Select(TableCell.Of)], cancellation);
                    foreach (var line in stores.DataPackages.Read(scope, from, to))
                    {
                        await table.AddAsync([TableCell.Of(from), TableCell.Of(to), .. Cells(line)], cancellation);
                        people++;
                    }
                },
                () => $"{people} penggiat",
                cancellation);
            return KotanCommand.Done;
        });
        return command;
    }

    private static IEnumerable<TableCell> Cells(DataPackageLine line) =>
    [
        TableCell.Of(line.SatkerCode),
        TableCell.Of(line.SatkerName),
        TableCell.Of(line.PersonId),
        TableCell.Of(line.Name),
        TableCell.Of(line.Sent),
        TableCell.Of(line.Verified),
        TableCell.Of(line.Messages),
        TableCell.Of(line.MessageBytes),
        TableCell.Of(line.PhotoBytes),
        TableCell.Of(line.EstimatedBytes),
    ];
}
