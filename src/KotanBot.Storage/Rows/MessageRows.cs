using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;

namespace KotanBot.Storage.Rows;

/// <summary>The <c>message</c> table.</summary>
internal static class MessageRows
{
    /// <summary>The sealed part of an incoming message.</summary>
    internal sealed record Content(string Text, string Key)
    {
        /// <summary>Null for the many messages without any, and in all that was written before there were files in the history.</summary>
        public IReadOnlyList<MessageFile>? Files { get; init; }
    }

    /// <summary>A message ready to be written.</summary>
    internal sealed record New(long Ordinal, bool FromPerson, string State, string? InboundKey, string? Cipher, string? Ref = null)
    {
        /// <summary>When the text goes, if it is not to stay.</summary>
        public long? ForgetAt { get; init; }
    }

    internal sealed class Row
    {
        public string ConversationId { get; init; } = "";

        public long Ordinal { get; init; }

        public long Turn { get; init; }

        public string Direction { get; init; } = "";

        public long At { get; init; }

        public string? Cipher { get; init; }

        public string? Ref { get; init; }

        /// <summary>1 when no message of the person started the turn.</summary>
        public long Unprompted { get; init; }

        public string Channel { get; init; } = "";

        public string? PersonId { get; init; }

        public string? AddressCipher { get; init; }

        /// <summary>Without a key only what is not sealed can be read.</summary>
        public StoredMessage Open(PersonKey? key, ChannelAddress address)
        {
            var fromPerson = Direction == In;
            var json = Cipher is null || (key is null && !Cipher.StartsWith(PersonKey.PlainScheme, StringComparison.Ordinal))
                ? null
                : PersonKey.Open(key, Cipher, Place(ConversationId, Ordinal));
            var content = json is not null && fromPerson ? ConversationJson.Read<Content>(json) : null;
            var prompt = json is not null && !fromPerson ? ConversationJson.Read<Prompt>(json) : null;
            return new StoredMessage(ConversationId, address, Ordinal, Turn, fromPerson, Instant.At(At), prompt, content?.Text, content?.Key) { Ref = Ref, Unprompted = Unprompted == 1, Files = [.. content?.Files ?? []] };
        }

        /// <summary>What the person wrote, or null where it was not kept.</summary>
        public string? Text(PersonKey? key) =>
            Cipher is null || key is null ? null : ConversationJson.Read<Content>(PersonKey.Open(key, Cipher, Place(ConversationId, Ordinal))).Text;
    }

    private const string In = "in";

    public static string Place(string conversationId, long ordinal) => $"message.cipher|{conversationId}|{ordinal}";

    /// <summary>A channel's key is stored as a keyed hash, since it may contain an address.</summary>
    public static string KeyHash(KeyRing keys, InboundMessage inbound) => keys.Hash("inbound key", $"{inbound.From.Channel}\n{inbound.Key}");

    /// <summary>False when the channel's key, or the place in the log, is taken.</summary>
    public static bool Insert(DbConnection connection, DbTransaction? transaction, SealedTurn turn, New message) =>
        connection.Execute(InsertSql, new
        {
            conversationId = turn.After.Id,
            ordinal = message.Ordinal,
            turn = turn.After.Turn,
            channel = turn.Address.Channel,
            direction = message.FromPerson ? In : "out",
            state = message.State,
            now = turn.NowAt,
            inboundKey = message.InboundKey,
            cipher = message.Cipher,
            channelRef = message.Ref,
            unprompted = !message.FromPerson && turn.Commit.Inbound is null ? 1 : 0,
            forgetAt = message.ForgetAt,
        }, transaction) == 1;

    private const string InsertSql = """
        insert into message (conversation_id, ordinal, turn, channel, direction, state, at, inbound_key, cipher, channel_ref, unprompted, forget_at)
        values (@conversationId, @ordinal, @turn, @channel, @direction, @state, @now, @inboundKey, @cipher, @channelRef, @unprompted, @forgetAt)
        on conflict do nothing
        """;

    /// <summary>What an erasure says in another conversation of the person; it must be readable without the key.</summary>
    public static void InsertFarewell(DbConnection connection, DbTransaction? transaction, StoredMessage message, string state) =>
        connection.Execute(InsertFarewellSql, new
        {
            conversationId = message.ConversationId,
            ordinal = message.Ordinal,
            turn = message.Turn,
            channel = message.Address.Channel,
            state,
            now = Instant.ToColumn(message.At),
            cipher = PersonKey.PlainScheme + ConversationJson.Write(message.Prompt!),
        }, transaction);

    private const string InsertFarewellSql = """
        insert into message (conversation_id, ordinal, turn, channel, direction, state, at, cipher, unprompted)
        values (@conversationId, @ordinal, @turn, @channel, 'out', @state, @now, @cipher, 1)
        """;

