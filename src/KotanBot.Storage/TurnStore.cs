using System.Collections.Immutable;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Loads conversations and commits turns: the inbound message, the new state, the answers and the outgoing messages together.</summary>
public sealed class TurnStore(Database database, KeyRing keys, AttachmentStore attachments, EndedAddresses ended)
{
    private const int MostKept = 1024;

    private readonly CommittedConversations _committed = new(MostKept);

    /// <summary>Throws <see cref="ConversationEndedException"/> for an address that ended.</summary>
    public LoadedConversation Load(ChannelAddress from)
    {
        if (ended.Contains(from))
            throw new ConversationEndedException();
        // An erased person's key is never cached again, whatever else may still be.
        if (_committed.TryGet(from, out var known) && keys.FindCached(known.PersonId) is not null)
            return known;
        var seen = _committed.Drops;
        var hash = ConversationRows.AddressHash(keys, from);
        return database.Read(connection =>
        {
            var row = ConversationRows.FindByAddress(connection, from.Channel, hash);
            var key = row is null ? null : keys.Find(connection, row.PersonId);
            return row is null || key is null ? NewConversation(from) : Open(row, key, from) with { Seen = seen };
        });
    }

    /// <summary>Null for a conversation that is unknown, erased, or at an address that ended.</summary>
    public LoadedConversation? LoadById(string conversationId) => database.Read(connection =>
    {
        var seen = _committed.Drops;
        var row = ConversationRows.FindById(connection, conversationId);
        if (row is null || keys.Find(connection, row.PersonId) is not { } key)
            return null;
        var address = new ChannelAddress(row.Channel, key.Open(row.AddressCipher, ConversationRows.AddressPlace(row.Id)));
        return ended.Contains(address) ? null : Open(row, key, address) with { Seen = seen };
    });

    /// <summary>
    /// The same conversation with an empty state, for one whose stored state does not open: its place in the log is in columns and goes on.
    /// </summary>
    public LoadedConversation LoadAnew(ChannelAddress from)
    {
        var hash = ConversationRows.AddressHash(keys, from);
        return database.Read(connection => ConversationRows.FindByAddress(connection, from.Channel, hash)) is { } row
            ? new LoadedConversation(
                new Conversation { Id = row.Id, Turn = row.Turn, Ordinal = row.Ordinal, Language = row.Language, Seed = NewId.Seed() }, row.PersonId, from, IsNew: false)
            : NewConversation(from);
    }

    public async Task<CommitResult> CommitAsync(TurnCommit commit, CancellationToken cancellationToken = default)
    {
        var personId = commit.Before.PersonId;
        var key = commit.Before.IsNew ? PersonKey.Create() : Find(personId);
        var others = commit.Facts.Shown.Select(s => (Shown: s, Key: Find(s.PersonId))).ToList();
        // Whose words the turn was decided from may be erased meanwhile; it is then decided anew without them.
        if (key is null || others.Any(o => o.Key is null))
        {
            _committed.Drop(commit.Before.Address);
            return new CommitResult.Conflict();
        }
        var turn = SealedTurn.From(commit, key, keys, [.. others.Select(o => (o.Shown, o.Key!))]);
        try
        {
            var written = await database.WriteAsync((connection, transaction) =>
            {
                var done = new TurnWriter(connection, transaction, keys, turn).Write();
                if (turn.Erases || turn.Joins)
                    database.ScrubAfterCommit();
                return done;
            }, cancellationToken);
            AfterCommit(turn, written);
            return ToCommitted(turn, written.Farewells);
        }
        catch (TurnWriter.RefusedException refused)
        {
            _committed.Drop(commit.Before.Address);
            return refused.Result;
        }
    }

    /// <summary>
    /// Ends an address for good without erasing anything: in one transaction it takes no more messages and no timer rings there. A draft
    /// stays as it is. Where nothing was ever said there is nothing to end, and nothing is kept of the wish: anybody can have new addresses.
    /// </summary>
    /// <returns>The last ordinal of its log; 0 where nothing was ever said.</returns>
    public async Task<long> EndAsync(ChannelAddress address, DateTimeOffset now)
    {
        var hash = EndedAddressRows.Hash(keys, address);
        var addressHash = ConversationRows.AddressHash(keys, address);
        var last = await database.WriteAsync((connection, transaction) =>
        {
            var ordinal = ConversationRows.Still(connection, transaction, address.Channel, addressHash);
            if (ordinal > 0)
                EndedAddressRows.Insert(connection, transaction, hash, Instant.ToColumn(now));
            return ordinal;
        });
        if (last > 0)
            ended.Add(hash);
        _committed.Drop(address);
        return last;
    }

    /// <summary>Something about this conversation changed outside a turn, so it is read anew.</summary>
    internal void Drop(ChannelAddress address) => _committed.Drop(address);

