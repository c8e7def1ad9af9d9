using KotanBot.Core.Conversations;

namespace KotanBot.Core.Tests;

public sealed class StateJsonTests
{
    [Fact]
    public void A_conversation_written_with_defaults_reads_back_equal_in_every_part()
    {
        var run = new Run { Id = "a", DialogId = "lapor", DialogHash = "h", TouchedAt = DateTimeOffset.UnixEpoch }
            .WithAnswer("n", new AnswerValue.Number(200, true), new LogPlace(2, 3))
            .WithAnswer("s", new AnswerValue.Skipped(SkipReasons.NoRecord), null);
        var conversation = new Conversation { Id = "c", Seed = ulong.MaxValue, Run = run, Menu = new Menu.ContinueOrNew("x") };

        var json = ConversationJson.Write(conversation);
        var back = ConversationJson.Read<Conversation>(json);

        Assert.Equal(json, ConversationJson.Write(back));
        Assert.Equal("id", back.Language);
        Assert.False(back.Paused.IsDefault);
        Assert.False(back.Run!.Said.IsDefault);
        Assert.Equal(run.Answers.AsEnumerable(), back.Run.Answers);
    }

    [Fact]
    public void A_state_that_lacks_newer_properties_reads_with_their_defaults()
    {
        var back = ConversationJson.Read<Conversation>("""{"id":"c","run":{"id":"a","dialogId":"d","dialogHash":"h"}}""");

        Assert.Equal("id", back.Language);
        Assert.False(back.Paused.IsDefault);
        Assert.False(back.Run!.Answers.IsDefault);
    }
}
