using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// Takes one answer through its turn, whichever way it came, and tells every stream of its conversation. A turn runs to its
/// end even when whoever sent it is gone, and no reply is given before its commit.
/// </summary>
internal sealed class ActivityIntake(
    TurnRunner runner, ConversationStreams streams, TurnsAtWork turns, LastWords lastWords, EndedAddresses ended, DirectLineLimits limits, TimeProvider time)
{
    private static readonly TimeSpan BeforeTyping = TimeSpan.FromSeconds(1);

    /// <summary>Clients let the sign go after about five seconds.</summary>
    private static readonly TimeSpan BetweenTyping = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    /// <summary>Failures of the world come back as refusals; ours are thrown.</summary>
    /// <param name="from">The stream that sent it: it gets the reply together with what the turn says.</param>
    /// <param name="address">What it counts for beside its conversation, or null where addresses are not limited.</param>
    /// <param name="counted">Whether the call that brought it was counted against the limits already.</param>
    public async Task<ActivityReply> TakeAsync(
        DirectLineReading reading, string conversationId, bool english, StreamSubscription? from = null, LimitedAddress? address = null, bool counted = false)
    {
        var wait = TimeSpan.Zero;
        var reply = counted || TryCount(conversationId, address, out wait)
            ? await TryTakeAsync(reading, conversationId, english, from)
            : Refuse(reading, StatusCodes.Status429TooManyRequests, "TooManyRequests", KindWords.TooMany.In(english), wait);
        // What changed the conversation was told with its change.
        if (reply is ActivityReply.Refused || reading is DirectLineReading.Ignored)
            from?.Offer([], reply);
        return reply;
    }

    /// <summary>Counts what came over a socket, or further in a body, as a call of its own would be counted.</summary>
    public bool TryCount(string conversationId, LimitedAddress? address, out TimeSpan wait) =>
        limits.TryAnswer(conversationId, out wait) && (address is null || limits.TryAddress(address.Address, out wait));

    /// <returns>The reply to a message, the same one for a repeated delivery. It throws what keeps the turn from being taken.</returns>
    public async Task<ActivityReply.Accepted> RunAsync(InboundMessage inbound, string? clientId = null, StreamSubscription? from = null)
    {
        var address = inbound.From.Address;
        using var untold = turns.Begin(address);
        from?.Expect(inbound.Key);
        TurnOutcome outcome;
        // A turn may take its time before it first waits for anything, so the timer must run before it.
        await using (time.CreateTimer(_ => streams.PublishTyping(address), null, BeforeTyping, BetweenTyping))
            outcome = await runner.HandleAsync(inbound, CancellationToken.None);
        var ordinal = outcome is TurnOutcome.Done { Inbound: var now } ? now.Ordinal : ((TurnOutcome.Duplicate)outcome).Inbound.Ordinal;
        var reply = new ActivityReply.Accepted(DirectLineIds.Activity(address, ordinal), ordinal) { ClientId = clientId, Key = inbound.Key };
        if (outcome is TurnOutcome.Done done)
            Tell(inbound.From, [done.Inbound, .. done.Outbound], from, reply);
        else
            from?.Offer([], reply);
        return reply;
    }

    private async Task<ActivityReply> TryTakeAsync(DirectLineReading reading, string conversationId, bool english, StreamSubscription? from)
    {
        try
        {
            return reading switch
            {
                DirectLineReading.Message message => await RunAsync(message.Inbound, message.ClientId, from),
                DirectLineReading.End end => await EndAsync(DirectLineIds.Address(conversationId), end.ClientId, from),
                DirectLineReading.Ignored ignored => new ActivityReply.Accepted(DirectLineIds.Unlogged(conversationId), 0) { ClientId = ignored.ClientId },
                DirectLineReading.Malformed malformed => Refuse(reading, StatusCodes.Status400BadRequest, DirectLineResults.BadArgument, english ? malformed.Why : malformed.Indonesian ?? malformed.Why),
                _ => throw new UnreachableException(),
            };
        }
        catch (ConversationEndedException)
        {
            // It ended while this answer waited for its turn.
            return Refuse(reading, StatusCodes.Status404NotFound, "ConversationNotFound", KindWords.Ended.In(english));
        }
        catch (Exception exception) when (exception is StorageUnavailableException or TurnConflictException)
        {
            return Refuse(reading, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", KindWords.Busy.In(english), BusyFor);
        }
    }

    private static ActivityReply.Refused Refuse(DirectLineReading reading, int status, string code, string words, TimeSpan? after = null) => new(status, code, words, after)
    {
        ClientId = reading.ClientId,
        Key = (reading as DirectLineReading.Message)?.Inbound.Key,
    };

    private void Tell(ChannelAddress address, ImmutableArray<StoredMessage> messages, StreamSubscription? from, ActivityReply reply)
    {
        var end = ended.Contains(address) ? new ConversationEnd(address.Address, messages[^1].Ordinal + 1, time.GetUtcNow(), messages) : null;
        if (end is not null)
            lastWords.Keep(end);
        streams.Publish(address.Address, messages, from, reply, end);
    }

    private async Task<ActivityReply> EndAsync(ChannelAddress address, string? clientId, StreamSubscription? from)
    {
        using var untold = turns.Begin(address.Address);
        var ordinal = await runner.EndAsync(address, CancellationToken.None) + 1;
        var end = new ConversationEnd(address.Address, ordinal, time.GetUtcNow(), []);
        if (ended.Contains(address))
            lastWords.Keep(end);
        var reply = new ActivityReply.Accepted(DirectLineIds.Activity(address.Address, ordinal), 0) { ClientId = clientId };
        streams.Publish(address.Address, [], from, reply, end);
        return reply;
    }
}
