using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>conversation</c> table. What is queried is a column, written together with the sealed state.</summary>
internal static class ConversationRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string PersonId { get; init; } = "";

        public string Channel { get; init; } = "";

        public string AddressCipher { get; init; } = "";

        public string StateCipher { get; init; } = "";

        public long? WakeAt { get; init; }

        public long Turn { get; init; }

        public long Ordinal { get; init; }

        public string Language { get; init; } = "";

        public long? UnreachableAt { get; init; }
    }

    public static string AddressHash(KeyRing keys, ChannelAddress address) => keys.Hash("address", $"{address.Channel}\n{address.Address}");

    public static string AddressPlace(string id) => $"conversation.address_cipher|{id}";

    public static string StatePlace(string id) => $"conversation.state_cipher|{id}";

    public static Row? FindByAddress(DbConnection connection, string channel, string addressHash, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<Row>(FindByAddressSql, new { channel, addressHash }, transaction);

    public static Row? FindById(DbConnection connection, string id) =>
        connection.QuerySingleOrDefault<Row>(FindByIdSql, new { id });

    /// <summary>Those of a person apart from this one.</summary>
    public static IReadOnlyList<Row> ReadOthers(DbConnection connection, DbTransaction? transaction, string personId, string id) =>
        connection.Query<Row>(ReadOthersSql, new { personId, id }, transaction).AsList();

    private const string Columns = """
        select id as Id, person_id as PersonId, channel as Channel, address_cipher as AddressCipher, state_cipher as StateCipher, wake_at as WakeAt,
            turn as Turn, ordinal as Ordinal, language as Language, unreachable_at as UnreachableAt
        from conversation
        """;

    private const string FindByAddressSql = Columns + " where channel = @channel and address_hash = @addressHash";
    private const string ReadOthersSql = Columns + " where person_id = @personId and id <> @id order by id";
    private const string FindByIdSql = Columns + " where id = @id and person_id is not null";

    /// <summary>False when the address has a conversation already.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, SealedTurn turn)
    {
        var state = turn.After;
        var now = turn.NowAt;
        return connection.Execute(InsertSql, new
        {
            id = state.Id,
            personId = turn.PersonId,
            channel = turn.Address.Channel,
            addressHash = turn.AddressHash,
            addressCipher = turn.AddressCipher,
            stateCipher = turn.StateCipher,
            turn = state.Turn,
            ordinal = state.Ordinal,
            status = Status(state),
            language = state.Language,
            wakeAt = Instant.ToColumn(state.WakeAt),
            now,
        }, transaction) == 1;
    }

    private const string InsertSql = """
        insert into conversation (id, person_id, channel, address_hash, address_cipher, state_cipher, turn, ordinal, status, language, wake_at, started_at, changed_at)
        values (@id, @personId, @channel, @addressHash, @addressCipher, @stateCipher, @turn, @ordinal, @status, @language, @wakeAt, @now, @now)
        on conflict do nothing
        """;

    /// <summary>False when the conversation is not at the turn that was decided from.</summary>
    public static bool Update(DbConnection connection, DbTransaction? transaction, SealedTurn turn)
    {
        var state = turn.After;
        return connection.Execute(UpdateSql, new
        {
            id = state.Id,
            expected = turn.ExpectedTurn,
            stateCipher = turn.StateCipher,
            turn = state.Turn,
            ordinal = state.Ordinal,
            status = Status(state),
            language = state.Language,
            wakeAt = Instant.ToColumn(state.WakeAt),
            heard = turn.Commit.Inbound is null ? 0L : 1L,
            now = turn.NowAt,
        }, transaction) == 1;
    }

    private const string UpdateSql = """
        update conversation set state_cipher = @stateCipher, turn = @turn, ordinal = @ordinal, status = @status, language = @language, wake_at = @wakeAt,
            unreachable_at = case when @heard = 1 then null else unreachable_at end,
            reached_at = case when @heard = 1 then @now else reached_at end, changed_at = @now
        where id = @id and turn = @expected and person_id is not null
        """;

    /// <summary>Zero when the person was heard of after this moment.</summary>
    public static int SetUnreachable(DbConnection connection, DbTransaction? transaction, string id, long at) =>
        connection.Execute(SetUnreachableSql, new { id, at }, transaction);

    private const string SetUnreachableSql = """
        update conversation set unreachable_at = @at where id = @id and person_id is not null and (reached_at is null or reached_at < @at)
        """;

    public static int SetReachable(DbConnection connection, DbTransaction? transaction, string id, long at) =>
        connection.Execute(SetReachableSql, new { id, at }, transaction);

    private const string SetReachableSql = """
        update conversation set unreachable_at = null, reached_at = @at
        where id = @id and person_id is not null and (reached_at is null or reached_at < @at) and (unreachable_at is null or unreachable_at <= @at)
        """;

    public static void SetSatker(DbConnection connection, DbTransaction? transaction, string id, string satkerCode) =>
        connection.Execute(SetSatkerSql, new { id, satkerCode }, transaction);

    private const string SetSatkerSql = "update conversation set satker_code = @satkerCode where id = @id";

    public static void SetOrdinal(DbConnection connection, DbTransaction? transaction, string id, long ordinal) =>
        connection.Execute("update conversation set ordinal = @ordinal where id = @id", new { id, ordinal }, transaction);

    /// <summary>In every conversation of theirs.</summary>
    public static void SetSatkerOfPerson(DbConnection connection, DbTransaction? transaction, string personId, string? satkerCode) =>
        connection.Execute("update conversation set satker_code = @satkerCode where person_id = @personId", new { personId, satkerCode }, transaction);

    /// <summary>A turn decided before the erasure conflicts, because the row has no person any more.</summary>
    public static void Close(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.Execute(CloseSql, new { personId }, transaction);

    private const string CloseSql = """
        update conversation set person_id = null, address_hash = null, address_cipher = null, state_cipher = null, satker_code = null,
            wake_at = null, status = 'closed'
        where person_id = @personId
        """;

    /// <summary>No timer rings any more. Returns the last ordinal, 0 for an unknown address.</summary>
    public static long Still(DbConnection connection, DbTransaction? transaction, string channel, string addressHash) =>
        connection.QuerySingleOrDefault<long>(StillSql, new { channel, addressHash }, transaction);

    private const string StillSql = """
        update conversation set wake_at = null where channel = @channel and address_hash = @addressHash returning ordinal
        """;

    private static string Status(Conversation state) => state.State.ToString().ToLowerInvariant();
}
