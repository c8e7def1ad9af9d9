using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>Verified reports and bytes used, one row a volunteer, with the days that were asked about.</summary>
internal static class DataPackageTable
{
    private static readonly string[] Names =
    [
        "from_on", "to_on", "satker_code", "satker_name", "person_id", "name", "reports_sent", "reports_verified", "messages", "message_bytes", "photo_bytes", "bytes_estimated",
    ];

    /// <returns>How many volunteers.</returns>
    public static async Task<long> WriteAsync(ITableWriter table, IEnumerable<DataPackageLine> lines, DateOnly from, DateOnly to, Action<long>? told, CancellationToken cancellation)
    {
        var people = 0L;
        await table.AddAsync([.. Names.Select(TableCell.Of)], cancellation);
        foreach (var line in lines)
        {
            await table.AddAsync([TableCell.Of(from), TableCell.Of(to), .. Cells(line)], cancellation);
            people++;
            told?.Invoke(people);
        }

        return people;
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