    private const string Columns = """
        select m.conversation_id as ConversationId, m.ordinal as Ordinal, m.turn as Turn, m.direction as Direction, m.at as At, m.cipher as Cipher, m.channel_ref as Ref,
            m.channel as Channel, c.person_id as PersonId, c.address_cipher as AddressCipher
        from message m join conversation c on c.id = m.conversation_id
        """;

    public static Row? FindByKey(DbConnection connection, DbTransaction? transaction, string channel, string inboundKey) =>
        connection.QuerySingleOrDefault<Row>(FindByKeySql, new { channel, inboundKey }, transaction);

    private const string FindByKeySql = Columns + " where m.channel = @channel and m.inbound_key = @inboundKey";

    public static IReadOnlyList<Row> ReadAfter(DbConnection connection, string channel, string addressHash, long ordinal, int limit) =>
        connection.Query<Row>(ReadAfterSql, new { channel, addressHash, ordinal, limit }).AsList();

    private const string ReadAfterSql = Columns + """
         where c.channel = @channel and c.address_hash = @addressHash and m.ordinal > @ordinal order by m.ordinal limit @limit
        """;

    /// <summary>Everything that this person wrote, oldest first.</summary>
    public static IReadOnlyList<Row> ReadOwn(DbConnection connection, string personId) =>
        connection.Query<Row>(ReadOwnSql, new { personId }).AsList();

    private const string ReadOwnSql = Columns + " where c.person_id = @personId and m.direction = 'in' order by m.at, m.conversation_id, m.ordinal";

    /// <summary>All that waits to be sent. An erased person's messages have no address to go to.</summary>
    public static IReadOnlyList<Row> ReadUnsent(DbConnection connection, string? channel, int limit) =>
        connection.Query<Row>(channel is null ? ReadUnsentSql : ReadUnsentOfChannelSql, new { channel, limit }).AsList();

    private const string UnsentColumns = """
        select m.conversation_id as ConversationId, m.ordinal as Ordinal, m.turn as Turn, m.direction as Direction, m.at as At, m.cipher as Cipher,
            m.channel as Channel, c.person_id as PersonId, c.address_cipher as AddressCipher, m.unprompted as Unprompted
        from message m join conversation c on c.id = m.conversation_id
        """;

    private const string ReadUnsentSql = UnsentColumns + """
         where m.state = 'pending' and c.person_id is not null order by m.conversation_id, m.ordinal limit @limit
        """;

    private const string ReadUnsentOfChannelSql = UnsentColumns + """
         where m.state = 'pending' and m.channel = @channel and c.person_id is not null order by m.conversation_id, m.ordinal limit @limit
        """;

    /// <summary>What waits in the conversations where somebody waits for a reply, with what must go before it.</summary>
    public static IReadOnlyList<Row> ReadUnsentLive(DbConnection connection, string channel, MessagePlace after, int limit) =>
        connection.Query<Row>(ReadUnsentLiveSql, new { channel, conversationId = after.ConversationId, ordinal = after.Ordinal, limit }).AsList();

    private const string ReadUnsentLiveSql = UnsentColumns + """
         where m.state = 'pending' and (m.conversation_id, m.ordinal) > (@conversationId, @ordinal) and c.person_id is not null
            and m.conversation_id in (select l.conversation_id from message l where l.state = 'pending' and l.channel = @channel and l.unprompted = 0 and l.conversation_id >= @conversationId)
        order by m.conversation_id, m.ordinal limit @limit
        """;

    /// <summary>What waits in the other conversations.</summary>
    public static IReadOnlyList<Row> ReadUnsentBulk(DbConnection connection, string channel, MessagePlace after, int limit) =>
        connection.Query<Row>(ReadUnsentBulkSql, new { channel, conversationId = after.ConversationId, ordinal = after.Ordinal, limit }).AsList();

    private const string ReadUnsentBulkSql = UnsentColumns + """
         where m.state = 'pending' and m.channel = @channel and m.unprompted = 1 and (m.conversation_id, m.ordinal) > (@conversationId, @ordinal) and c.person_id is not null
            and not exists (select 1 from message l where l.state = 'pending' and l.channel = @channel and l.unprompted = 0 and l.conversation_id = m.conversation_id)
        order by m.conversation_id, m.ordinal limit @limit
        """;

    /// <summary>What waits in one conversation.</summary>
    public static IReadOnlyList<Row> ReadUnsentOf(DbConnection connection, MessagePlace after, int limit) =>
        connection.Query<Row>(ReadUnsentOfSql, new { conversationId = after.ConversationId, ordinal = after.Ordinal, limit }).AsList();

