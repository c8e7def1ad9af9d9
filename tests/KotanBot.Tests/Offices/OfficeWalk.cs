using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Tests.Offices;

/// <summary>
/// Tries everything that one person can type or press: every command of the bot, alone and with every word that might lead somewhere, and from what is asked
/// then every button and every one of those words again, a few steps deep.
/// </summary>
internal sealed class OfficeWalk(TurnRunner runner, DefinitionSet definitions, ChannelAddress address)
{
    /// <summary>Steps after a bare command; after one with a word, which leads to the middle of a room, one is enough.</summary>
    private const int Depth = 2;
    private const int MostButtons = 5;

    /// <summary>They end the person or the walk itself; erasing is tried last, by the test.</summary>
    private static readonly string[] LeftOut = ["/hapus", "/bahasa"];

    private int _sent;

    /// <summary>Every text and button that the bot showed.</summary>
    public List<string> Shown { get; } = [];

    /// <summary>Who the bot takes this person for.</summary>
    public Facts Facts(Stores stores) => stores.Facts.Read(stores.Turns.Load(address), FactsRequest.Usual, DateTimeOffset.UnixEpoch);

    public async Task SayAsync(params string[] lines)
    {
        foreach (var line in lines)
            await SendAsync(new Input.Text(line), line);
    }

    public async Task WalkAsync(IReadOnlyList<string> words)
    {
        foreach (var command in definitions.Commands.Menu.Select(l => l.Command).Except(LeftOut))
        {
            foreach (var line in words.Select(w => $"{command} {w}").Prepend(command))
            {
                await FollowAsync(line, words, []);
                await SayAsync("/batal", "ya");
            }
        }
    }

    /// <summary>From the same line on, each way onward in turn: the talk has no way back but to begin anew.</summary>
    private async Task FollowAsync(string line, IReadOnlyList<string> words, IReadOnlyList<string> way)
    {
        var prompts = await SendAsync(new Input.Text(line), line);
        foreach (var step in way)
            prompts = await SendAsync(PressOrType(prompts, step), step);
        if (way.Count >= (line.Contains(' ', StringComparison.Ordinal) ? 1 : Depth) || prompts.LastOrDefault(p => p.Prompt!.Kind == PromptKind.Question) is not { } asked || !IsOffice(line))
            return;
        foreach (var next in asked.Prompt!.Choices.Take(MostButtons).Select(c => c.Key).Concat(way.Count == 0 && !line.Contains(' ', StringComparison.Ordinal) ? words : []))
        {
            await SayAsync("/batal", "ya");
            await FollowAsync(line, words, [.. way, next]);
        }
    }

    /// <summary>Reports and questionnaires are one's own from the first question to the last; one step shows that.</summary>
    private bool IsOffice(string line) =>
        definitions.Commands.Menu.First(l => l.Command == line.Split(' ')[0]).Action is { } action && Core.Offices.Access.IsForOffices(action);

    private static Input PressOrType(IReadOnlyList<StoredMessage> prompts, string step) =>
        prompts.LastOrDefault(p => p.Prompt!.Choices.Any(c => c.Key == step)) is { } shown ? new Input.Press(shown.Turn, shown.Ordinal, step) : new Input.Text(step);

    private async Task<IReadOnlyList<StoredMessage>> SendAsync(Input input, string shown)
    {
        var outcome = await runner.HandleAsync(new InboundMessage(address, $"walk-{address.Address}-{_sent++}", input, shown), CancellationToken.None);
        var said = outcome is TurnOutcome.Done done ? done.Outbound.Where(m => m.Prompt is not null).ToList() : [];
        Shown.AddRange(said.SelectMany(m => m.Prompt!.Choices.Select(c => $"{c.Key} {c.Label}").Prepend(m.Prompt.Text)));
        return said;
    }
}
