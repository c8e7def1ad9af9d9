using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

/// <summary>
/// One update from end to end: read, through its turn, and then what the person sees of it besides the replies. When it
/// returns, the update is durable; when the store fails it throws and the update must come again.
/// </summary>
internal sealed class TelegramIntake(
    TurnRunner runner,
    TurnStore turns,
    MessageStore messages,
    ReachabilityStore reachability,
    MessageSender sender,
    TelegramUploads uploads,
    TelegramKeyboards keyboards,
    TelegramTouches touches,
    TelegramAfterwards afterwards,
    TelegramPace pace,
    TelegramState state,
    ServedDefinitions definitions,
    ITelegramBotClient bot,
    TimeProvider time)
{
    private static readonly TimeSpan BeforeTyping = TimeSpan.FromSeconds(1);

    /// <summary>Telegram shows it for five seconds.</summary>
    private static readonly TimeSpan BetweenTyping = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BetweenGroupLines = TimeSpan.FromHours(1);

    private const int MostGroups = 1_000;

    private readonly ConcurrentDictionary<long, DateTimeOffset> _groups = [];

    public Task HandleAsync(Update update) => TelegramWire.Read(update, state.Username) switch
    {
        TelegramReading.Message message => TakeMessageAsync(message with { Inbound = Named(message.Inbound) }),
        TelegramReading.Press press => TakePressAsync(press with { Inbound = Named(press.Inbound) }),
        TelegramReading.Blocked blocked => TakeBlockAsync(blocked),
        TelegramReading.Unblocked unblocked => reachability.SetReachableAsync(unblocked.Who, unblocked.At),
        TelegramReading.Group group => PointToPrivateChat(group.ChatId),
        TelegramReading.Ignored => Task.CompletedTask,
        _ => throw new UnreachableException(),
    };

    /// <summary>Update ids are one bot's own and begin anew after a quiet week, so the key has the bot, the chat and the message too.</summary>
    private InboundMessage Named(InboundMessage inbound) => inbound with { Key = $"{bot.BotId}/{inbound.Key}/{inbound.From.Address}/{inbound.Ref}" };

    private async Task TakeBlockAsync(TelegramReading.Blocked blocked)
    {
        await reachability.SetUnreachableAsync(blocked.Who, blocked.At);
        sender.Forget(blocked.Who, blocked.At);
    }

    private async Task TakeMessageAsync(TelegramReading.Message message)
    {
        var from = message.Inbound.From;
        // A correction of what was never said here, or was erased, begins nothing.
        if (message.Inbound.Input is Input.Edit && !messages.Exists(from))
            return;
        var said = OpenQuestion(from, Peek(from));
        var outcome = message.Files.IsEmpty ? await RunAsync(message.Inbound) : await uploads.HandleAsync(message.Inbound, message.Files, RunAsync);
        if (outcome is TurnOutcome.Done { Outbound.IsEmpty: false })
            keyboards.Retire(said, Peek(from));
    }

    private async Task TakePressAsync(TelegramReading.Press press)
    {
        var from = press.Inbound.From;
        var pressed = (Input.Press)press.Inbound.Input;
        var before = Peek(from);
        // An erasure takes the prompt away, so it is looked up before the turn.
        var prompt = Find(from, pressed);
        var outcome = await RunAsync(press.Inbound);
        var good = outcome is TurnOutcome.Duplicate duplicate ? messages.FindSaidBefore(from, new MessagePlace(duplicate.Inbound.ConversationId, duplicate.Inbound.Ordinal))?.Ordinal == pressed.Ordinal : IsGood(pressed, before);
        var toast = good || outcome is not TurnOutcome.Done { Outbound.IsEmpty: false } ? null : definitions.Current.Texts.Say(EngineTexts.StaleButton, before?.Language ?? Languages.Indonesian);
        afterwards.DoAtOnce(c => touches.AnswerCallbackAsync(press.CallbackId, toast, c));
        keyboards.Press(ChatOf(from), press.MessageId, good ? prompt : null, pressed.Key, Peek(from));
    }

    private async Task<TurnOutcome> RunAsync(InboundMessage inbound)
    {
        var chat = ChatOf(inbound.From);
        pace.Promote(chat);
        // A turn may take its time before it first waits for anything, so the timer must run before it.
        await using var typing = time.CreateTimer(_ => afterwards.DoAtOnce(c => touches.TypingAsync(chat, c)), null, BeforeTyping, BetweenTyping);
        return await runner.HandleAsync(inbound, CancellationToken.None);
    }

    /// <summary>In a group somebody talks to the bot: one line an hour tells where it listens.</summary>
    private Task PointToPrivateChat(long group)
    {
        var now = time.GetUtcNow();
        if (_groups.TryGetValue(group, out var last) && now - last < BetweenGroupLines)
            return Task.CompletedTask;
        if (_groups.Count >= MostGroups)
            _groups.Clear();
        _groups[group] = now;
        var line = definitions.Current.Texts.Say(EngineTexts.PrivateOnly, Languages.Indonesian, ("link", $"https://t.me/{state.Username}"));
        afterwards.Do(c => touches.SayOnceAsync(group, line, c));
        return Task.CompletedTask;
    }

    /// <summary>As the engine sees it: a command works from any button.</summary>
    private static bool IsGood(Input.Press pressed, Conversation? before) =>
        pressed.Key.StartsWith('/') || (before is not null && pressed.Turn == before.PromptTurn && pressed.Ordinal == before.PromptOrdinal);

    private StoredMessage? Find(ChannelAddress from, Input.Press pressed) =>
        messages.Find(from, pressed.Ordinal) is { FromPerson: false } said && said.Turn == pressed.Turn ? said : null;

    /// <summary>What the person answers: the open question, or the menu that was said last.</summary>
    private StoredMessage? OpenQuestion(ChannelAddress from, Conversation? now) => now switch
    {
        null or { Ordinal: 0 } => null,
        { PromptOrdinal: > 0 } => messages.Find(from, now.PromptOrdinal) is { FromPerson: false } asked ? asked : null,
        _ => messages.FindSaidBefore(from, new MessagePlace(now.Id, now.Ordinal + 1)),
    };

    /// <summary>Null for a state that does not open; what becomes of that, the turn decides.</summary>
    private Conversation? Peek(ChannelAddress from)
    {
        try
        {
            return turns.Load(from).Conversation;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private static long ChatOf(ChannelAddress from) => TelegramChannel.ReadChatId(from) ?? throw new UnreachableException();
}