    /// <summary>Every turn in order, for replay.</summary>
    public IReadOnlyList<StoredTurn> ReadTurns(string conversationId) => database.Read<IReadOnlyList<StoredTurn>>(connection =>
    {
        var row = ConversationRows.FindById(connection, conversationId);
        var key = row is null ? null : keys.Find(connection, row.PersonId);
        return key is null ? [] : [.. TurnRows.Read(connection, conversationId).Select(t => OpenTurn(conversationId, t, key))];
    });

    public IReadOnlyList<string> ListConversations() => database.Read(c => c.Query<string>(ListSql).AsList());

    private const string ListSql = "select id from conversation where person_id is not null order by started_at, id";

    private PersonKey? Find(string personId) => keys.FindCached(personId) ?? database.Read(c => keys.Find(c, personId));

    private static LoadedConversation NewConversation(ChannelAddress from) =>
        new(new Conversation { Id = NewId.Create(), Seed = NewId.Seed() }, NewId.Create(), from, IsNew: true);

    private static LoadedConversation Open(ConversationRows.Row row, PersonKey key, ChannelAddress address)
    {
        var state = ConversationJson.Read<Conversation>(key.Open(row.StateCipher, ConversationRows.StatePlace(row.Id)));
        return new LoadedConversation(state with { WakeAt = Instant.At(row.WakeAt) }, row.PersonId, address, IsNew: false)
        {
            UnreachableAt = Instant.At(row.UnreachableAt),
        };
    }

    /// <summary>As <see cref="Load"/> would read it.</summary>
    private static LoadedConversation Loaded(SealedTurn turn) =>
        new(turn.After with { WakeAt = Instant.At(Instant.ToColumn(turn.After.WakeAt)) }, turn.PersonId, turn.Address, IsNew: false)
        {
            UnreachableAt = Instant.At(turn.UnreachableAt),
            KnownFacts = FactsAfter.Of(turn.Commit),
        };

    private static StoredTurn OpenTurn(string conversationId, TurnRows.Row row, PersonKey key)
    {
        var content = ConversationJson.Read<TurnRows.Content>(key.Open(row.Cipher, TurnRows.Place(conversationId, row.Turn)));
        return new StoredTurn(row.Turn, Instant.At(row.RanAt), content.Replayable, content.Facts, content.Failure);
    }

    /// <summary>What these people are was changed beside their conversations, which must not go on with what was known before.</summary>
    internal void ForgetPeople(IEnumerable<string> personIds)
    {
        foreach (var personId in personIds)
            _committed.DropPerson(personId);
    }

    private void AfterCommit(SealedTurn turn, WrittenTurn written)
    {
        ForgetPeople(written.Touched);
        if (turn.Joins)
        {
            _committed.Drop(turn.Address);
            keys.Forget(turn.PersonId);
            return;
        }

        if (!turn.Erases)
        {
            // What the person is changed: a conversation of theirs elsewhere must not go on with what was known before.
            if (turn.Commit.Result.Effects.Any(e => e is Effect.SaveProfile or Effect.UseInvitation or Effect.SetSilence))
                _committed.DropPerson(turn.PersonId);
            keys.Remember(turn.PersonId, turn.Key);
            _committed.Put(Loaded(turn), turn.Commit.Before.Seen);
            return;
        }
        if (turn.EndedHash is { } hash)
            ended.Add(hash);
        foreach (var other in written.EndedHashes)
            ended.Add(other);
        _committed.DropPerson(turn.PersonId);
        keys.Forget(turn.PersonId);
        attachments.TryDeleteFiles(written.Files);
    }

    private static CommitResult.Committed ToCommitted(SealedTurn turn, ImmutableArray<StoredMessage> farewells)
    {
        var commit = turn.Commit;
        StoredMessage Message(long ordinal, bool fromPerson, Prompt? prompt, string? text, string? key) =>
            new(turn.After.Id, turn.Address, ordinal, turn.After.Turn, fromPerson, commit.Now, prompt, text, key)
            {
                Ref = fromPerson ? commit.Inbound!.Ref : null,
                Unprompted = !fromPerson && commit.Inbound is null,
                Files = fromPerson ? turn.Files : [],
                LastWord = !fromPerson && turn.Erases,
            };
        var inbound = turn.Inbound is null
            ? null
            : Message(turn.Inbound.Ordinal, true, null, turn.KeepsInput ? KeptText.Of(commit.Inbound!.Shown) : null, commit.Inbound!.Key);
        if (turn.UnreachableAt is not null)
            return new CommitResult.Committed(inbound, []);
        return new CommitResult.Committed(inbound, [.. commit.Result.Effects.OfType<Effect.Say>().Select(s => Message(s.Ordinal, false, s.Prompt, null, null))]) { Elsewhere = farewells };
    }
}
