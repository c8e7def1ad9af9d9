using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Takes the words of somebody who is erased out of what others have in their logs, turns and states, and out of notices that wait; what they
/// are about stays, and the turns can still be replayed. While the person's key still is.
/// </summary>
internal sealed class ForgettingWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
{
    /// <summary>Returns whose conversations changed.</summary>
    public IReadOnlyList<string> Write()
    {
        ForgetInNotices();
        var readers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var conversation in MentionRows.ReadOf(connection, transaction, turn.PersonId).GroupBy(m => (m.ConversationId, m.ReaderId)))
        {
            if (keys.Find(connection, conversation.Key.ReaderId, transaction) is not { } reader)
                continue;
            readers.Add(conversation.Key.ReaderId);
            var all = new HashSet<string>(StringComparer.Ordinal);
            foreach (var mention in conversation)
            {
                var words = ConversationJson.Read<string[]>(turn.Key.Open(mention.Cipher, mention.Place));
                all.UnionWith(words);
                ForgetInTurn(mention, words, reader);
            }

            Reseal(conversation.Key.ConversationId, 0, StateSql, _ => ConversationRows.StatePlace(conversation.Key.ConversationId), all, reader);
        }

        return [.. readers];
    }

    private void ForgetInTurn(MentionRows.Row mention, string[] words, PersonKey reader)
    {
        Reseal(mention.ConversationId, mention.Turn, TurnSql, _ => TurnRows.Place(mention.ConversationId, mention.Turn), words, reader);
        Reseal(mention.ConversationId, mention.Turn, MessageSql, number => MessageRows.Place(mention.ConversationId, number), words, reader);
    }

    private void Reseal(string id, long turnNumber, SealedPlace sql, Func<long, string> placeOf, IReadOnlyCollection<string> words, PersonKey reader)
    {
        foreach (var row in connection.Query<Sealed>(sql.Read, new { id, turn = turnNumber }, transaction).AsList())
        {
            var place = placeOf(row.Number);
            var json = PersonKey.Open(reader, row.Cipher, place);
            var without = Forgotten.InJson(json, words);
            if (without != json)
                connection.Execute(sql.Write, new { id, number = row.Number, cipher = reader.Seal(without, place) }, transaction);
        }
    }

    private static readonly SealedPlace StateSql = new(
        "select 0 as Number, state_cipher as Cipher from conversation where id = @id and state_cipher is not null",
        "update conversation set state_cipher = @cipher where id = @id");

    private static readonly SealedPlace TurnSql = new(
        "select turn as Number, cipher as Cipher from turn where conversation_id = @id and turn = @turn and cipher is not null",
        "update turn set cipher = @cipher where conversation_id = @id and turn = @number");

    private static readonly SealedPlace MessageSql = new(
        "select ordinal as Number, cipher as Cipher from message where conversation_id = @id and turn = @turn and cipher is not null",
        "update message set cipher = @cipher where conversation_id = @id and ordinal = @number");

    /// <summary>A decision is still told, without the words; news that were nothing but words are not.</summary>
    private void ForgetInNotices()
    {
        foreach (var row in connection.Query<Content>(ContentsSql, new { personId = turn.PersonId }, transaction).AsList())
        {
            var notice = ConversationJson.Read<Notice>(turn.Key.Open(row.Cipher, NoticeRows.ContentPlace(row.Id)));
            if (notice.Afterwards is not { } afterwards)
                continue;
            var cipher = keys.Seal(ConversationJson.Write(afterwards), NoticeRows.ContentPlace(row.Id));
            connection.Execute(KeepSql, new { row.Id, nobody = NoticeRows.Nobody, cipher }, transaction);
        }
    }

    private const string ContentsSql = "select id as Id, cipher as Cipher from notice_content where sealed_by = @personId";
    private const string KeepSql = "update notice_content set sealed_by = @nobody, cipher = @cipher where id = @Id";

    private sealed record SealedPlace(string Read, string Write);

    private sealed class Sealed
    {
        public long Number { get; init; }

        public string Cipher { get; init; } = "";
    }

    private sealed class Content
    {
        public string Id { get; init; } = "";

        public string Cipher { get; init; } = "";
    }
}
