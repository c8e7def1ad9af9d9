using System.Text.Json.Nodes;
using KotanBot.Fakes;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Telegram;

/// <summary>Updates wait for a poller as with Telegram.</summary>
public sealed class FakeUpdateTests
{
    [Fact]
    public async Task An_offset_confirms_what_is_before_it_for_ever()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700);
        foreach (var text in new[] { "satu", "dua", "tiga", "empat" })
            phone.SendText(text);
        var first = await PollAsync(bot, new { limit = 2 });
        Assert.Equal(["satu", "dua"], Texts(first));
        Assert.Equal(["satu", "dua", "tiga", "empat"], Texts(await PollAsync(bot)));
        Assert.Equal(["tiga", "empat"], Texts(await PollAsync(bot, new { offset = (long)first[1]!["update_id"]! + 1 })));
        Assert.Equal(["tiga", "empat"], Texts(await PollAsync(bot)));
        Assert.Equal(["tiga", "empat"], Texts(await PollAsync(bot, new { offset = 2_000_000_000 })));
        Assert.Equal(["empat"], Texts(await PollAsync(bot, new { offset = -1 })));
        Assert.Equal(1, fake.PendingUpdates);
        Assert.Equal([710_000_001, 710_000_002, 710_000_003, 710_000_004], fake.Updates.Select(u => u.Id));
    }

    [Fact]
    public async Task A_waiting_poll_is_answered_when_something_happens_and_empty_when_nothing_does()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        Assert.Empty(await PollAsync(bot, new { timeout = 1 }));
        var waiting = PollAsync(bot, new { timeout = 50 });
        fake.Phone(700).SendText("halo");
        Assert.Equal(["halo"], Texts(await waiting));
    }

    [Fact]
    public async Task A_second_poller_ends_the_first()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var polls = new[] { bot.CallAsync("getUpdates", new { timeout = 50 }), bot.CallAsync("getUpdates", new { timeout = 50 }) };
        var ended = await await Task.WhenAny(polls);
        Assert.Equal("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running", (string)ended["description"]!);
        Assert.Equal(409, (int)ended["error_code"]!);
        fake.Phone(700).SendText("halo");
        var answers = await Task.WhenAll(polls);
        Assert.Single(answers, a => (bool)a["ok"]! && ((JsonArray)a["result"]!).Count == 1);
    }

    [Fact]
    public async Task Only_the_asked_kinds_are_kept_until_others_are_asked_for()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700);
        await PollAsync(bot, new { allowed_updates = new[] { "message" } });
        var id = phone.SendText("satu");
        phone.Edit(id, "dua");
        Assert.Equal(["satu"], Texts(await PollAsync(bot)));
        await PollAsync(bot, new { allowed_updates = Array.Empty<string>() });
        phone.Edit(id, "tiga");
        Assert.Equal("tiga", (string)(await PollAsync(bot))[1]!["edited_message"]!["text"]!);
    }

    [Fact]
    public async Task What_is_older_than_a_day_is_gone()
    {
        var clock = new ManualClock();
        await using var fake = await FakeTelegram.StartAsync(new() { Time = clock });
        using var bot = new FakeClient(fake);
        fake.Phone(700).SendText("kemarin");
        clock.Now += TimeSpan.FromHours(24);
        fake.Phone(700).SendText("hari ini");
        Assert.Equal(["hari ini"], Texts(await PollAsync(bot)));
    }

    [Fact]
    public async Task A_test_can_hold_reorder_and_repeat_updates()
    {
        await using var fake = await FakeTelegram.StartAsync();
        using var bot = new FakeClient(fake);
        var phone = fake.Phone(700);
        fake.Hold();
        phone.SendText("satu");
        phone.SendText("dua");
        Assert.Empty(await PollAsync(bot));
        fake.Release(held => held.Reverse());
        var got = await PollAsync(bot);
        Assert.Equal(["dua", "satu"], Texts(got));
        fake.DeliverTwice(u => (string?)u.Content["text"] == "dua");
        Assert.Equal(["dua"], Texts(await PollAsync(bot, new { offset = (long)got[1]!["update_id"]! + 1 })));
        Assert.Empty(await PollAsync(bot));
        fake.Redeliver((long)got[1]!["update_id"]!);
        Assert.Equal(got[1]!.ToJsonString(), (await PollAsync(bot))[0]!.ToJsonString());
    }

    [Fact]
    public async Task An_album_comes_as_updates_of_their_own_and_a_live_location_goes_on_as_edits()
    {
        await using var fake = await FakeTelegram.StartAsync();
        var phone = fake.Phone(700);
        phone.SendAlbum(new FakePhoto([0xFF, 0xD8, 1], "Spanduk"), new FakePhoto([0xFF, 0xD8, 2]));
        var place = phone.StartLiveLocation(-2.1, 106.1);
        phone.MoveLiveLocation(place, -2.2, 106.2);
        Assert.Single(fake.Updates.Take(2).Select(u => (string?)u.Content["media_group_id"]).Distinct(), id => id is not null);
        Assert.Equal(["message", "message", "message", "edited_message"], fake.Updates.Select(u => u.Kind));
        Assert.Equal([90, 1280], ((JsonArray)fake.Updates[0].Content["photo"]!).Select(p => (int)p!["width"]!));
    }

    private static async Task<JsonArray> PollAsync(FakeClient bot, object? arguments = null) => (JsonArray)await bot.ResultAsync("getUpdates", arguments);

    private static IEnumerable<string> Texts(JsonArray updates) => updates.Select(u => (string)u!["message"]!["text"]!);
}
