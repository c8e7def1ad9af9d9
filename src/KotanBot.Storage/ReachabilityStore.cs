using System.Data.Common;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Whether a person can be reached on a channel, as the channel itself tells it (the bot was blocked, or let in again). It may
/// tell late, twice and in the wrong order: what is older than what is known changes nothing.
/// </summary>
public sealed class ReachabilityStore(Database database, KeyRing keys, TurnStore turns)
{
    /// <summary>What had waited for the person by then is given up. Does nothing for an unknown address.</summary>
    public Task SetUnreachableAsync(ChannelAddress address, DateTimeOffset at) => SetAsync(address, (connection, transaction, conversation) =>
    {
        var since = Instant.ToColumn(at);
        return ConversationRows.SetUnreachable(connection, transaction, conversation, since) == 0
            ? 0
            : MessageRows.GiveUp(connection, transaction, conversation, since);
    });

    public Task SetReachableAsync(ChannelAddress address, DateTimeOffset at) => SetAsync(address, (connection, transaction, conversation) =>
        ConversationRows.SetReachable(connection, transaction, conversation, Instant.ToColumn(at)));

    private async Task SetAsync(ChannelAddress address, Func<DbConnection, DbTransaction?, string, int> write)
    {
        var hash = ConversationRows.AddressHash(keys, address);
        await database.WriteAsync((connection, transaction) =>
            ConversationRows.FindByAddress(connection, address.Channel, hash, transaction) is { } row ? write(connection, transaction, row.Id) : 0);
        turns.Drop(address);
    }
}
