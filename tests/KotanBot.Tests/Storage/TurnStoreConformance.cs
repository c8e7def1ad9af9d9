using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Delivery;
using KotanBot.Storage;

namespace KotanBot.Tests.Storage;

public abstract class TurnStoreConformance : StoreConformance
{
    [Fact]
    public async Task A_committed_turn_is_there_after_reopening()
    {
        var chat = NewChat();
        var commit = chat.Decide(chat.Load(), "halo", ["satu", "dua"]);
        var state = commit.Result.Conversation with { State = LifecycleState.Asking, WakeAt = Now.AddHours(20), AwaitsTip = true };
        await Stores.Turns.CommitAsync(commit with { Result = commit.Result with { Conversation = state } });

        await ReopenAsync();

        var loaded = NewChat().Load();
        Assert.False(loaded.IsNew);
        Assert.Equal(ConversationJson.Write(state), ConversationJson.Write(loaded.Conversation));
        Assert.Equal(Now.AddHours(20), loaded.Conversation.WakeAt);
        Assert.Equal(loaded.Conversation.Id, Assert.Single(Stores.Wakes.ReadDue(Now.AddHours(20), 10)));
        Assert.Empty(Stores.Wakes.ReadDue(Now.AddHours(19), 10));
        Assert.Equal(chat.Address, Stores.Turns.LoadById(loaded.Conversation.Id)!.Address);
        Assert.Equal(["halo", "satu", "dua"], Stores.Messages.ReadAfter(chat.Address, 0, 10).Select(m => m.Text ?? m.Prompt!.Text));
    }

    [Fact]
    public async Task An_address_that_ended_takes_nothing_more_rings_no_timer_and_keeps_what_was_said()
    {
        var chat = NewChat();
        var commit = chat.Decide(chat.Load(), "halo", ["satu", "dua"]);
        await Stores.Turns.CommitAsync(commit with { Result = commit.Result with { Conversation = commit.Result.Conversation with { WakeAt = Now } } });
        Assert.Single(Stores.Wakes.ReadDue(Now, 10));

        Assert.Equal(3, await Stores.Turns.EndAsync(chat.Address, Now));
        Assert.Equal(3, await Stores.Turns.EndAsync(chat.Address, Now));

        for (var reopened = false; ; reopened = true)
        {
            Assert.Empty(Stores.Wakes.ReadDue(Now, 10));
            Assert.True(Stores.Ended.Contains(chat.Address));
            Assert.Throws<ConversationEndedException>(() => Stores.Turns.Load(chat.Address));
            Assert.Null(Stores.Turns.LoadById(commit.Before.Conversation.Id));
            Assert.Equal(["halo", "satu", "dua"], Stores.Messages.ReadAfter(chat.Address, 0, 10).Select(m => m.Text ?? m.Prompt!.Text));
            if (reopened)
                break;
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task A_turn_decided_from_an_old_state_conflicts_and_changes_nothing()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var old = chat.Load();
        await chat.SayAsync("lebih cepat");

        var result = await Stores.Turns.CommitAsync(chat.Decide(old, "terlambat", ["tidak jadi"], new Effect.StartSubmission("s1", "lapor-kegiatan", "h")));

        Assert.IsType<CommitResult.Conflict>(result);
        Assert.Equal(4, Stores.Messages.ReadAfter(chat.Address, 0, 10).Count);
        Assert.Empty(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter()));
    }

    [Fact]
    public async Task Of_two_first_turns_from_one_address_one_conflicts()
    {
        var chat = NewChat();
        var (one, other) = (chat.Load(), chat.Load());

        var results = await Task.WhenAll(
            Stores.Turns.CommitAsync(chat.Decide(one, "a", ["1"])),
            Stores.Turns.CommitAsync(chat.Decide(other, "b", ["2"])));

        Assert.Single(results, r => r is CommitResult.Committed);
        Assert.Single(results, r => r is CommitResult.Conflict);
        Assert.Single(Stores.Turns.ListConversations());
    }

