using KotanBot.Storage;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.Host;

public sealed class ReadinessTests
{
    private readonly VirtualTime _clock = new();

    [Fact]
    public async Task A_database_that_takes_no_writes_is_not_ready_though_it_can_be_read()
    {
        await using var stage = await TurnStage.OpenAsync();
        using var readiness = new Readiness(stage.Stores.Database, new WriteCheck(stage.Stores.Database), _clock);
        Assert.Null(await readiness.FindFaultAsync());
        await stage.RunAsync("create trigger no_room before update on setting begin select raise(abort, 'no room'); end");

        Assert.Null(await readiness.FindFaultAsync());
        _clock.Advance(Readiness.Fresh);
        Assert.Contains("cannot be written", await readiness.FindFaultAsync());

        await stage.RunAsync("drop trigger no_room");
        _clock.Advance(Readiness.Fresh);
        Assert.Null(await readiness.FindFaultAsync());
    }

    [Fact]
    public async Task However_often_it_is_asked_it_writes_once_in_a_while()
    {
        await using var stage = await TurnStage.OpenAsync();
        using var readiness = new Readiness(stage.Stores.Database, new WriteCheck(stage.Stores.Database), _clock);
        await stage.RunAsync("create table written (value text)");
        await stage.RunAsync("create trigger note after update on setting begin insert into written values (new.value); end");
        await readiness.FindFaultAsync();

        _clock.Advance(Readiness.Fresh);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => readiness.FindFaultAsync()));

        Assert.Single(stage.Column("select value from written"));
    }
}
