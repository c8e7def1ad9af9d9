using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>A notice that is due, and where to tell it.</summary>
public sealed record DueNotice(string ConversationId, Input.Notice Input);

/// <summary>What waits to be told to people in their own conversations. Turns write it (<see cref="TurnStore"/>), and the turn that tells it marks it.</summary>
public sealed class NoticeStore(Database database, KeyRing keys)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Longest due first; nothing for those who cannot be reached now.</summary>
    public IReadOnlyList<DueNotice> ReadDue(DateTimeOffset now, int limit) => database.Read(connection =>
    {
        var due = new List<DueNotice>();
        foreach (var row in NoticeRows.ReadDue(connection, Instant.ToColumn(now), limit))
            if (Open(connection, row) is { } notice)
                due.Add(new DueNotice(row.ConversationId, new Input.Notice(row.Id, ConversationJson.Read<Notice>(notice))));
        return due;
    });

    private string? Open(System.Data.Common.DbConnection connection, NoticeRows.Row row)
    {
        var place = NoticeRows.ContentPlace(row.ContentId);
        return row.SealedBy == NoticeRows.Nobody ? keys.Open(row.Cipher, place) : keys.Find(connection, row.SealedBy)?.Open(row.Cipher, place);
    }

    /// <summary>Gives up one that cannot be told, so that it does not come back for ever.</summary>
    public Task GiveUpAsync(string id, DateTimeOffset now) => database.WriteAsync((c, t) => NoticeRows.MarkTold(c, t, id, Instant.ToColumn(now)));

    /// <summary>Lets go of what was told, or was no longer worth telling, long enough ago.</summary>
    public Task<int> PurgeAsync(DateTimeOffset now) => database.WriteAsync((c, t) => NoticeRows.Purge(c, t, Instant.ToColumn(now - KeptFor)));
}