    private const string ReadUnsentOfSql = UnsentColumns + """
         where m.state = 'pending' and m.conversation_id = @conversationId and m.ordinal > @ordinal and c.person_id is not null order by m.ordinal limit @limit
        """;

    public static int Mark(DbConnection connection, DbTransaction? transaction, string conversationId, long from, long to, string state, long now) =>
        connection.Execute(MarkSql, new { conversationId, from, to, state, now }, transaction);

    private const string MarkSql = """
        update message set state = @state, done_at = @now
        where conversation_id = @conversationId and ordinal >= @from and ordinal <= @to and state = 'pending'
        """;

    /// <summary>What waited to be sent at this moment will not be.</summary>
    public static int GiveUp(DbConnection connection, DbTransaction? transaction, string conversationId, long since) =>
        connection.Execute(GiveUpSql, new { conversationId, since }, transaction);

    private const string GiveUpSql = """
        update message set state = 'unreachable', done_at = @since where conversation_id = @conversationId and state = 'pending' and at <= @since
        """;

    /// <summary>Keys of erased people's messages go once no channel delivers them again.</summary>
    public static int ForgetKeys(DbConnection connection, DbTransaction? transaction, long now) =>
        connection.Execute(ForgetKeysSql, new { before = now - (long)LongestRedelivery.TotalMilliseconds }, transaction);

    private const string ForgetKeysSql = """
        update message set inbound_key = null
        where inbound_key is not null and cipher is null and at < @before and conversation_id in (select id from conversation where person_id is null)
        """;

    /// <summary>Empties what is not to stay any longer; what still waits to be delivered goes with the round after that.</summary>
    public static int ForgetUnkept(DbConnection connection, DbTransaction? transaction, long now) => connection.Execute(ForgetUnkeptSql, new { now }, transaction);

    private const string ForgetUnkeptSql = "update message set cipher = null, forget_at = null where forget_at is not null and forget_at <= @now and state <> 'pending'";

    public static int MarkSent(DbConnection connection, DbTransaction? transaction, string conversationId, SentMark mark, long now) =>
        connection.Execute(MarkSentSql, new { conversationId, ordinal = mark.Ordinal, channelRef = mark.Ref, now }, transaction);

    private const string MarkSentSql = """
        update message set state = 'sent', done_at = @now, channel_ref = @channelRef
        where conversation_id = @conversationId and ordinal = @ordinal and state = 'pending'
        """;

    /// <summary>The place of a message that the channel names so; null when the log does not know it.</summary>
    public static long? FindPlace(DbConnection connection, string conversationId, string channelRef) =>
        connection.QuerySingleOrDefault<long?>(FindPlaceSql, new { conversationId, channelRef });

    private const string FindPlaceSql = "select min(ordinal) from message where conversation_id = @conversationId and channel_ref = @channelRef";

    /// <summary>The newest outgoing message before a place.</summary>
    public static Row? FindSaidBefore(DbConnection connection, string conversationId, long ordinal) =>
        connection.QueryFirstOrDefault<Row>(FindSaidBeforeSql, new { conversationId, ordinal });

    private const string FindSaidBeforeSql = Columns + """
         where m.conversation_id = @conversationId and m.ordinal < @ordinal and m.direction = 'out' order by m.ordinal desc limit 1
        """;

    /// <summary>
    /// Empties every message of a person but what the bot says in the erasing turn. The keyed hashes of what came lately stay
    /// for a while, so that a channel which delivers it again does not begin a new conversation with the words of somebody who is erased.
    /// </summary>
    public static void Blank(DbConnection connection, DbTransaction? transaction, string personId, string conversationId, long turn, long now)
    {
        connection.Execute(BlankSql, new { personId, conversationId, turn, before = now - (long)LongestRedelivery.TotalMilliseconds }, transaction);
        connection.Execute(BlankErasingSql, new { conversationId, turn }, transaction);
    }

    /// <summary>Telegram delivers for 24 hours what was not confirmed (Bot API, "Getting updates"); the rest is for clocks that differ.</summary>
    private static readonly TimeSpan LongestRedelivery = TimeSpan.FromHours(25);

    private const string BlankSql = """
        update message set cipher = null, inbound_key = case when at < @before then null else inbound_key end, channel_ref = null, state = case when state = 'pending' then 'unreachable' else state end
        where conversation_id in (select id from conversation where person_id = @personId) and not (conversation_id = @conversationId and turn = @turn)
        """;

    private const string BlankErasingSql = """
        update message set cipher = null, channel_ref = null, state = 'forgotten' where conversation_id = @conversationId and turn = @turn and direction = 'in'
        """;
}
