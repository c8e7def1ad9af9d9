using KotanBot.Core.Conversations;

namespace KotanBot.Tests.Host;

public sealed class ConversationGateTests
{
    private static readonly ChannelAddress Here = new("terminal", "a");

    [Fact]
    public async Task The_second_waits_until_the_first_leaves()
    {
        var gate = new ConversationGate();
        var first = await gate.EnterAsync(Here, CancellationToken.None);
        var second = gate.EnterAsync(Here, CancellationToken.None);
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second).Dispose();
        Assert.Equal(0, gate.Count);
    }

    [Fact]
    public async Task Others_do_not_wait()
    {
        var gate = new ConversationGate();
        using var first = await gate.EnterAsync(Here, CancellationToken.None);

        Assert.True(gate.EnterAsync(new ChannelAddress("terminal", "b"), CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_nothing_behind()
    {
        var gate = new ConversationGate();
        using var patience = new CancellationTokenSource();
        var first = await gate.EnterAsync(Here, CancellationToken.None);
        var second = gate.EnterAsync(Here, patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();

        Assert.Equal(0, gate.Count);
    }
}
