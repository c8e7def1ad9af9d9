using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

/// <summary>One person's side of a conversation, with the effects that an engine would have decided.</summary>
public sealed class Chat(Stores stores, string address)
{
    private int _keys;

    public ChannelAddress Address { get; } = new("test", address);

    public DateTimeOffset Now { get; set; }

    /// <summary>Keeps the keys of one process apart from those of another.</summary>
    public string KeyPrefix { get; init; } = address;

    /// <summary>The channel's name of the next message.</summary>
    public string? Ref { get; set; }

    public LoadedConversation Load() => stores.Turns.Load(Address);

    /// <summary>A turn that hears <paramref name="text"/>, does the effects and answers each reply.</summary>
    public TurnCommit Decide(LoadedConversation before, string text, string[] replies, params Effect[] effects)
    {
        var inbound = new InboundMessage(Address, $"{KeyPrefix}-{Interlocked.Increment(ref _keys).ToString(CultureInfo.InvariantCulture)}", new Input.Text(text), text) { Ref = Ref };
        var ordinal = before.Conversation.Ordinal + 1;
        Effect[] says = [.. replies.Select((r, i) => new Effect.Say(ordinal + 1 + i, new Prompt(r)))];
        var after = before.Conversation with { Turn = before.Conversation.Turn + 1, Ordinal = ordinal + replies.Length };
        return new TurnCommit(before, new TurnResult(after, [.. effects, .. says]), stores.Facts.Read(before, FactsRequest.Usual, Now), inbound.Input, inbound, Now);
    }

    public Task<CommitResult> CommitAsync(string text, params Effect[] effects) =>
        stores.Turns.CommitAsync(Decide(Load(), text, ["Baik: " + text], effects));

    /// <summary>A turn that the person did not start, as a reminder is.</summary>
    public async Task<CommitResult.Committed> RemindAsync(string text)
    {
        var before = stores.Turns.LoadById(Load().Conversation.Id)!;
        var ordinal = before.Conversation.Ordinal + 1;
        var after = before.Conversation with { Turn = before.Conversation.Turn + 1, Ordinal = ordinal };
        var result = new TurnResult(after, [new Effect.Say(ordinal, new Prompt(text))]);
        return Assert.IsType<CommitResult.Committed>(await stores.Turns.CommitAsync(new TurnCommit(before, result, new Facts(), new Input.Timeout(), null, Now)));
    }

    public async Task<CommitResult.Committed> SayAsync(string text, params Effect[] effects) =>
        Assert.IsType<CommitResult.Committed>(await CommitAsync(text, effects));
}
