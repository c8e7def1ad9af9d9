using KotanBot.Core.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>How a golden conversation is played: with the server stopped and started after every so many messages, and with every message sent twice.</summary>
/// <remarks>After an erasure there is no restart: that an address has ended is known to the running server only, since the
/// database keeps no trace of it; after a restart the same address begins anew, as a stranger.</remarks>
internal sealed record CorpusManner(int RestartEvery = 0, bool DeliversTwice = false);

/// <summary>Plays one golden conversation over Direct Line and holds every turn against the file: texts, choices and rows.</summary>
internal sealed class CorpusPlay(CorpusHost host, CorpusManner manner)
{
    private readonly Differences _expected = new();
    private readonly Differences _actual = new();
    private readonly ExpectedRows _rows = new();
    private int _messages;

    public string ConversationId { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Person { get; private set; } = new Dictionary<string, string>();

    public int Restarts { get; private set; }

    public async Task RunAsync(string name)
    {
        var chat = await DirectLineChat.BeginAsync(host);
        var player = new DirectLinePlayer(host, chat, manner.DeliversTwice);
        Person = player.Person;
        foreach (var step in CorpusFile.Read(name))
        {
            if (manner.RestartEvery > 0 && step.Stimulus[0] != '@' && !_rows.Erased && ++_messages % manner.RestartEvery == 0)
            {
                Restarts++;
                await host.RestartAsync();
            }

            await PlayAsync(step, player, chat);
        }
    }

    private async Task PlayAsync(CorpusStep step, DirectLinePlayer player, DirectLineChat chat)
    {
        var before = Load(chat)?.Conversation ?? new Conversation { Id = ConversationId };
        var said = await player.TakeAsync(step);
        Assert.Equal(Text(step, step.Said, _expected), Text(step, said, _actual));
        if (step.Stimulus[0] == '@' && step.Stimulus != "@wake")
            return;
        if (ConversationId.Length == 0)
            _rows.Know(player);
        var after = Load(chat);
        if (after is not null)
            ConversationId = after.Conversation.Id;
        _rows.Apply(step.Done, before, after?.Conversation, player);
        _rows.Check(host.Stores, ConversationId, player);
        Assert.Equal(step.Done.Contains("do: forget input") || step.Erases, player.Echo?["channelData"]?["forgotten"]?.GetValue<bool>() ?? false);
    }

    private LoadedConversation? Load(DirectLineChat chat) =>
        !host.Stores.Ended.Contains(chat.Address) && host.Stores.Turns.Load(chat.Address) is { IsNew: false } loaded ? loaded : null;

    private static string Text(CorpusStep step, IEnumerable<string> said, Differences differences) =>
        string.Join('\n', said.Select(differences.Level).Prepend(step.Stimulus));
}
