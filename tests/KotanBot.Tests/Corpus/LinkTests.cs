using System.Net;
using System.Text.RegularExpressions;
using KotanBot.Fakes;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.Corpus;

/// <summary>One person on a phone in Telegram and in the web chat, over the real server: joined by a code, erased in both.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public async Task A_code_from_Telegram_makes_the_web_chat_the_same_persons_and_erasing_ends_both()
    {
        await using var fake = await FakeTelegram.StartAsync();
        await using var host = await CorpusHost.StartNewAsync(h => h.Telegram = TelegramHost.SettingsOf(fake, null));
        var phone = await RegisterAsync(host, fake);
        phone.SendText("/sambung");
        var code = Code().Match((await phone.WaitForTextAsync("Kode sambung Anda")).Text).Value;
        var web = await DirectLineChat.BeginAsync(host);

        Assert.Contains("KotanBot", await SayAsync(web, "halo"), StringComparison.Ordinal);
        Assert.Contains("di Telegram: Penggiat, BNNK Belitung", await SayAsync(web, code), StringComparison.Ordinal);
        Assert.Contains("Tersambung", await SayAsync(web, "ya"), StringComparison.Ordinal);
        await host.TellAsync();
        await phone.WaitForTextAsync("disambungkan juga ke obrolan web");
        await host.RestartAsync();

        Assert.Contains("Nama: Rina", await SayAsync(web, "/data"), StringComparison.Ordinal);
        var conversation = host.Stores.Turns.Load(web.Address).Conversation.Id;
        Assert.Equal(new Replay(Forgotten: 0, Failed: 0), Replay.Check(host, conversation, new Dictionary<string, string>()));

        phone.SendText("/hapus");
        await phone.WaitForTextAsync("Hapus sekarang?");
        phone.SendText("ya");
        await phone.WaitForTextAsync("Data Anda sudah dihapus");
        Assert.Contains("Data Anda sudah dihapus", await GoodbyeAsync(web), StringComparison.Ordinal);
        using var after = await web.PostAsync(new() { ["type"] = "message", ["text"] = "halo" });
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task Erasing_in_the_web_chat_says_goodbye_in_Telegram()
    {
        await using var fake = await FakeTelegram.StartAsync();
        await using var host = await CorpusHost.StartNewAsync(h => h.Telegram = TelegramHost.SettingsOf(fake, null));
        var phone = await RegisterAsync(host, fake);
        phone.SendText("/sambung");
        var code = Code().Match((await phone.WaitForTextAsync("Kode sambung Anda")).Text).Value;
        var web = await DirectLineChat.BeginAsync(host);
        await SayAsync(web, "/sambung " + code);
        await SayAsync(web, "ya");

        await SayAsync(web, "/hapus");
        await SayAsync(web, "ya");

        await phone.WaitForTextAsync("Data Anda sudah dihapus");
        phone.SendText("halo");
        await phone.WaitForTextAsync("Anda setuju?");
    }

    /// <summary>It goes its own way, beside the one in Telegram.</summary>
    private static async Task<string> GoodbyeAsync(DirectLineChat chat)
    {
        for (var tries = 0; tries < 2_000; tries++)
        {
            if (await chat.ReadOnAsync() is { Count: > 0 } said)
                return string.Join('\n', said.Select(a => a["text"]?.GetValue<string>()));
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return "";
    }

    private static async Task<FakePhone> RegisterAsync(CorpusHost host, FakeTelegram fake)
    {
        var phone = fake.Phone(7001);
        phone.SendText("/start " + await host.Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 7, host.Time.Now));
        foreach (var (question, answer) in new[] { ("setuju?", "setuju"), ("nama panggilan", "Rina"), ("lembaga mana", "SMPN 2"), ("lingkungan apa", "pendidikan"), ("bahasa apa", "id") })
        {
            await phone.WaitForTextAsync(question);
            phone.SendText(answer);
        }

        await phone.WaitForTextAsync("Anda terdaftar");
        return phone;
    }

    private static async Task<string> SayAsync(DirectLineChat chat, string text)
    {
        using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = text });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return string.Join('\n', (await chat.ReadOnAsync() ?? []).Select(a => a["text"]?.GetValue<string>()));
    }

    [GeneratedRegex("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")]
    private static partial Regex Code();
}
