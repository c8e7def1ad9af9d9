using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Host;

/// <summary>A turn runner over a real database, with a turn function, a clock and a log of the test's own.</summary>
public sealed class TurnStage : IAsyncDisposable
{
    public static readonly ChannelAddress Ani = new(LogOnlyChannel.Terminal, "ani");

    private readonly TempFolder _folder;

    private TurnStage(TempFolder folder, OpenedGateway gateway, IEnumerable<IChannel> channels)
    {
        _folder = folder;
        Gateway = gateway;
        Sender = gateway.CreateSender(channels, Log);
        Runner = gateway.CreateRunner(Sender, Log);
    }

    public OpenedGateway Gateway { get; }

    public Stores Stores => Gateway.Stores;

    public MessageSender Sender { get; }

    public TurnRunner Runner { get; }

    public ListLogger Log { get; } = new();

    public ManualClock Clock => (ManualClock)Gateway.Options.TimeProvider;

    public static async Task<TurnStage> OpenAsync(RunTurnFunction? runTurn = null, params IChannel[] channels)
    {
        var folder = new TempFolder();
        var gateway = await OpenedGateway.TryOpenAsync(new GatewayOptions { DataPath = folder.Data, TimeProvider = new ManualClock(), RunTurn = runTurn });
        return new TurnStage(folder, gateway!, channels);
    }

    /// <summary>The decision of a bot that repeats what it hears.</summary>
    public static TurnResult Echo(Conversation conversation, Input input) =>
        Say(conversation, input, input is Input.Text text ? text.Value : input.GetType().Name);

    public static TurnResult Say(Conversation conversation, Input input, string words)
    {
        var ordinal = conversation.Ordinal + (input.IsMessage ? 2 : 1);
        return new TurnResult(conversation with { Turn = conversation.Turn + 1, Ordinal = ordinal }, [new Effect.Say(ordinal, new Prompt(words))]);
    }

    public static InboundMessage Message(string key, string text, ChannelAddress? from = null) => new(from ?? Ani, key, new Input.Text(text), text);

    public async Task<TurnOutcome.Done> SayAsync(string key, string text) =>
        Assert.IsType<TurnOutcome.Done>(await Runner.HandleAsync(Message(key, text), CancellationToken.None));

    public IReadOnlyList<string> Transcript() => [.. Stores.Messages.ReadAfter(Ani, 0, 100).Select(m => m.FromPerson ? $"user: {m.Text}" : $"bot: {m.Prompt!.Text}")];

    /// <summary>What no store does: damages rows.</summary>
    public Task RunAsync(string sql) => Stores.Database.WriteAsync((c, t) => c.Execute(sql, transaction: t));

    public IReadOnlyList<string> Column(string sql) => Stores.Database.Read(c => c.Query<string>(sql).AsList());

    public async ValueTask DisposeAsync()
    {
        await Sender.DisposeAsync();
        await Gateway.DisposeAsync();
        _folder.Dispose();
    }
}
