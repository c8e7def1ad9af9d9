using KotanBot.Core.Conversations;
using KotanBot.Fakes;
using KotanBot.Tests.Media;

namespace KotanBot.Tests.Telegram;

/// <summary>Pictures and documents behind a message: they come when they can, and never keep its words waiting.</summary>
public sealed class TelegramFileTests
{
    private static readonly PromptAttachment Picture = new("x|1", "Gambar (30 kB)", "ringkasan.png", IsPicture: true);
    private static readonly PromptAttachment Workbook = new("x|1", "Tabel (10 kB)", "ringkasan.xlsx", IsPicture: false);

    [Fact]
    public async Task A_picture_follows_its_text_and_the_message_keeps_the_name_of_the_text()
    {
        await using var chat = await TalkAsync(SmallPhoto.Png);

        var result = await chat.SendAsync(Picture);

        var shown = chat.Phone.FromBot.ToList();
        Assert.Equal(["Ringkasan", "Gambar (30 kB)"], shown.Select(m => m.Text));
        Assert.NotNull(shown[1].Raw["photo"]);
        Assert.Equal(new SendResult.Sent(shown[0].Id.ToString()), result);
    }

    [Fact]
    public async Task A_document_comes_under_its_name_and_whole()
    {
        await using var chat = await TalkAsync([1, 2, 3]);

        await chat.SendAsync(Workbook);

        var document = chat.Phone.FromBot.Last().Raw["document"]!;
        Assert.Equal("ringkasan.xlsx", (string?)document["file_name"]);
        Assert.Equal([1, 2, 3], chat.Fake.FileOf((string)document["file_id"]!)!);
    }

    [Fact]
    public async Task What_cannot_be_made_is_left_out()
    {
        await using var chat = await TalkAsync(null);

        Assert.IsType<SendResult.Sent>(await chat.SendAsync(Picture));
        Assert.Single(chat.Phone.FromBot);
    }

    [Fact]
    public async Task A_maker_that_breaks_is_told_in_the_log_and_left_out()
    {
        await using var chat = await TalkAsync(SmallPhoto.Png, new InvalidOperationException("rahasia"));

        Assert.IsType<SendResult.Sent>(await chat.SendAsync(Picture));
        Assert.Single(chat.Phone.FromBot);
        Assert.Contains(chat.Stage.Log.Lines, l => l.Contains("A file of kind x could not be made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_Telegram_refuses_is_left_out_and_the_message_counts_as_sent()
    {
        // No picture at all: Telegram cannot process it.
        await using var chat = await TalkAsync([1, 2, 3]);

        Assert.IsType<SendResult.Sent>(await chat.SendAsync(Picture));
        Assert.Single(chat.Phone.FromBot);
        Assert.Contains(chat.Stage.Log.Lines, l => l.Contains("is left out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_wait_only_the_picture_goes_again()
    {
        await using var chat = await TalkAsync(SmallPhoto.Png);
        chat.Fake.FloodNext("sendPhoto", retryAfter: 7);

        Assert.Equal(new SendResult.RetryAfter(TimeSpan.FromSeconds(7)), await chat.SendAsync(Picture));
        var again = await chat.SendAsync(Picture);

        Assert.Equal(["Ringkasan", "Gambar (30 kB)"], chat.Phone.FromBot.Select(m => m.Text));
        Assert.Equal(new SendResult.Sent(chat.Phone.FromBot.First().Id.ToString()), again);
    }

    [Fact]
    public async Task A_picture_that_never_gets_through_is_given_up_after_three_tries()
    {
        await using var chat = await TalkAsync(SmallPhoto.Png);
        chat.Fake.PageNext("sendPhoto", times: 10);

        Assert.IsType<SendResult.Unavailable>(await chat.SendAsync(Picture));
        Assert.IsType<SendResult.Unavailable>(await chat.SendAsync(Picture));
        Assert.IsType<SendResult.Sent>(await chat.SendAsync(Picture));
        Assert.Single(chat.Phone.FromBot);
    }

    [Fact]
    public async Task Whoever_blocks_the_bot_between_text_and_picture_is_not_there()
    {
        await using var chat = await TalkAsync(SmallPhoto.Png);
        chat.Fake.FailNext("sendPhoto", 403, "Forbidden: bot was blocked by the user");

        Assert.IsType<SendResult.Unreachable>(await chat.SendAsync(Picture));
    }

    private static async Task<Talk> TalkAsync(byte[]? made, Exception? breaks = null)
    {
        var fake = await FakeTelegram.StartAsync();
        var (phone, time) = (fake.Phone(77).Open(), new VirtualTime());
        phone.SendText("/start");
        var stage = new TelegramStage(fake.Url, fake.Token, time);
        stage.Makers.Add(new Maker(made, breaks));
        return new Talk(fake, phone, stage, time);
    }

    private sealed record Talk(FakeTelegram Fake, FakePhone Phone, TelegramStage Stage, VirtualTime Time) : IAsyncDisposable
    {
        public async Task<SendResult> SendAsync(PromptAttachment attachment)
        {
            var message = TelegramStage.Message(77, "Ringkasan");
            var sending = Stage.SendAsync(message with { Prompt = message.Prompt! with { Attached = attachment } });
            while (!sending.IsCompleted)
            {
                if (Stage.Pace is { UnderWay: 0, Waiting: > 0 })
                    Time.AdvanceToNext();
                await Task.Yield();
            }
            return await sending;
        }

        public async ValueTask DisposeAsync()
        {
            Stage.Dispose();
            await Fake.DisposeAsync();
        }
    }

    private sealed class Maker(byte[]? made, Exception? breaks) : IFileMaker
    {
        public string Kind => "x";

        public Task<MadeFile?> TryMakeAsync(PromptAttachment attachment, string language, CancellationToken cancellation) =>
            breaks is null ? Task.FromResult(made is null ? null : new MadeFile(MadeFile.TypeOf(attachment), made)) : throw breaks;
    }
}
