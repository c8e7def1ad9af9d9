using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot;

/// <summary>
/// Takes one input through its turn: load, decide, commit in one transaction, hand the answers to the outbox. When it
/// returns, the input is durable; when it throws, nothing was stored and the channel must deliver the input again.
/// </summary>
public sealed class TurnRunner(
    DialogShelf dialogs, TurnStore turns, FactsStore facts, MessageSender sender, TimeProvider time, ILogger<TurnRunner> logger, RunTurnFunction? runTurn = null)
{
    /// <summary>So often is a turn decided anew after another writer got ahead.</summary>
    public const int MostReruns = 3;

    /// <summary>So often may one input throw before it is put aside as failed.</summary>
    public const int MostFailures = 3;

    private readonly RunTurnFunction _runTurn = runTurn ?? ConversationEngine.RunTurn;
    private readonly ConversationGate _gate = new();

    public async Task<TurnOutcome> HandleAsync(InboundMessage message, CancellationToken cancellation)
    {
        using var pass = await _gate.EnterAsync(message.From, cancellation);
        return await RunAsync(() => turns.Load(message.From), () => turns.LoadAnew(message.From), message.Input, message) switch
        {
            CommitResult.Committed committed => new TurnOutcome.Done(committed.Inbound!, committed.Outbound),
            CommitResult.Duplicate duplicate => new TurnOutcome.Duplicate(duplicate.Inbound),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>
    /// Ends an address at the wish of its client, after whatever turn runs there now: nobody is heard or told anything there again. All that
    /// was said and answered stays.
    /// </summary>
    /// <returns>The last ordinal of its log.</returns>
    public async Task<long> EndAsync(ChannelAddress address, CancellationToken cancellation)
    {
        using var pass = await _gate.EnterAsync(address, cancellation);
        return await turns.EndAsync(address, time.GetUtcNow());
    }

    /// <summary>
    /// Feeds a timeout to a conversation whose wake-up time has come; does nothing when it is no longer due. It throws when the
    /// conversation cannot be read: only a message, which can be answered, gives up on a stored state.
    /// </summary>
    public async Task WakeAsync(string conversationId, CancellationToken cancellation)
    {
        if (turns.LoadById(conversationId) is not { } seen)
            return;
        using var pass = await _gate.EnterAsync(seen.Address, cancellation);
        if (turns.LoadById(conversationId)?.Conversation.WakeAt is { } due && due <= time.GetUtcNow())
            await RunAsync(() => turns.LoadById(conversationId) ?? seen, () => seen, new Input.Timeout(), null);
    }

    /// <summary>Tells a conversation what happened outside it; does nothing when the conversation is gone.</summary>
    public async Task FeedAsync(string conversationId, Input news, CancellationToken cancellation)
    {
        if (turns.LoadById(conversationId) is not { } seen)
            return;
        using var pass = await _gate.EnterAsync(seen.Address, cancellation);
        if (turns.LoadById(conversationId) is not null)
            await RunAsync(() => turns.LoadById(conversationId) ?? seen, () => seen, news, null);
    }

    /// <summary>
    /// What the bot would say to somebody new, with the places it would have in their log; nothing is stored. A page can show its
    /// first question before anybody has answered it.
    /// </summary>
    public ImmutableArray<Effect.Say> Foresee(Input first)
    {
        var somebody = new Conversation { Id = "somebody-new" };
        return [.. _runTurn(dialogs.ForSomebodyNew, somebody, new Facts(), first, Now()).Effects.OfType<Effect.Say>()];
    }

    private async Task<CommitResult> RunAsync(Func<LoadedConversation> load, Func<LoadedConversation> loadAnew, Input input, InboundMessage? inbound)
    {
        string? failure = null;
        LoadedConversation? before = null;
        for (int conflicts = 0, failures = 0; ;)
        {
            try
            {
                before ??= load();
                var result = await CommitAsync(before, input, inbound, failure);
                if (result is CommitResult.Committed committed)
                    sender.Offer([.. committed.Outbound, .. committed.Elsewhere]);
                if (result is not CommitResult.Conflict)
                    return result;
                logger.LogInformation("Turn {Turn} of conversation {Conversation} met a conflict", before.Conversation.Turn + 1, before.Conversation.Id);
                if (++conflicts > MostReruns)
                    throw new TurnConflictException(before.Conversation.Id);
                before = null;
            }
            catch (Exception exception) when (failure is null && IsOurs(exception))
            {
                var place = (before ?? loadAnew()).Conversation;
                logger.LogError("Turn {Turn} of conversation {Conversation} failed: {Failure}", place.Turn + 1, place.Id, Failure.Describe(exception));
                if (++failures < MostFailures)
                    continue;
                failure = exception.GetType().FullName ?? nameof(Exception);
                // A state that does not open would refuse every message to come, so it is given up with this one.
                if (before is null)
                    load = loadAnew;
            }
        }
    }

    private Task<CommitResult> CommitAsync(LoadedConversation before, Input input, InboundMessage? inbound, string? failure)
    {
        var now = Now();
        Facts known;
        TurnResult result;
        if (failure is null)
        {
            known = facts.Read(before, Look(before.Conversation, input), now);
            result = _runTurn(dialogs.For(before.Conversation, known, logger), before.Conversation, known, input, now);
        }
        else
        {
            // Reading the facts may be what throws.
            known = new Facts();
            result = ConversationEngine.GiveUp(dialogs.Current, before.Conversation, input);
        }
        var channel = before.Address.Channel;
        return turns.CommitAsync(new TurnCommit(before, result, known, input, inbound, now, failure)
        {
            ReadFromLog = sender.ReadsFromLog(channel),
            AddressEnds = sender.EndsAddresses(channel),
            TraitsOf = other => new ChannelTraits(sender.ReadsFromLog(other), sender.EndsAddresses(other)),
        });
    }

    /// <summary>No finer than a turn's time is stored, so that its replay is given the very same instant.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    private FactsRequest Look(Conversation conversation, Input input)
    {
        // Whether a code is being asked for, only the run's own version of the dialog knows.
        var meaning = dialogs.Before(conversation, logger).Recognise(conversation, input);
        var about = input switch
        {
            Input.Edit edit => edit.Ref,
            Input.Reply reply => reply.Ref,
            _ => null,
        };
        return new FactsRequest(meaning.AsksForHeldData, meaning.InvitationCode, about) { Needs = meaning.Needs, Office = meaning.Office, Link = meaning.Link, Places = meaning.Places, Entries = meaning.Entries };
    }

    /// <summary>The world's failures (a full disk, a stopped writer) and lateness say nothing against the input and are not counted.</summary>
    private static bool IsOurs(Exception exception) =>
        exception is not (StorageUnavailableException or ConversationEndedException or TurnConflictException or OperationCanceledException or ObjectDisposedException);
}