    [Fact]
    public async Task A_redelivered_message_is_known_with_what_was_stored()
    {
        var chat = NewChat();
        var first = chat.Decide(chat.Load(), "halo", ["ya"]);
        await Stores.Turns.CommitAsync(first);
        var again = chat.Decide(chat.Load(), "halo", ["ya"]) with { Inbound = first.Inbound };

        var fresh = Assert.IsType<CommitResult.Duplicate>(await Stores.Turns.CommitAsync(again));
        var stale = Assert.IsType<CommitResult.Duplicate>(await Stores.Turns.CommitAsync(first with { Before = first.Before with { IsNew = false } }));

        Assert.Equal("halo", fresh.Inbound.Text);
        Assert.Equal(first.Inbound!.Key, fresh.Inbound.ClientKey);
        Assert.Equal(1, fresh.Inbound.Ordinal);
        Assert.Equal(fresh.Inbound, stale.Inbound);
        Assert.Equal(2, chat.Load().Conversation.Ordinal);
    }

    [Fact]
    public async Task One_failure_and_conflicts_in_a_batch_leave_the_other_turns_whole()
    {
        var chats = Enumerable.Range(0, 64).Select(i => NewChat("chat-" + i.ToString(CultureInfo.InvariantCulture))).ToArray();
        var block = new TaskCompletionSource();
        var gate = Stores.Database.WriteAsync((_, _) =>
        {
            block.Task.Wait();
            return 0;
        });
        var commits = chats.Select((chat, i) =>
        {
            var before = chat.Load();
            var effects = i == 40
                ? new Effect[] { new Effect.StartSubmission("same", "lapor-kegiatan", "h"), new Effect.StartSubmission("same", "lapor-kegiatan", "h") }
                : [new Effect.StartSubmission("s" + i.ToString(CultureInfo.InvariantCulture), "lapor-kegiatan", "h")];
            return chat.Decide(i % 10 == 3 ? before with { IsNew = false } : before, "halo", ["ya"], effects);
        }).ToArray();
        var tasks = commits.Select(c => Task.Run(() => Stores.Turns.CommitAsync(c))).ToArray();
        block.SetResult();
        await gate;

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => tasks[40]);
        for (var i = 0; i < tasks.Length; i++)
        {
            if (i == 40)
                continue;
            var result = await tasks[i];
            Assert.Equal(i % 10 == 3, result is CommitResult.Conflict);
            Assert.Equal(i % 10 != 3, result is CommitResult.Committed);
        }
        Assert.Equal(64 - 7 - 1, Stores.Turns.ListConversations().Count);
        Assert.Equal(64 - 7 - 1, Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter()).Count);
    }

    [Fact]
    public async Task A_forgotten_input_keeps_its_place_without_its_text()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var commit = chat.Decide(chat.Load(), "tetangga saya menjual", ["Hubungi 184"], new Effect.ForgetInput()) with { Facts = new Facts { Role = "penggiat" } };
        var committed = Assert.IsType<CommitResult.Committed>(await Stores.Turns.CommitAsync(commit));

        Assert.Null(committed.Inbound!.Text);
        var stored = Stores.Messages.ReadAfter(chat.Address, 2, 10);
        Assert.Equal([3L, 4L], stored.Select(m => m.Ordinal));
        Assert.Null(stored[0].Text);
        var turn = Stores.Turns.ReadTurns(committed.Inbound.ConversationId)[1];
        Assert.Null(turn.Input);
        Assert.Equal("penggiat", turn.Facts.Role);
        Assert.IsType<CommitResult.Duplicate>(await Stores.Turns.CommitAsync(chat.Decide(chat.Load(), "x", []) with { Inbound = commit.Inbound }));
    }

    [Fact]
    public async Task A_failed_input_is_kept_with_its_text()
    {
        var chat = NewChat();
        var commit = chat.Decide(chat.Load(), "racun", ["Maaf"]) with { Failure = "InvalidOperationException" };
        await Stores.Turns.CommitAsync(commit);

        var turn = Assert.Single(Stores.Turns.ReadTurns(chat.Load().Conversation.Id));
        Assert.Equal("InvalidOperationException", turn.Failure);
        Assert.Equal(new Input.Text("racun"), turn.Input);
    }

    [Fact]
    public async Task A_timeout_takes_no_place_in_the_log()
    {
        var chat = NewChat();
        await chat.SayAsync("halo");
        var before = chat.Load();
        var after = before.Conversation with { Turn = 2, Ordinal = 3 };
        var effects = new Effect[] { new Effect.Say(3, new Prompt("Masih di sana?")) };

        var result = await Stores.Turns.CommitAsync(new TurnCommit(before, new TurnResult(after, [.. effects]), new Facts(), new Input.Timeout(), null, Now));

        Assert.Null(Assert.IsType<CommitResult.Committed>(result).Inbound);
        Assert.Equal([1L, 2L, 3L], Stores.Messages.ReadAfter(chat.Address, 0, 10).Select(m => m.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_would_leave_a_gap_is_refused()
    {
        var chat = NewChat();
        var commit = chat.Decide(chat.Load(), "halo", ["ya"]);
        var gap = commit.Result.Conversation with { Ordinal = 5 };

        await Assert.ThrowsAsync<ArgumentException>(() => Stores.Turns.CommitAsync(commit with { Result = commit.Result with { Conversation = gap } }));
    }

    [Fact]
    public async Task Every_kind_of_answer_comes_back_as_given_and_in_order()
    {
        var chat = NewChat();
        AnswerValue[] values =
        [
            new AnswerValue.Text("Balai desa, \"RT 3\"; drop table answer"),
            new AnswerValue.Choice("masyarakat"),
            new AnswerValue.Choices(["a", "b", "c"]),
            new AnswerValue.Choices([]),
            new AnswerValue.Number(12.5m, true),
            new AnswerValue.Dates(new DateOnly(2021, 3, 1), new DateOnly(2021, 3, 4)),
            new AnswerValue.Place("53.14.03"),
            new AnswerValue.Entry("e1", "Kelurahan Parit"),
            new AnswerValue.Photos(["p1", "p2"]),
            new AnswerValue.Point(-10.73, 123.12),
            new AnswerValue.Skipped(SkipReasons.NoRecord),
        ];
        Assert.Equal(AllOf<AnswerValue>(), values.Select(v => v.GetType().Name).Distinct().Order());
        await chat.SayAsync("mulai", new Effect.StartSubmission("s1", "lapor-kegiatan", "h"));
        for (var i = 0; i < values.Length; i++)
            await chat.SayAsync("jawab", new Effect.RecordAnswer("s1", Step(i), new AnswerValue.Choices(["x", "y", "z", "w"])), new Effect.RecordAnswer("s1", Step(i), values[i]));
        await chat.SayAsync("lagi", new Effect.RecordAnswer("s1", "gone", values[0]), new Effect.RemoveAnswer("s1", "gone"));
        await ReopenAsync();

        var submission = Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter("lapor-kegiatan", Status: "draft")));
        Assert.Equal(values.Select((v, i) => new StepAnswer(Step(i), v)), submission.Answers);

        static string Step(int i) => "step-" + (99 - i).ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_revised_answer_leaves_both_values_in_the_audit()
    {
        var chat = NewChat();
        await chat.SayAsync("mulai", new Effect.StartSubmission("s1", "lapor-kegiatan", "h"), new Effect.RecordAnswer("s1", "peserta", new AnswerValue.Number(10)));
        await chat.SayAsync("kirim", new Effect.Submit("s1"));
        chat.Now = Now.AddDays(1);
        await chat.SayAsync("ubah", new Effect.ReviseAnswer("s1", "peserta", new AnswerValue.Number(10), new AnswerValue.Number(12)));
        await chat.SayAsync("hapus", new Effect.ReviseAnswer("s1", "peserta", new AnswerValue.Number(12), null));

        var submission = Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter(Status: "submitted")));
        Assert.Empty(submission.Answers);
        Assert.Equal(Now, submission.SubmittedAt);
        Assert.Equal(Now.AddDays(1), submission.ChangedAt);
        var audit = Texts("select before_cipher || ' -> ' || coalesce(after_cipher, '') from answer_change order by sequence");
        Assert.Equal(["""p:{"t":"number","value":10} -> p:{"t":"number","value":12}""", """p:{"t":"number","value":12} -> """], audit);
    }

    [Fact]
    public async Task Of_a_text_that_was_too_long_4000_characters_are_kept_and_its_length_for_the_replay()
    {
        var chat = NewChat();
        var text = new string('a', InputLimits.LongestText - 1) + "😀" + new string('b', 20_000);
        var committed = await chat.SayAsync(text);
        await chat.SayAsync(new string('c', InputLimits.LongestText));

        var shown = Stores.Messages.ReadAfter(chat.Address, 0, 3);
        Assert.Equal(new string('a', InputLimits.LongestText - 1) + "…", shown[0].Text);
        Assert.Equal(shown[0].Text, committed.Inbound!.Text);
        Assert.Equal(InputLimits.LongestText, shown[2].Text!.Length);
        var turns = Stores.Turns.ReadTurns(chat.Load().Conversation.Id);
        Assert.Equal(text.Length, Assert.IsType<Input.Text>(turns[0].Input).Value.Length);
        Assert.Equal(new Input.Text(new string('c', InputLimits.LongestText)), turns[1].Input);
        Assert.All(Texts("select cipher from turn union all select cipher from message where direction = 'in'"), c => Assert.InRange(c.Length, 1, 8_000));
    }

    [Fact]
    public async Task Closing_touches_drafts_only()
    {
        var chat = NewChat();
        await chat.SayAsync("mulai", new Effect.StartSubmission("sent", "lapor-kegiatan", "h"), new Effect.Submit("sent"));
        await chat.SayAsync("lagi", new Effect.StartSubmission("draft", "lapor-kegiatan", "h"));
        chat.Now = Now.AddDays(1);

        await chat.SayAsync("batal", new Effect.CloseSubmission("sent", SubmissionOutcome.Cancelled), new Effect.CloseSubmission("draft", SubmissionOutcome.Cancelled));

        var sent = Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter(Status: "submitted")));
        Assert.Equal(("sent", Now), (sent.Id, sent.ChangedAt));
        Assert.Equal("draft", Assert.Single(Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter(Status: "cancelled"))).Id);
        var known = Stores.Facts.Read(chat.Load(), FactsRequest.Usual, chat.Now).Recent;
        await ReopenAsync();
        Assert.Equal(known, Stores.Facts.Read(NewChat().Load(), FactsRequest.Usual, Now).Recent);
    }

    [Fact]
    public async Task Every_kind_of_effect_can_be_committed()
    {
        var code = await Stores.Invitations.CreateAsync("BNNK-53.14", "admin", 1, 7, Now);
        Effect[] effects =
        [
            new Effect.StartSubmission("s1", "lapor-kegiatan", "h"),
            new Effect.RecordAnswer("s1", "a", new AnswerValue.Text("x")),
            new Effect.ReviseAnswer("s1", "a", new AnswerValue.Text("x"), new AnswerValue.Text("y")),
            new Effect.RemoveAnswer("s1", "a"),
            new Effect.AskItem("s1", "butir.x", "ikotan", "h", "x", "hukum", "keluarga", "53.14", AskedAs.Drawn, 0.5),
            new Effect.NoteHelp("s1", "butir.x"),
            new Effect.DropItems("s1", "butir"),
            new Effect.Submit("s1"),
            new Effect.ReturnReport("s1"),
            new Effect.CloseSubmission("s1", SubmissionOutcome.Expired),
            new Effect.DropSubmission("s1"),
            new Effect.SaveProfile(ProfileField.Name, "Maria"),
            new Effect.UseInvitation(code),
            new Effect.Office(new OfficeDeed.Broadcast("Besok rapat.", Now)),
            new Effect.SetSilence(true),
            new Effect.OfferLink("K7PM-X3RD", Now.AddMinutes(15)),
            new Effect.ForgetInput(),
            new Effect.ErasePerson(),
        ];
        // Joining needs somebody without a role, so it stands alone (LinkConformance).
        Assert.Equal(AllOf<Effect>(), effects.Select(e => e.GetType().Name).Append(nameof(Effect.Say)).Append(nameof(Effect.JoinPerson)).Order());

        Assert.IsType<CommitResult.Committed>(await NewChat().CommitAsync("semua", effects));
    }

    private static IEnumerable<string> AllOf<T>() =>
        typeof(T).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(T))).Select(t => t.Name).Order();

    private List<string> Texts(string sql) => Stores.Database.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    });
}
