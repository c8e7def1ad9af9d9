using System.Data.Common;
using Dapper;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>mention</c> table: which turns of other people hold words of a person.</summary>
internal static class MentionRows
{
    internal sealed class Row
    {
        public string ConversationId { get; init; } = "";

        public long Turn { get; init; }

        public string Cipher { get; init; } = "";

        /// <summary>Whose conversation it is.</summary>
        public string ReaderId { get; init; } = "";

        public string Place => MentionRows.Place(ConversationId, Turn);
    }

    /// <summary>The words of one person, sealed with their key.</summary>
    internal sealed record New(string PersonId, string Cipher);

    public static string Place(string conversationId, long turn) => $"mention.cipher|{conversationId}|{turn}";

    /// <summary>False when the person was erased meanwhile: then there is nobody who could ever take the words back.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, string conversationId, long turn, New mention) =>
        connection.Execute(InsertSql, new { conversationId, turn, personId = mention.PersonId, cipher = mention.Cipher }, transaction) == 1;

    private const string InsertSql = """
        insert into mention (conversation_id, turn, person_id, cipher) select @conversationId, @turn, k.person_id, @cipher from person_key k where k.person_id = @personId
        """;

    /// <summary>Where others have words of this person, by conversation and turn.</summary>
    public static IReadOnlyList<Row> ReadOf(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Query<Row>(ReadOfSql, new { personId }, transaction).AsList();

    private const string ReadOfSql = """
        select m.conversation_id as ConversationId, m.turn as Turn, m.cipher as Cipher, c.person_id as ReaderId
        from mention m join conversation c on c.id = m.conversation_id where m.person_id = @personId and c.person_id is not null order by m.conversation_id, m.turn
        """;

    /// <summary>Those of the person, and those in their own conversations.</summary>
    internal const string DeleteSql = "delete from mention where person_id = @personId or conversation_id in (select id from conversation where person_id = @personId)";
}
