using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>
/// A turn with everything sealed that can be sealed before the writer's turn comes: the writer thread is shared by all
/// conversations, the caller's thread is not.
/// </summary>
internal sealed class SealedTurn
{
    private SealedTurn(TurnCommit commit, PersonKey key)
    {
        Commit = commit;
        Key = key;
    }

    public TurnCommit Commit { get; }

    public PersonKey Key { get; }

    public Conversation After => Commit.Result.Conversation;

    public string PersonId => Commit.Before.PersonId;

    public ChannelAddress Address => Commit.Before.Address;

    public long ExpectedTurn => Commit.Before.Conversation.Turn;

    public long NowAt => Instant.ToColumn(Commit.Now);

    /// <summary>A message shows that its sender can be reached again.</summary>
    public long? UnreachableAt => Commit.Inbound is null ? Instant.ToColumn(Commit.Before.UnreachableAt) : null;

    public bool Erases { get; private init; }

    /// <summary>Whether the conversation becomes another person's with this turn.</summary>
    public bool Joins => Commit.Result.Effects.Any(e => e is Effect.JoinPerson);

    public string? AddressHash { get; private init; }

    public string? AddressCipher { get; private init; }

    /// <summary>Set when the address ends with this turn.</summary>
    public string? EndedHash { get; private init; }

    public string? StateCipher { get; private init; }

    public string? TurnCipher { get; private init; }

    public MessageRows.New? Inbound { get; private init; }

    public ImmutableArray<MessageRows.New> Outbound { get; private init; } = [];

    /// <summary>Whose words the turn was decided from, sealed with the keys of those people.</summary>
    public ImmutableArray<MentionRows.New> Mentions { get; private init; } = [];

    /// <summary>The files of the inbound message that this turn gave to an answer; the others are deleted.</summary>
    public ImmutableArray<MessageFile> Files { get; private init; } = [];

    /// <param name="others">Whose words the facts hold, each with their key.</param>
    public static SealedTurn From(TurnCommit commit, PersonKey key, KeyRing keys, ImmutableArray<(ShownWords Shown, PersonKey Key)> others)
    {
        RequireGapless(commit);
        var after = commit.Result.Conversation;
        var erases = commit.Result.Effects.Any(e => e is Effect.ErasePerson);
        var forgets = commit.Result.Effects.Any(e => e is Effect.ForgetInput);
        var address = commit.Before.Address;
        var isNew = commit.Before.IsNew;
        var files = forgets || erases ? [] : NamedFiles(commit);
        return new SealedTurn(commit, key)
        {
            Erases = erases,
            AddressHash = isNew ? ConversationRows.AddressHash(keys, address) : null,
            AddressCipher = isNew ? key.Seal(address.Address, ConversationRows.AddressPlace(after.Id)) : null,
            EndedHash = erases && commit.AddressEnds ? EndedAddressRows.Hash(keys, address) : null,
            StateCipher = erases ? null : key.Seal(ConversationJson.Write(after), ConversationRows.StatePlace(after.Id)),
            TurnCipher = erases ? null : SealTurn(commit, key, forgets),
            Inbound = commit.Inbound is { } inbound ? SealInbound(commit, inbound, files, key, keys, forgets || erases) : null,
            Files = files,
            Mentions = erases ? [] : [.. others.Select(o => SealMention(commit, o.Shown.PersonId, o.Shown.Words, o.Key))],
            Outbound = [.. commit.Result.Effects.OfType<Effect.Say>().Select(s => SealSay(commit, s, key, erases))],
        };
    }

    /// <summary>Whether the inbound text may be shown and kept.</summary>
    public bool KeepsInput => Inbound is { Cipher: not null };

    public static MentionRows.New SealMention(TurnCommit commit, string personId, ImmutableArray<string> words, PersonKey key)
    {
        var after = commit.Result.Conversation;
        return new MentionRows.New(personId, key.Seal(ConversationJson.Write(words.ToArray()), MentionRows.Place(after.Id, after.Turn)));
    }

