using System.Collections.Immutable;
using System.Data.Common;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// Says in a person's other conversations what an erasing turn says in its own, so that nobody finds a silent chat, and ends their
/// addresses where the channel never gives one away again. After all else was emptied and before the addresses are cut off.
/// </summary>
internal sealed class FarewellWriter(DbConnection connection, DbTransaction? transaction, KeyRing keys, SealedTurn turn)
{
    public (ImmutableArray<StoredMessage> Said, ImmutableArray<string> EndedHashes) Write()
    {
        var (said, ended) = (ImmutableArray.CreateBuilder<StoredMessage>(), ImmutableArray.CreateBuilder<string>());
        foreach (var row in ConversationRows.ReadOthers(connection, transaction, turn.PersonId, turn.After.Id))
        {
            var address = new ChannelAddress(row.Channel, turn.Key.Open(row.AddressCipher, ConversationRows.AddressPlace(row.Id)));
            var traits = turn.Commit.TraitsOf(row.Channel);
            if (traits.AddressEnds)
            {
                ended.Add(EndedAddressRows.Hash(keys, address));
                EndedAddressRows.Insert(connection, transaction, ended[^1], turn.NowAt);
            }

            if (row.UnreachableAt is null)
                said.Add(Say(row, address, traits));
        }

        return (said.ToImmutable(), ended.ToImmutable());
    }

    private StoredMessage Say(ConversationRows.Row row, ChannelAddress address, ChannelTraits traits)
    {
        Prompt[] words = [.. turn.Commit.Result.Effects.OfType<Effect.Say>().Select(s => s.Prompt)];
        var prompt = new Prompt(string.Join("\n\n", words.Select(w => w.Text))) { Language = words.FirstOrDefault()?.Language };
        var message = new StoredMessage(row.Id, address, row.Ordinal + 1, row.Turn + 1, FromPerson: false, turn.Commit.Now, prompt, null, null) { Unprompted = true, LastWord = true };
        MessageRows.InsertFarewell(connection, transaction, message, traits.ReadsFromLog ? "sent" : "pending");
        ConversationRows.SetOrdinal(connection, transaction, row.Id, message.Ordinal);
        return message;
    }
}
