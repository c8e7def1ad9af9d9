using System.Security.Cryptography;
using System.Text.Json.Nodes;
using KotanBot.Fakes;
using KotanBot.Tests.Clients;

namespace KotanBot.Tests.Telegram;

/// <summary>A bot on grammY, the widely used client, works on the fake server: so the server speaks the real protocol and not our idea of it.</summary>
public sealed class GrammyTests
{
    [Theory]
    [InlineData("polling")]
    [InlineData("webhook")]
    public async Task A_real_clients_bot_talks_with_a_person(string mode)
    {
        NodePackages.Telegram.SkipWhenMissing();
        await using var fake = await FakeTelegram.StartAsync();
        await using var bot = Start(fake, mode);
        await bot.ReadUntilAsync("ready");
        var phone = fake.Phone(700, "Rina");

        phone.SendText("/mulai KODE-1");
        var hello = await phone.WaitForTextAsync("Halo");
        Assert.Equal("Halo Rina [KODE-1] & selamat datang", hello.Text);
        Assert.Equal(["Ya", "Tidak", "Bantuan"], hello.Buttons.Select(b => b.Text));

        var press = phone.Press("Ya");
        await phone.WaitForAsync(p => p.AnswerTo(press) is not null && p.Messages.Single(m => m.Id == hello.Id).IsEdited);
        phone.Press("Ganti");
        await phone.WaitForTextAsync("Jawaban: ganti (2)");
        Assert.Equal(["Tercatat", "Tercatat"], phone.Toasts.Select(t => t.Text));

        var id = phone.SendText("apa kabar");
        await phone.WaitForTextAsync("gema: apa kabar");
        phone.Edit(id, "apa saja");
        await phone.WaitForTextAsync("diubah: apa saja");
        Assert.Equal(["typing"], phone.Actions);
        phone.SendText("/tebal");
        await phone.WaitForTextAsync("Tebal dan miring!");
        phone.SendLocation(-2.13, 106.11);
        await phone.WaitForTextAsync("lokasi -2.13");
        Assert.Equal("Start", (string)fake.CommandsOf(language: "en")![0]!["description"]!);
        Assert.Equal(mode == "webhook" ? null : 0, await ExitAsync(bot, mode));
    }

    [Fact]
    public async Task Files_go_both_ways()
    {
        NodePackages.Telegram.SkipWhenMissing();
        await using var fake = await FakeTelegram.StartAsync();
        await using var bot = Start(fake, "polling");
        await bot.ReadUntilAsync("ready");
        var phone = fake.Phone(700);
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE0, .. RandomNumberGenerator.GetBytes(50_000)];

        var sent = phone.SendPhoto(photo, "Spanduk");
        var answer = await phone.WaitForTextAsync("foto ");
        Assert.Equal(($"foto {photo.Length} {Convert.ToHexStringLower(SHA256.HashData(photo))}", sent), (answer.Text, answer.ReplyTo));
        var back = await phone.WaitForTextAsync("ini fotonya");
        Assert.Equal(photo, fake.FileOf((string)back.Raw["photo"]![0]!["file_id"]!));
        phone.SendText("/berkas");
        var file = await phone.WaitForTextAsync("Laporan");
        Assert.Equal("laporan.txt", (string)file.Raw["document"]!["file_name"]!);
        Assert.Equal("isi berkas"u8, fake.FileOf((string)file.Raw["document"]!["file_id"]!)!);
    }

    [Fact]
    public async Task A_real_client_understands_every_refusal()
    {
        NodePackages.Telegram.SkipWhenMissing();
        await using var fake = await FakeTelegram.StartAsync();
        await using var bot = Start(fake, "polling");
        await bot.ReadUntilAsync("ready");
        var (phone, other) = (fake.Phone(700), fake.Phone(701));
        other.SendText("Halo");
        await other.WaitForTextAsync("gema");

        other.Block();
        await bot.ReadUntilAsync("member kicked");
        phone.SendText("/kepada 701");
        await phone.WaitForTextAsync("403 Forbidden: bot was blocked by the user");
        phone.SendText("/kepada 999");
        await phone.WaitForTextAsync("400 Bad Request: chat not found");
        other.Unblock();
        await bot.ReadUntilAsync("member member");
        fake.FloodNext("sendMessage", 1, chatId: 701);
        phone.SendText("/kepada 701");
        Assert.Equal("flood sendMessage 1", await bot.ReadUntilAsync("flood"));
        await phone.WaitForTextAsync("terkirim");
        phone.SendText("/rusak");
        Assert.Equal("failed 400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"", await bot.ReadUntilAsync("failed"));
    }

    [Fact]
    public async Task What_a_real_client_sends_fits_the_types()
    {
        NodePackages.Telegram.SkipWhenMissing();
        await using var fake = await FakeTelegram.StartAsync();
        await using var bot = Start(fake, "polling");
        await bot.ReadUntilAsync("ready");
        var phone = fake.Phone(700);
        phone.SendText("/mulai");
        await phone.WaitForTextAsync("Halo");
        phone.Press("Tidak");
        await phone.WaitForTextAsync("Jawaban");
        phone.SendText("/berkas");
        await phone.WaitForTextAsync("Laporan");
        // A phone shows what came a moment before the call is in the record.
        await fake.WaitForAsync(f => f.RequestsOf("sendDocument").Any());

        var bodies = fake.Requests.Select(r => (r.Method, (JsonNode)r.Body)).ToList();
        Assert.Contains(bodies, b => b.Method == "sendDocument");
        Assert.Empty(await BodyTypeCheck.RunAsync(bodies));
    }

    private static NodeProcess Start(FakeTelegram fake, string mode) =>
        NodeProcess.Start(NodePackages.Telegram, "bot.mjs", [mode], new Dictionary<string, string> { ["BOT_API"] = fake.Url.ToString().TrimEnd('/'), ["BOT_TOKEN"] = fake.Token });

    /// <summary>A poller that is told to stop confirms what it has and ends well.</summary>
    private static async Task<int?> ExitAsync(NodeProcess bot, string mode) => mode == "webhook" ? null : await bot.TerminateAsync();
}