    private static string SealTurn(TurnCommit commit, PersonKey key, bool forgets)
    {
        var content = TurnRows.Content.Of(forgets ? null : commit.Input, forgets ? WithoutInput(commit.Facts) : commit.Facts, commit.Failure);
        var after = commit.Result.Conversation;
        return key.Seal(ConversationJson.Write(content), TurnRows.Place(after.Id, after.Turn));
    }

    /// <summary>What was looked up because of the words that are forgotten would tell them: a single word is looked up as a code.</summary>
    private static Facts WithoutInput(Facts facts) => facts with { Serving = null, Invitation = null, Link = null };

    private static MessageRows.New SealInbound(TurnCommit commit, InboundMessage inbound, ImmutableArray<MessageFile> files, PersonKey key, KeyRing keys, bool forgets)
    {
        var id = commit.Result.Conversation.Id;
        var ordinal = commit.Before.Conversation.Ordinal + 1;
        var state = forgets ? "forgotten" : commit.Failure is null ? "received" : "failed";
        var content = new MessageRows.Content(KeptText.Of(inbound.Shown), inbound.Key) { Files = files.IsEmpty ? null : files };
        var cipher = forgets ? null : key.Seal(ConversationJson.Write(content), MessageRows.Place(id, ordinal));
        return new MessageRows.New(ordinal, FromPerson: true, state, MessageRows.KeyHash(keys, inbound), cipher, forgets ? null : inbound.Ref);
    }

    private static ImmutableArray<MessageFile> NamedFiles(TurnCommit commit)
    {
        if (commit.Inbound is not { Files: { IsEmpty: false } files })
            return [];
        var named = commit.Result.Effects
            .Select(e => e switch
            {
                Effect.RecordAnswer record => record.Value,
                Effect.ReviseAnswer revise => revise.After,
                _ => null,
            })
            .OfType<AnswerValue.Photos>().SelectMany(p => p.Ids).ToHashSet(StringComparer.Ordinal);
        return files.RemoveAll(f => !named.Contains(f.Id));
    }

    /// <summary>What is said in an erasing turn holds nothing personal and must be readable without the key.</summary>
    private static MessageRows.New SealSay(TurnCommit commit, Effect.Say say, PersonKey key, bool erases)
    {
        var json = ConversationJson.Write(say.Prompt);
        var cipher = erases ? PersonKey.PlainScheme + json : key.Seal(json, MessageRows.Place(commit.Result.Conversation.Id, say.Ordinal));
        return new MessageRows.New(say.Ordinal, FromPerson: false, StateOf(commit), null, cipher)
        {
            ForgetAt = say.Unkept ? Instant.ToColumn(commit.Now + UnkeptFor) : null,
        };
    }

    /// <summary>So long a page that is opened anew can still show what was said.</summary>
    private static readonly TimeSpan UnkeptFor = TimeSpan.FromHours(1);

    private static string StateOf(TurnCommit commit)
    {
        if (commit.ReadFromLog)
            return "sent";
        return commit.Inbound is null && commit.Before.UnreachableAt is not null ? "unreachable" : "pending";
    }

    /// <summary>A gap would be a message that a client waits for in vain, so a turn that leaves one is refused as our mistake.</summary>
    private static void RequireGapless(TurnCommit commit)
    {
        var (before, after) = (commit.Before.Conversation, commit.Result.Conversation);
        if (commit.Input.IsMessage != commit.Inbound is not null)
            throw new ArgumentException("exactly the inputs that are messages come with their inbound message", nameof(commit));
        if (after.Id != before.Id || after.Turn != before.Turn + 1)
            throw new ArgumentException($"turn {after.Turn} does not follow turn {before.Turn} of {before.Id}", nameof(commit));
        var ordinal = before.Ordinal + (commit.Inbound is null ? 0 : 1);
        foreach (var say in commit.Result.Effects.OfType<Effect.Say>())
        {
            if (say.Ordinal != ++ordinal)
                throw new ArgumentException($"ordinal {say.Ordinal} of {before.Id} should be {ordinal}", nameof(commit));
        }
        if (after.Ordinal != ordinal)
            throw new ArgumentException($"conversation {before.Id} counts {after.Ordinal} messages but wrote {ordinal}", nameof(commit));
    }
}
