using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>How a golden conversation is played: with the server stopped and started after every so many messages, and with every message sent twice.</summary>
/// <remarks>After an erasure there is no restart: that an address has ended is known to the running server only, since the
/// database keeps no trace of it; after a restart the same address begins anew, as a stranger.</remarks>
internal sealed record CorpusManner(int RestartEvery = 0, bool DeliversTwice = false);

/// <summary>Plays one golden conversation through a channel and holds every turn against the file: texts, choices and rows.</summary>
internal sealed class CorpusPlay(CorpusHost host, CorpusManner manner, CorpusPlayer player)
{
    private readonly Differences _expected = new();
    private readonly Differences _actual = new();
    private readonly ExpectedRows _rows = new();
    private int _messages;

    public string ConversationId { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Person => player.Person;

    public IReadOnlyList<Input> Forgotten => player.Forgotten;

    public int Restarts { get; private set; }

    /// <summary>Over Direct Line, from a conversation of its own.</summary>
    public static async Task<CorpusPlay> OverDirectLineAsync(CorpusHost host, CorpusManner manner) =>
        new(host, manner, new DirectLinePlayer(host, await DirectLineChat.BeginAsync(host), manner.DeliversTwice));

    public async Task RunAsync(string name)
    {
        foreach (var step in CorpusFile.Read(name))
        {
            if (manner.RestartEvery > 0 && step.Stimulus[0] != '@' && !_rows.Erased && ++_messages % manner.RestartEvery == 0)
            {
                Restarts++;
                await host.RestartAsync();
            }

            await PlayAsync(step);
        }
    }

    private async Task PlayAsync(CorpusStep step)
    {
        var before = Load()?.Conversation ?? new Conversation { Id = ConversationId };
        var said = await player.TakeAsync(step);
        Assert.Equal(Text(step, step.Said, _expected), Text(step, said, _actual));
        if (step.Stimulus[0] == '@' && step.Stimulus != "@wake")
            return;
        if (ConversationId.Length == 0)
            _rows.Know(player);
        var after = Load();
        if (after is not null)
            ConversationId = after.Conversation.Id;
        _rows.Apply(step.Done, before, after?.Conversation, player);
        _rows.Check(host.Stores, ConversationId, player);
        if (player.ShowsForgotten is { } shows)
            Assert.Equal(step.Done.Contains("do: forget input") || step.Erases, shows);
    }

    private LoadedConversation? Load() =>
        !host.Stores.Ended.Contains(player.Address) && host.Stores.Turns.Load(player.Address) is { IsNew: false } loaded ? loaded : null;

    private static string Text(CorpusStep step, IEnumerable<string> said, Differences differences) =>
        string.Join('\n', said.Select(differences.Level).Prepend(step.Stimulus));
}
