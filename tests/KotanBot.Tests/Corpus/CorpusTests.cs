namespace KotanBot.Tests.Corpus;

/// <summary>
/// Every golden conversation over real HTTP against the real server and SQLite: the same words and choices as on the pure
/// core, and after every turn the rows that the file tells.
/// </summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFile.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_over_Direct_Line_as_written_and_replays_from_its_stored_turns(string name)
    {
        await using var host = await CorpusHost.StartNewAsync();
        var play = await CorpusPlay.OverDirectLineAsync(host, new CorpusManner());

        await play.RunAsync(name);

        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person, play.Forgotten));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_the_same_when_the_server_restarts_in_between(string name)
    {
        await using var host = await CorpusHost.StartNewAsync();
        var play = await CorpusPlay.OverDirectLineAsync(host, new CorpusManner(RestartEvery: 3));

        await play.RunAsync(name);

        Assert.True(play.Restarts > 0);
        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person, play.Forgotten));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_the_same_when_every_message_is_delivered_twice(string name)
    {
        await using var host = await CorpusHost.StartNewAsync();
        var play = await CorpusPlay.OverDirectLineAsync(host, new CorpusManner(DeliversTwice: true));

        await play.RunAsync(name);

        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person, play.Forgotten));
    }
}
