using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Whether a person can be reached on a channel, as the channel itself tells it (the bot was blocked, or let in again).</summary>
public sealed class ReachabilityStore(Database database, KeyRing keys, TurnStore turns)
{
    /// <summary>What is still waiting for the person is given up. Does nothing for an unknown address.</summary>
    public Task SetUnreachableAsync(ChannelAddress address, DateTimeOffset at) => SetAsync(address, Instant.ToColumn(at));

    public Task SetReachableAsync(ChannelAddress address) => SetAsync(address, null);

    private async Task SetAsync(ChannelAddress address, long? at)
    {
        var hash = ConversationRows.AddressHash(keys, address);
        await database.WriteAsync((connection, transaction) =>
        {
            if (ConversationRows.FindByAddress(connection, address.Channel, hash, transaction) is not { } row)
                return 0;
            if (at is { } since)
                MessageRows.Mark(connection, transaction, row.Id, 0, row.Ordinal, "unreachable", since);
            return ConversationRows.SetUnreachable(connection, transaction, row.Id, at);
        });
        turns.Drop(address);
    }
}
