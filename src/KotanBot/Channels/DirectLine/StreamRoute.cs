using System.Net.WebSockets;
using KotanBot.Storage;

namespace KotanBot.Channels.DirectLine;

/// <summary>
/// One open socket per client, in Direct Line's form or in the lean one: the log comes out of it and answers may come in. It lives until
/// the client goes, the conversation ends or the server stops; a turn that began is finished in any case.
/// </summary>
internal sealed class StreamRoute(
    DirectLineDoor door,
    DirectLineTokens tokens,
    MessageStore messages,
    ConversationStreams streams,
    ActivityIntake intake,
    EndedAddresses ended,
    LastWords lastWords,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<StreamRoute> logger)
{
    /// <summary>How long a client may take to say goodbye.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RenewedAfter = TimeSpan.FromDays(1);

    public async Task OpenAsync(string id, HttpContext context)
    {
        var caller = door.OpenStream(context, id);
        if (caller is not Caller.Holder { Token: var token })
        {
            await ((Caller.Refused)caller).Answer.ExecuteAsync(context);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest || !DirectLineIds.TryReadWatermark(context.Request.Query["watermark"].ToString(), out var after))
        {
            await DirectLineResults.Bad("A stream is opened as a WebSocket, with a watermark that this server gave.").ExecuteAsync(context);
            return;
        }

        // A page that comes back to a conversation which this server does not know would wait in it for ever.
        if (token.Use == TokenUse.Resume && !messages.Exists(DirectLineIds.Address(id)))
        {
            await DirectLineResults.Ended().ExecuteAsync(context);
            return;
        }

        // Listening begins before the log is read, so that nothing falls between the two.
        using var subscription = streams.TrySubscribe(id, ListenerKind.Stream);
        if (subscription is null)
        {
            await DirectLineResults.OpenTooOften(context).ExecuteAsync(context);
            return;
        }

        if (ended.Contains(DirectLineIds.Address(id)))
            subscription.Offer([], end: lastWords.Find(id, Math.Max(after, 1)) ?? new ConversationEnd(id, after + 1, time.GetUtcNow(), []));
        using var socket = await StreamHandshake.AcceptAsync(context);
        IStreamForm form = StreamHandshake.IsLean(context) ? new LeanForm() : new DirectLineForm(id, token.UserId, AttachmentLinks.For(tokens, context.Request, token.UserId));
        var answers = new StreamAnswers(new FrameReader(socket), subscription, intake, form, DirectLineResults.WantsEnglish(context), context.Features.Get<LimitedAddress>(), logger);
        await RunAsync(socket, new StreamDelivery(socket, subscription, messages, form, time, after), answers, Renewed(token), context.RequestAborted);
    }

    private async Task RunAsync(WebSocket socket, StreamDelivery delivery, StreamAnswers answers, string? resume, CancellationToken aborted)
    {
        // Cancelling a read or a write aborts a socket, so these are kept apart.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        using var read = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        using var write = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        // Who reads slowly does not hold up a server that stops.
        await using var hurry = stop.Token.Register(() => write.CancelAfter(Farewell));
        // The first frame may be here already, and its turn must not hold up the writer.
        var writing = QuietAsync(WriteAsync());
        var reading = QuietAsync(answers.RunAsync(read.Token));
        try
        {
            await writing;
        }
        finally
        {
            // Ends the waiting for the client; a turn that runs is waited for.
            read.CancelAfter(Farewell);
            await reading;
        }

        async Task WriteAsync()
        {
            if (resume is not null)
                await delivery.SendAloneAsync(LeanWire.Write(new LeanSet { Resume = resume }), write.Token);
            var status = await delivery.RunAsync(stop.Token, write.Token);
            if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
                return;
            using var patience = new CancellationTokenSource(Farewell);
            await socket.CloseOutputAsync(status, null, patience.Token);
        }
    }

    /// <summary>A page that comes every few days never loses its conversation.</summary>
    private string? Renewed(DirectLineToken token)
    {
        var issuedAt = token.ExpiresAt - DirectLineTokens.Lifetime(token.Use);
        return token.Use == TokenUse.Resume && time.GetUtcNow() - issuedAt > RenewedAfter
            ? tokens.Sign(token.ConversationId, token.UserId, TokenUse.Resume, token.Origins)
            : null;
    }

    /// <summary>A line that breaks is no error: the client comes back with its watermark.</summary>
    private static async Task QuietAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException or IOException)
        {
            // Nothing to do; see above.
        }
    }
}
