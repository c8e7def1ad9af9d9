using KotanBot.Tests.Clients;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Every golden conversation with the official client of Direct Line, DirectLineJS: the same words, choices and rows as on the
/// pure core, and nothing lost, doubled or out of order on its stream of activities, whatever happens on the way.
/// </summary>
public sealed class DirectLineJsTests
{
    public static TheoryData<string> Names => [.. CorpusFile.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Plays_over_its_WebSocket_as_written(string name) => PlayAsync(name, new LineTrouble());

    [Theory]
    [MemberData(nameof(Names))]
    public Task Plays_over_polling_as_written(string name) => PlayAsync(name, new LineTrouble(Polls: true));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Loses_nothing_when_sockets_are_cut_and_answers_get_lost(string name) => PlayAsync(name, new LineTrouble(CutEvery: 3, LoseAnswerEvery: 4));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Loses_nothing_when_its_token_expires(string name) => PlayAsync(name, new LineTrouble(ExpireEvery: 3));

    [Theory]
    [MemberData(nameof(Names))]
    public Task Loses_nothing_when_everything_goes_wrong_at_once(string name) =>
        PlayAsync(name, new LineTrouble(CutEvery: 4, LoseAnswerEvery: 5, ExpireEvery: 6, ReloadEvery: 7), restartEvery: 6, seed: name.Length);

    private static async Task PlayAsync(string name, LineTrouble trouble, int restartEvery = 0, int? seed = null)
    {
        NodePackages.DirectLine.SkipWhenMissing();
        await using var host = await CorpusHost.StartNewAsync(h => h.Url = KotanProcess.FreeUrl());
        await using var line = CuttableLine.Open(host.Client.BaseAddress!, seed is { } s ? new Random(s) : null);
        await using var player = await DirectLineJsPlayer.BeginAsync(host, line, trouble);
        var play = new CorpusPlay(host, new CorpusManner(RestartEvery: restartEvery), player);

        await play.RunAsync(name);

        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person, play.Forgotten));
        Assert.Empty(player.Page.Strange);
        Assert.True(trouble.CutEvery == 0 || player.Sent < trouble.CutEvery || line.Cuts > 0, "the line never broke");
        Assert.True(trouble.ExpireEvery == 0 || player.Sent < trouble.ExpireEvery || player.Expired > 0, "no token expired");
    }
}
