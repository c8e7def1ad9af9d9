using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>The conversations' message log: history for channels, outbox for the sender.</summary>
public sealed class MessageStore(Database database, KeyRing keys)
{
    /// <summary>Both directions, in order of ordinals, after <paramref name="ordinal"/>. Empty for an unknown address.</summary>
    public IReadOnlyList<StoredMessage> ReadAfter(ChannelAddress address, long ordinal, int limit)
    {
        var hash = ConversationRows.AddressHash(keys, address);
        return database.Read<IReadOnlyList<StoredMessage>>(connection =>
        {
            var rows = MessageRows.ReadAfter(connection, address.Channel, hash, ordinal, limit);
            if (rows.Count == 0)
                return [];
            var key = keys.Find(connection, rows[0].PersonId!);
            return key is null ? [] : [.. rows.Select(r => r.Open(key, address))];
        });
    }

    public bool Exists(ChannelAddress address)
    {
        var hash = ConversationRows.AddressHash(keys, address);
        return database.Read(connection => ConversationRows.FindByAddress(connection, address.Channel, hash) is not null);
    }

    /// <summary>This very message as an earlier delivery stored it, or null.</summary>
    public StoredMessage? FindInbound(InboundMessage message)
    {
        var hash = MessageRows.KeyHash(keys, message);
        return database.Read(connection => MessageRows.FindByKey(connection, null, message.From.Channel, hash) is { } row
            ? row.Open(row.PersonId is { } person ? keys.Find(connection, person) : null, message.From)
            : null);
    }

    /// <summary>The message at one place of the log, or null.</summary>
    public StoredMessage? Find(ChannelAddress address, long ordinal) =>
        ReadAfter(address, ordinal - 1, 1) is [var message] && message.Ordinal == ordinal ? message : null;

    /// <summary>The newest message that the bot sent before a place of this conversation's log, or null.</summary>
    public StoredMessage? FindSaidBefore(ChannelAddress address, MessagePlace place) => database.Read(connection =>
        MessageRows.FindSaidBefore(connection, place.ConversationId, place.Ordinal) is { PersonId: { } person } row && keys.Find(connection, person) is { } key
            ? row.Open(key, address)
            : null);

    /// <summary>Forgets by which key the messages of erased people came, once no channel delivers them again.</summary>
    public Task<int> ForgetKeysAsync(DateTimeOffset now) => database.WriteAsync((c, t) => MessageRows.ForgetKeys(c, t, Instant.ToColumn(now)));

    /// <summary>Empties what the bot said in talks of which nothing is kept, once their time has come.</summary>
    public Task<int> ForgetUnkeptAsync(DateTimeOffset now) => database.WriteAsync((c, t) => MessageRows.ForgetUnkept(c, t, Instant.ToColumn(now)));

    /// <summary>Outgoing messages that no channel took yet, in order within each conversation.</summary>
    public IReadOnlyList<StoredMessage> ReadUnsent(int limit, string? channel = null) => ReadPage(limit, c => MessageRows.ReadUnsent(c, channel, limit)).Messages;

    /// <summary>The next page of all that is unsent in conversations where somebody waits for a reply.</summary>
    public UnsentPage ReadUnsentLive(int limit, string channel, MessagePlace? after) => ReadPage(limit, c => MessageRows.ReadUnsentLive(c, channel, after ?? Start, limit));

    /// <summary>The next page of what is unsent in conversations where nobody waits for a reply.</summary>
    public UnsentPage ReadUnsentBulk(int limit, string channel, MessagePlace? after) => ReadPage(limit, c => MessageRows.ReadUnsentBulk(c, channel, after ?? Start, limit));

    /// <summary>The next page of what is unsent in one conversation.</summary>
    public UnsentPage ReadUnsentOf(int limit, MessagePlace after) => ReadPage(limit, c => MessageRows.ReadUnsentOf(c, after, limit));

    private static readonly MessagePlace Start = new("", 0);

    /// <summary>A row that does not open is told apart and hides no other.</summary>
    private UnsentPage ReadPage(int limit, Func<DbConnection, IReadOnlyList<MessageRows.Row>> read) => database.Read(connection =>
    {
        var messages = new List<StoredMessage>();
        var unreadable = new List<MessagePlace>();
        var rows = read(connection);
        foreach (var row in rows)
        {
            try
            {
                // Erased a moment ago: there is nobody to send to.
                if (keys.Find(connection, row.PersonId!) is not { } key)
                    continue;
                var address = key.Open(row.AddressCipher!, ConversationRows.AddressPlace(row.ConversationId));
                messages.Add(row.Open(key, new ChannelAddress(row.Channel, address)));
            }
            catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
            {
                unreadable.Add(new MessagePlace(row.ConversationId, row.Ordinal));
            }
        }
        return new UnsentPage(messages, unreadable, rows.Count < limit ? null : new MessagePlace(rows[^1].ConversationId, rows[^1].Ordinal));
    });

    /// <summary>Marks these as sent, each with the channel's name of it.</summary>
    public Task MarkSentAsync(string conversationId, IReadOnlyCollection<SentMark> marks, DateTimeOffset now) =>
        database.WriteAsync((c, t) => marks.Sum(m => MessageRows.MarkSent(c, t, conversationId, m, Instant.ToColumn(now))));

    /// <summary>
    /// The person cannot be reached: gives up on all that is still pending up to and with <paramref name="upToOrdinal"/>, and on
    /// what nobody asks for until they write again.
    /// </summary>
    public Task MarkUnreachableAsync(string conversationId, long upToOrdinal, DateTimeOffset now) => database.WriteAsync((c, t) =>
    {
        ConversationRows.SetUnreachable(c, t, conversationId, Instant.ToColumn(now));
        return MessageRows.Mark(c, t, conversationId, 0, upToOrdinal, "unreachable", Instant.ToColumn(now));
    });

    /// <summary>The channel refuses this one message for good.</summary>
    public Task MarkRejectedAsync(string conversationId, long ordinal, DateTimeOffset now) =>
        MarkAsync(conversationId, ordinal, ordinal, "rejected", now);

    private Task<int> MarkAsync(string conversationId, long from, long to, string state, DateTimeOffset now) =>
        database.WriteAsync((c, t) => MessageRows.Mark(c, t, conversationId, from, to, state, Instant.ToColumn(now)));
}
