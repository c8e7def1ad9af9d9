using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Gives the turn's conversation to another person, inside the turn's own savepoint and as its last act: all that was said there, this turn
/// too, is sealed anew with their key, so that the history and the replay go on, and the person that it had, with their key, is gone.
/// </summary>
internal sealed class JoiningWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
{
    private static readonly TimeSpan NewsKeepsFor = TimeSpan.FromDays(30);

    public void Join(string code)
    {
        var hash = LinkCodeRows.Hash(keys, code);
        var link = LinkCodeRows.Find(connection, hash, transaction);
        var vacated = PersonRows.Find(connection, turn.PersonId, transaction);
        if (link is null || link.PersonId == turn.PersonId || vacated is not { Role: null } || HeldRows.Any(connection, turn.PersonId, transaction))
            throw Refused();
        if (PersonRows.Find(connection, link.PersonId, transaction) is not { Role: not null } person || keys.Find(connection, link.PersonId, transaction) is not { } key)
            throw Refused();
        if (!LinkCodeRows.Use(connection, transaction, hash, turn.NowAt))
            throw Refused();
        Reseal(key);
        var ids = new { from = turn.PersonId, to = link.PersonId, satker = person.SatkerCode };
        foreach (var sql in Moves)
            connection.Execute(sql, ids, transaction);
        KeyRing.Destroy(connection, transaction, turn.PersonId);
        PersonRows.Delete(connection, transaction, turn.PersonId);
        AuditRows.Append(connection, transaction, new AuditLine("conversation-joined", person.SatkerCode, link.PersonId) { ActorId = link.PersonId, After = turn.Address.Channel }, turn.NowAt);
        Tell(link, key);
    }

    /// <summary>What still waits for whoever is gone is theirs who came; a person without a role has no notices, but it costs nothing to be sure.</summary>
    private static readonly string[] Moves =
    [
        "update conversation set person_id = @to, satker_code = @satker where person_id = @from",
        "delete from notice where person_id = @from or content_id in (select id from notice_content where sealed_by = @from)",
        NoticeRows.DropUnusedSql,
        "delete from mention where person_id = @from",
        "delete from link_code where person_id = @from",
    ];

    private void Reseal(PersonKey key)
    {
        foreach (var sealedText in SealedColumns)
        {
            foreach (var row in connection.Query<SealedRow>(sealedText.Read, new { personId = turn.PersonId }, transaction).AsList())
            {
                if (row.Cipher.StartsWith(PersonKey.PlainScheme, StringComparison.Ordinal))
                    continue;
                var place = sealedText.Place(row);
                connection.Execute(sealedText.Write, new { id = row.Id, number = row.Number, cipher = key.Seal(turn.Key.Open(row.Cipher, place), place) }, transaction);
            }
        }
    }

    /// <summary>Every column of a conversation that its person's key seals. A person without a role has nothing sealed elsewhere but their profile, which goes.</summary>
    private static readonly SealedColumn[] SealedColumns =
    [
        new(
            "select id as Id, 0 as Number, address_cipher as Cipher from conversation where person_id = @personId and address_cipher is not null",
            "update conversation set address_cipher = @cipher where id = @id",
            row => ConversationRows.AddressPlace(row.Id)),
        new(
            "select id as Id, 0 as Number, state_cipher as Cipher from conversation where person_id = @personId and state_cipher is not null",
            "update conversation set state_cipher = @cipher where id = @id",
            row => ConversationRows.StatePlace(row.Id)),
        new(
            "select conversation_id as Id, turn as Number, cipher as Cipher from turn where cipher is not null and " + OfPerson,
            "update turn set cipher = @cipher where conversation_id = @id and turn = @number",
            row => TurnRows.Place(row.Id, row.Number)),
        new(
            "select conversation_id as Id, ordinal as Number, cipher as Cipher from message where cipher is not null and " + OfPerson,
            "update message set cipher = @cipher where conversation_id = @id and ordinal = @number",
            row => MessageRows.Place(row.Id, row.Number)),
    ];

    private const string OfPerson = "conversation_id in (select id from conversation where person_id = @personId)";

    /// <summary>The conversation that gave the code hears of it, because it may have been somebody else who used it.</summary>
    private void Tell(LinkCodeRows.Row link, PersonKey key)
    {
        var content = NoticeRows.Keep(connection, transaction, new Notice.ConversationJoined(turn.Address.Channel), link.PersonId, key);
        var time = new NoticeTime(turn.NowAt, turn.NowAt + (long)NewsKeepsFor.TotalMilliseconds) { ConversationId = link.ConversationId };
        NoticeRows.Insert(connection, transaction, link.PersonId, content, time);
    }

    private static TurnWriter.RefusedException Refused() => new(new CommitResult.Conflict());

    private sealed record SealedColumn(string Read, string Write, Func<SealedRow, string> Place);

    private sealed class SealedRow
    {
        public string Id { get; init; } = "";

        public long Number { get; init; }

        public string Cipher { get; init; } = "";
    }
}
