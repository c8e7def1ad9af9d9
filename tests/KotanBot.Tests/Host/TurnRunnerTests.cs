using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Host;

public sealed class TurnRunnerTests
{
    [Fact]
    public async Task Stores_a_message_with_its_answers_before_it_returns()
    {
        await using var stage = await TurnStage.OpenAsync();

        var done = await stage.SayAsync("1", "halo");

        Assert.Equal("halo", done.Inbound.Text);
        Assert.NotEmpty(done.Outbound);
        Assert.Equal(1 + done.Outbound.Length, stage.Transcript().Count);
    }

    [Fact]
    public async Task What_would_be_said_to_somebody_new_is_what_is_said_then_and_stores_nothing()
    {
        await using var stage = await TurnStage.OpenAsync();

        var foreseen = stage.Runner.Foresee(new Input.Joined());
        Assert.Empty(stage.Transcript());
        var joined = Assert.IsType<TurnOutcome.Done>(await stage.Runner.HandleAsync(TurnStage.Message("1", "") with { Input = new Input.Joined() }, CancellationToken.None));

        Assert.Equal(joined.Outbound.Select(m => (m.Ordinal, m.Prompt)), foreseen.Select(s => (s.Ordinal, (Prompt?)s.Prompt)));
        Assert.NotEmpty(foreseen[^1].Prompt.Choices);
    }

    [Fact]
    public async Task Somebody_new_is_asked_the_same_first_question_with_a_code_and_without()
    {
        await using var stage = await TurnStage.OpenAsync();

        var withCode = stage.Runner.Foresee(new Input.Text("/mulai K7PM-2QXR"));

        Assert.Equal(stage.Runner.Foresee(new Input.Joined()).Select(s => (s.Ordinal, s.Prompt)), withCode.Select(s => (s.Ordinal, s.Prompt)));
    }

    [Fact]
    public async Task A_redelivered_message_changes_nothing()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        await stage.SayAsync("1", "satu");

        var again = await stage.Runner.HandleAsync(TurnStage.Message("1", "satu"), CancellationToken.None);

