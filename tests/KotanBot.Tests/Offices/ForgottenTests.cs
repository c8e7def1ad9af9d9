using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary>What others were shown of somebody goes with them, and what was decided from it can still be decided anew.</summary>
public sealed class ForgottenTests
{
    private const string Setting = """
        @now 2026-11-23T09:00:00+07:00
        @code ADMN-2222 admin BNNK-19.02
        @person budi
        user: /mulai ADMN-2222
        user: setuju
        user: Budi
        user: BNNK Belitung
        user: pemerintah
        user: id
        user: /undang penggiat
        user: tanpa lembaga
        user: 10
        user: 7
        user: ya
        @person rina
        user: /mulai {kode-1}
        user: setuju
        user: Rina Sulastri
        user: Kelompok Melati Perawas
        user: masyarakat
        user: id
        user: /lapor
        user: 1
        user: kemarin
        user: Kec. Sijuk, Kab. Belitung
        user: Balai rumah Pak Somad di ujung jalan
        user: pendidikan
        user: 45
        user: lewati tidak ada
        user: lewati tidak ada
        user: lewati tidak ada
        user: kirim
        @now 2026-11-23T10:00:00+07:00
        @notices
        @person budi
        user: /tinjau
        """;

    [Fact]
    public async Task Nothing_of_an_erased_reporter_is_left_with_the_admin_who_saw_it()
    {
        await using var stage = await TurnStage.OpenAsync();
        await PlayAsync(stage, Setting + """

            user: Tolak
            user: Balai itu tidak ada
            @notices
            @now 2026-12-03T09:00:00+07:00
            @person budi
            user: /belum
            """);
        string[] words = ["Rina", "Melati", "Somad"];
        Assert.All(words, w => Assert.Contains(w, Everything(stage, "budi"), StringComparison.Ordinal));

        await EraseAsync(stage, "rina");

        Assert.All(words, w => Assert.DoesNotContain(w, Everything(stage, "budi"), StringComparison.Ordinal));
        Assert.Contains(Forgotten.Mark, Everything(stage, "budi"), StringComparison.Ordinal);
        AssertReplays(stage, "budi");
        Assert.Empty(stage.Column("select person_id from mention"));
    }

    [Fact]
    public async Task The_words_of_an_erased_reviewer_go_and_the_decision_stays()
    {
        await using var stage = await TurnStage.OpenAsync();
        await PlayAsync(stage, Setting + """

            user: Tolak
            user: Foto dari Ibu Ratna kurang jelas
            @notices
            """);
        Assert.Contains("Ibu Ratna", Everything(stage, "rina"), StringComparison.Ordinal);

        await EraseAsync(stage, "budi");

        Assert.DoesNotContain("Ibu Ratna", Everything(stage, "rina"), StringComparison.Ordinal);
        Assert.Contains(Forgotten.Mark, stage.Stores.Messages.ReadAfter(Of("rina"), 0, 1000)[^1].Prompt!.Text, StringComparison.Ordinal);
        AssertReplays(stage, "rina");
    }

    [Fact]
    public async Task A_decision_that_waits_is_told_without_the_words_of_its_erased_reviewer()
    {
        await using var stage = await TurnStage.OpenAsync();
        await PlayAsync(stage, Setting + """

            user: Tolak
            user: Foto dari Ibu Ratna kurang jelas
            """);

        await EraseAsync(stage, "budi");
        await PlayAsync(stage, "@notices");

        Assert.DoesNotContain("Ibu Ratna", Everything(stage, "rina"), StringComparison.Ordinal);
        Assert.Contains(Forgotten.Mark, stage.Stores.Messages.ReadAfter(Of("rina"), 0, 1000)[^1].Prompt!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_turn_decided_from_words_of_somebody_erased_meanwhile_is_decided_anew()
    {
        await using var stage = await TurnStage.OpenAsync();
        await PlayAsync(stage, Setting);
        var before = stage.Stores.Turns.Load(Of("budi"));
        var input = new Input.Text("/tinjau");
        var facts = stage.Stores.Facts.Read(before, new FactsRequest(false, null) { Office = [new OfficeNeed.ReviewQueue(null)] }, stage.Clock.Now);
        var result = ConversationEngine.RunTurn(stage.Gateway.Dialogs.Current, before.Conversation, facts, input, stage.Clock.Now);
        await EraseAsync(stage, "rina");

        var commit = new TurnCommit(before, result, facts, input, new InboundMessage(before.Address, "late", input, "/tinjau"), stage.Clock.Now);
        Assert.IsType<CommitResult.Conflict>(await stage.Stores.Turns.CommitAsync(commit));
    }

    private static ChannelAddress Of(string name) => new(LogOnlyChannel.Terminal, name);

    private static async Task PlayAsync(TurnStage stage, string text)
    {
        using var play = new OfficePlay(stage);
        await play.PlayAsync(text);
    }

    private static async Task EraseAsync(TurnStage stage, string name)
    {
        foreach (var text in (string[])["/hapus", "ya"])
            await stage.Runner.HandleAsync(TurnStage.Message($"erase {name} {text}", text, Of(name)), CancellationToken.None);
        Assert.Null(stage.Stores.Facts.Read(stage.Stores.Turns.Load(Of(name)), FactsRequest.Usual, stage.Clock.Now).Role);
    }

    /// <summary>All that is kept of a conversation, decrypted.</summary>
    private static string Everything(TurnStage stage, string name)
    {
        var loaded = stage.Stores.Turns.LoadById(stage.Stores.Turns.Load(Of(name)).Conversation.Id)!;
        var turns = stage.Stores.Turns.ReadTurns(loaded.Conversation.Id).Select(t => ConversationJson.Write(t.Facts) + (t.Input is { } input ? ConversationJson.Write(input) : ""));
        var messages = stage.Stores.Messages.ReadAfter(loaded.Address, 0, 1000).Select(m => m.Text + (m.Prompt is { } prompt ? ConversationJson.Write(prompt) : ""));
        return string.Join('\n', [ConversationJson.Write(loaded.Conversation), .. turns, .. messages]);
    }

    /// <summary>Every turn decided anew says what stands in the log and ends in the state that is stored.</summary>
    private static void AssertReplays(TurnStage stage, string name)
    {
        var stored = stage.Stores.Turns.LoadById(stage.Stores.Turns.Load(Of(name)).Conversation.Id)!;
        var said = stage.Stores.Messages.ReadAfter(stored.Address, 0, 1000).Where(m => m.Prompt is not null).ToDictionary(m => m.Ordinal, m => m.Prompt);
        var conversation = new Conversation { Id = stored.Conversation.Id, Seed = stored.Conversation.Seed };
        foreach (var turn in stage.Stores.Turns.ReadTurns(conversation.Id))
        {
            var result = ConversationEngine.RunTurn(stage.Gateway.Dialogs.For(conversation, turn.Facts), conversation, turn.Facts, turn.Input!, turn.RanAt);
            Assert.All(result.Effects.OfType<Effect.Say>(), s => Assert.Equal(said[s.Ordinal], s.Prompt));
            conversation = result.Conversation;
        }

        Assert.Equal(ConversationJson.Write(stored.Conversation), ConversationJson.Write(conversation));
    }
}
