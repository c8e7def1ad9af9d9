using KotanBot.Core.Conversations;

namespace KotanBot;

/// <summary>One line of a terminal chat and the lines that answer it, the same in this process and through the control socket.</summary>
public static class TerminalTalk
{
    /// <summary>The decoder's sign for bytes that are no UTF-8.</summary>
    private const char Unreadable = '\uFFFD';

    public static async Task<IReadOnlyList<string>> SayAsync(TurnRunner runner, ControlMessage message)
    {
        Input input = message.Text.Contains(Unreadable, StringComparison.Ordinal) ? new Input.Unsupported("unreadable bytes") : new Input.Text(message.Text);
        // Once typed, a line is taken whole: stopping in the middle would leave the person without their answer.
        var outcome = await runner.HandleAsync(new InboundMessage(new ChannelAddress(LogOnlyChannel.Terminal, message.Person), message.Key, input, message.Text), CancellationToken.None);
        return outcome is TurnOutcome.Done done
            ? [.. done.Outbound.Where(m => m.Prompt is not null).SelectMany(m => PromptLayout.Lines(m.Prompt!).ReplaceLineEndings("\n").Split('\n'))]
            : [];
    }
}
