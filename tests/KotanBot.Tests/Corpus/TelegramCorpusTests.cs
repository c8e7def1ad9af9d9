using KotanBot.Channels.Telegram;
using KotanBot.Fakes;

namespace KotanBot.Tests.Corpus;

/// <summary>
/// Every golden conversation on a phone, over a Bot API server and the real gateway: the same words, choices and rows as on
/// the pure core.
/// </summary>
public sealed class TelegramCorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFile.TelegramNames];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_over_Telegram_as_written_with_redelivery_and_restarts(string name)
    {
        await using var fake = await FakeTelegram.StartAsync();
        await using var host = await CorpusHost.StartNewAsync(h => h.Telegram = Settings(fake));
        var player = new TelegramPlayer(host, fake, new Random(name.Length));
        var play = new CorpusPlay(host, new CorpusManner(RestartEvery: 3), player);

        await play.RunAsync(name);

        Assert.True(play.Restarts > 0);
        Assert.Equal(new Replay(CorpusFile.Forgotten(name), Failed: 0), Replay.Check(host, play.ConversationId, play.Person));
    }

    internal static TelegramSettings Settings(FakeTelegram fake, string? publicUrl = null) => TelegramSettings.Read(variable => variable switch
    {
        TelegramSettings.TokenVariable => fake.Token,
        TelegramSettings.ApiVariable => fake.Url.GetLeftPart(UriPartial.Authority),
        TelegramSettings.PublicUrlVariable => publicUrl,
        _ => null,
    })! with { Limits = Unlimited };

    /// <summary>The corpus is about what is said; how fast is proved elsewhere.</summary>
    private static TelegramLimits Unlimited { get; } = new() { Overall = 1_000_000, KeptForLive = 0, Span = TimeSpan.Zero, ChatRest = TimeSpan.Zero };
}