        Assert.Equal("satu", Assert.IsType<TurnOutcome.Duplicate>(again).Inbound.Text);
        Assert.Equal(["user: satu", "bot: satu"], stage.Transcript());
    }

    [Fact]
    public async Task Poison_gets_one_apology_and_the_next_message_is_served()
    {
        var tries = 0;
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) =>
        {
            if (input is not Input.Text { Value: "racun rahasia" })
                return TurnStage.Echo(conversation, input);
            tries++;
            throw new InvalidOperationException("cannot digest: racun rahasia");
        });

        var failed = await stage.SayAsync("1", "racun rahasia");
        var served = await stage.SayAsync("2", "sehat");

        Assert.Equal(3, tries);
        Assert.Single(failed.Outbound);
        Assert.Equal("sehat", Assert.Single(served.Outbound).Prompt!.Text);
        var turn = stage.Stores.Turns.ReadTurns(failed.Inbound.ConversationId)[0];
        Assert.Equal("System.InvalidOperationException", turn.Failure);
        Assert.Equal(new Input.Text("racun rahasia"), turn.Input);
    }

    [Fact]
    public async Task The_log_tells_of_a_failure_without_the_words_of_the_person()
    {
        await using var stage = await TurnStage.OpenAsync((_, _, _, _, _) => throw new FormatException("The input 'racun rahasia' was not in a correct format."));

        var failed = await stage.SayAsync("1", "racun rahasia");

        Assert.Contains(stage.Log.Lines, l => l.Contains("System.FormatException") && l.Contains(failed.Inbound.ConversationId));
        Assert.DoesNotContain(stage.Log.Lines, l => l.Contains("racun") || l.Contains("ani"));
    }

    [Fact]
    public async Task A_turn_that_throws_once_is_simply_decided_again()
    {
        var tries = 0;
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => ++tries == 1 ? throw new InvalidOperationException() : TurnStage.Echo(conversation, input));

        await stage.SayAsync("1", "satu");

        Assert.Equal(["user: satu", "bot: satu"], stage.Transcript());
    }

    [Fact]
    public async Task A_conflict_is_decided_anew_on_the_state_that_won()
    {
        TurnStage? stage = null;
        var tries = 0;
        stage = await TurnStage.OpenAsync((_, conversation, _, input, now) =>
        {
            if (++tries == 1)
                Interfere(stage!, "other", now);
            return TurnStage.Echo(conversation, input);
        });
        await using var _ = stage;

        await stage.SayAsync("1", "satu");

        Assert.Equal(2, tries);
        Assert.Equal(["user: other", "bot: other", "user: satu", "bot: satu"], stage.Transcript());
    }

    [Fact]
    public async Task A_conflict_without_end_leaves_the_message_to_be_delivered_again()
    {
        TurnStage? stage = null;
        var tries = 0;
        stage = await TurnStage.OpenAsync((_, conversation, _, input, now) =>
        {
            Interfere(stage!, $"other {++tries}", now);
            return TurnStage.Echo(conversation, input);
        });
        await using var _ = stage;

        await Assert.ThrowsAsync<TurnConflictException>(() => stage.Runner.HandleAsync(TurnStage.Message("1", "satu"), CancellationToken.None));

        Assert.Equal(1 + TurnRunner.MostReruns, tries);
        Assert.DoesNotContain("user: satu", stage.Transcript());
    }

    [Fact]
    public async Task Messages_of_one_person_are_taken_one_after_the_other()
    {
        var inside = 0;
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            var result = TurnStage.Echo(conversation, input);
            Interlocked.Decrement(ref inside);
            return result;
        });

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => stage.SayAsync($"{i}", $"{i}"))));

        Assert.Equal(80, stage.Stores.Messages.ReadAfter(TurnStage.Ani, 0, 100).Count);
        Assert.Empty(stage.Log.Lines);
    }

    [Fact]
    public async Task A_due_conversation_is_woken_once()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, now) =>
        {
            var result = TurnStage.Echo(conversation, input);
            return result with { Conversation = result.Conversation with { WakeAt = input is Input.Timeout ? null : now.AddHours(20) } };
        });
        using var job = new WakeJob(stage.Stores.Wakes, stage.Runner, stage.Clock, NullLogger<WakeJob>.Instance);
        await stage.SayAsync("1", "satu");

        await job.RunOnceAsync(CancellationToken.None);
        stage.Clock.Now += TimeSpan.FromHours(20);
        await job.RunOnceAsync(CancellationToken.None);
        await job.RunOnceAsync(CancellationToken.None);

        Assert.Equal(["user: satu", "bot: satu", "bot: Timeout"], stage.Transcript());
    }

    [Theory]
    [InlineData("'k1:' || case substr(state_cipher, 4, 1) when 'A' then 'B' else 'A' end || substr(state_cipher, 5)")]
    [InlineData("'p:{\"nothing\":[}'")]
    [InlineData("'rubbish'")]
    public async Task A_state_that_does_not_open_costs_one_apology_and_the_conversation_goes_on(string damage)
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, _) => TurnStage.Echo(conversation, input));
        var first = await stage.SayAsync("1", "satu");
        await stage.RunAsync($"update conversation set state_cipher = {damage}");
        var log = new ListLogger();
        var fresh = new TurnStore(stage.Stores.Database, stage.Stores.Keys, stage.Stores.Attachments, stage.Stores.Ended);
        var runner = new TurnRunner(
            stage.Gateway.Dialogs, fresh, stage.Stores.Facts, stage.Sender, stage.Clock, new Logger<TurnRunner>(log), (_, conversation, _, input, _) => TurnStage.Echo(conversation, input));

        var apology = Assert.IsType<TurnOutcome.Done>(await runner.HandleAsync(TurnStage.Message("2", "dua"), CancellationToken.None));
        var served = Assert.IsType<TurnOutcome.Done>(await runner.HandleAsync(TurnStage.Message("3", "tiga"), CancellationToken.None));

        Assert.Equal(first.Inbound.ConversationId, apology.Inbound.ConversationId);
        Assert.Equal((2L, 3L), (apology.Inbound.Turn, apology.Inbound.Ordinal));
        Assert.Single(apology.Outbound);
        Assert.Equal("tiga", Assert.Single(served.Outbound).Prompt!.Text);
        Assert.Equal(["user: satu", "bot: satu", "user: dua", $"bot: {apology.Outbound[0].Prompt!.Text}", "user: tiga", "bot: tiga"], stage.Transcript());
        Assert.Equal("failed", stage.Column("select state from message where ordinal = 3")[0]);
        var turn = fresh.ReadTurns(first.Inbound.ConversationId)[1];
        Assert.NotNull(turn.Failure);
        Assert.Equal(new Input.Text("dua"), turn.Input);
        Assert.Equal(3, log.Lines.Count);
        Assert.All(log.Lines, l => Assert.DoesNotContain("dua", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_due_conversation_that_does_not_open_does_not_stay_due()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, now) =>
        {
            var result = TurnStage.Echo(conversation, input);
            return result with { Conversation = result.Conversation with { WakeAt = now } };
        });
        await stage.SayAsync("1", "satu");
        await stage.RunAsync("update conversation set address_cipher = 'rubbish'");
        using var job = new WakeJob(stage.Stores.Wakes, stage.Runner, stage.Clock, new Logger<WakeJob>(stage.Log));

        await job.RunOnceAsync(CancellationToken.None);

        Assert.Single(stage.Log.Lines);
        Assert.Empty(stage.Stores.Wakes.ReadDue(stage.Clock.Now.AddYears(1), 10));
    }

    [Fact]
    public async Task A_job_outlives_a_round_that_fails()
    {
        await using var stage = await TurnStage.OpenAsync();
        await stage.RunAsync("alter table conversation rename column wake_at to gone");
        using var job = new WakeJob(stage.Stores.Wakes, stage.Runner, stage.Clock, new Logger<WakeJob>(stage.Log));

        await job.RunOnceAsync(CancellationToken.None);

        Assert.Contains("WakeJob failed a round: Microsoft.Data.Sqlite.SqliteException", Assert.Single(stage.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_must_stop_the_server_says_so_in_one_line()
    {
        var log = new ListLogger();
        using var job = new JobWithoutPeriod(log);

        await job.StartAsync(CancellationToken.None);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => job.ExecuteTask!);
        Assert.Contains("the server stops: System.ArgumentOutOfRangeException", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private sealed class JobWithoutPeriod(ListLogger log) : RepeatingJob(TimeSpan.Zero, TimeProvider.System, log)
    {
        protected override Task RunAsync(CancellationToken cancellation) => Task.CompletedTask;
    }

    [Fact]
    public async Task A_timeout_that_throws_is_dropped_without_a_word()
    {
        await using var stage = await TurnStage.OpenAsync((_, conversation, _, input, now) =>
        {
            if (input is Input.Timeout)
                throw new InvalidOperationException();
            var result = TurnStage.Echo(conversation, input);
            return result with { Conversation = result.Conversation with { WakeAt = now } };
        });
        var done = await stage.SayAsync("1", "satu");

        await stage.Runner.WakeAsync(done.Inbound.ConversationId, CancellationToken.None);

        Assert.Equal(["user: satu", "bot: satu"], stage.Transcript());
        Assert.Empty(stage.Stores.Wakes.ReadDue(stage.Clock.Now.AddYears(1), 10));
    }

    [Fact]
    public async Task A_conversation_gets_the_dialog_version_that_it_started()
    {
        DefinitionSet? given = null;
        await using var stage = await TurnStage.OpenAsync((definitions, conversation, _, input, _) =>
        {
            given = definitions;
            return TurnStage.Echo(conversation, input);
        });
        var current = stage.Gateway.Definitions.Dialogs[0];
        var text = stage.Gateway.Definitions.SourceOf(current.Hash) + "\n# as it was last year\n";
        var old = DialogReader.Read("old.yaml", text, new IssueList())!;
        await stage.Stores.DialogVersions.SaveAsync(old.Id, old.Hash, text);
        var before = stage.Stores.Turns.Load(TurnStage.Ani);
        var started = TurnStage.Echo(before.Conversation, new Input.Text("mulai"));
        started = started with { Conversation = started.Conversation with { Run = new Run { Id = "r", DialogId = old.Id, DialogHash = old.Hash } } };
        await stage.Stores.Turns.CommitAsync(new TurnCommit(before, started, new Facts(), new Input.Text("mulai"), TurnStage.Message("0", "mulai"), stage.Clock.Now));

        await stage.SayAsync("1", "lanjut");

        Assert.NotEqual(current.Hash, old.Hash);
        Assert.Equal(old.Hash, given!.Find(old.Id, old.Hash)?.Hash);
    }

    [Fact]
    public async Task A_stored_version_that_todays_checks_would_refuse_is_still_run_and_an_unreadable_one_is_logged_once()
    {
        DefinitionSet? given = null;
        await using var stage = await TurnStage.OpenAsync((definitions, conversation, _, input, _) =>
        {
            given = definitions;
            return TurnStage.Echo(conversation, input);
        });
        const string old = "dialog: lama\npurpose: report\nsteps:\n  - { id: jumlah, type: number, text: Berapa?, key-of-those-days: 1 }\n";
        Assert.Null(DialogReader.Read("lama.yaml", old, new IssueList()));
        await stage.Stores.DialogVersions.SaveAsync("lama", "h1", old);
        await stage.Stores.DialogVersions.SaveAsync("rusak", "h2", ": [");
        var before = stage.Stores.Turns.Load(TurnStage.Ani);
        var started = TurnStage.Echo(before.Conversation, new Input.Text("mulai"));
        var run = new Run { Id = "r", DialogId = "lama", DialogHash = DialogReader.HashOf(old) };
        await stage.Stores.DialogVersions.SaveAsync("lama", run.DialogHash, old);
        started = started with { Conversation = started.Conversation with { Run = run, Paused = [run with { DialogId = "rusak", DialogHash = "h2" }] } };
        await stage.Stores.Turns.CommitAsync(new TurnCommit(before, started, new Facts(), new Input.Text("mulai"), TurnStage.Message("0", "mulai"), stage.Clock.Now));

        await stage.SayAsync("1", "lanjut");
        await stage.SayAsync("2", "lanjut");

        Assert.Equal("jumlah", Assert.Single(given!.Find("lama", run.DialogHash)!.Steps).Id);
        Assert.Contains("rusak", Assert.Single(stage.Log.Lines), StringComparison.Ordinal);
    }

    /// <summary>Another writer gets ahead of the turn that is being decided.</summary>
    private static void Interfere(TurnStage stage, string text, DateTimeOffset now)
    {
        var before = stage.Stores.Turns.Load(TurnStage.Ani);
        var input = new Input.Text(text);
        var commit = new TurnCommit(before, TurnStage.Echo(before.Conversation, input), new Facts(), input, TurnStage.Message(text, text), now);
        Assert.IsType<CommitResult.Committed>(stage.Stores.Turns.CommitAsync(commit).GetAwaiter().GetResult());
    }
}
