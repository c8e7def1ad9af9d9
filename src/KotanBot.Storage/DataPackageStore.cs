using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// What a volunteer sent in a span and how many bytes of mobile data that took, for whoever pays for them. <paramref name="Name"/> is null for the
/// people of other offices, who are known by their id alone.
/// </summary>
/// <param name="Sent">Reports that an office looks over; <paramref name="Verified"/> of them it accepted.</param>
/// <param name="MessageBytes">What was said both ways, without what the line puts around it.</param>
/// <param name="PhotoBytes">Kept photos and files.</param>
/// <param name="EstimatedBytes">Both, with the heads of requests and of the line reckoned in.</param>
public sealed record DataPackageLine(
    string SatkerCode, string SatkerName, string PersonId, string? Name, long Sent, long Verified, long Messages, long MessageBytes, long PhotoBytes, long EstimatedBytes);

/// <summary>The monthly list for reimbursing mobile data.</summary>
public sealed class DataPackageStore(Database database, KeyRing keys)
{
    /// <summary>Heads of a request and its answer, with the line's own frames: what the chat page reckons too.</summary>
    private const long AroundMessage = 500;

    // A sealed text is "k1:" and four letters for three bytes, of which 28 are nonce and tag.
    private const long LettersBefore = 3;
    private const long BytesOfSeal = 28;

    /// <summary>Everybody who wrote or reported on these days, by the clock of their office; office by office.</summary>
    /// <param name="named">Whether the scope's own office may read the names of its people.</param>
    public IEnumerable<DataPackageLine> Read(Scope scope, DateOnly first, DateOnly last, bool named = true)
    {
        foreach (var office in database.Read(c => ExportRows.ListOffices(c, scope)))
        {
            if (office.Code is not { } code)
                continue;
            foreach (var row in database.Read(c => DataPackageRows.Read(c, scope, code, office.From(first), office.To(last))))
                if (row is not { Sent: 0, Messages: 0, PhotoBytes: 0 })
                    yield return Line(office, row, named && code == scope.Root);
        }
    }

    private DataPackageLine Line(ExportRows.Office office, DataPackageRows.Row row, bool named)
    {
        var name = named && row.Wrapped is { } wrapped ? PersonWords.Name(row.Id, row.NameCipher, keys.Unwrap(row.Id, wrapped)) : null;
        var messages = Math.Max(0, ((row.Letters - (LettersBefore * row.Messages)) * 3 / 4) - (BytesOfSeal * row.Messages));
        return new DataPackageLine(
            office.Code!, office.Name!, row.Id, name, row.Sent, row.Verified, row.Messages, messages, row.PhotoBytes, messages + row.PhotoBytes + (AroundMessage * row.Messages));
    }
}
