using System.Collections.Concurrent;
using KotanBot.Channels.Telegram;
using KotanBot.Storage;
using KotanBot.Tests.Host;
using Microsoft.Extensions.Logging;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace KotanBot.Tests.Telegram;

/// <summary>The offset is what makes Telegram forget an update, so it moves only past what is done with.</summary>
public sealed class TelegramPollerTests : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _handled = [];
    private readonly ListLogger _log = new();
    private readonly HastyTime _time = new();
    private readonly CancellationTokenSource _stop = new();
    private TurnStage? _stage;

    public async ValueTask DisposeAsync()
    {
        _stop.Dispose();
        if (_stage is not null)
            await _stage.DisposeAsync();
    }

    [Fact]
    public async Task The_offset_moves_past_what_was_handled_and_goes_once_that_is_forgotten()
    {
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "a"), PollApi.Text(12, 2, "b")), PollApi.Updates());

        await RunAsync(api, Keep);

        Assert.Equal(["a", "b"], _handled.Order());
        Assert.Equal([null, 13, null], api.Offsets);
        Assert.Equal(["message", "edited_message", "callback_query", "my_chat_member"], api.Asked[0]["allowed_updates"]!.AsArray().Select(k => (string)k!));
    }

    [Fact]
    public async Task An_update_that_the_store_could_not_take_is_asked_for_again_with_all_after_it()
    {
        var full = true;
        var api = new PollApi(
            PollApi.Updates(PollApi.Text(11, 1, "a"), PollApi.Text(12, 1, "b"), PollApi.Text(13, 1, "c"), PollApi.Text(14, 2, "d")),
            PollApi.Updates(PollApi.Text(12, 1, "b"), PollApi.Text(13, 1, "c"), PollApi.Text(14, 2, "d")));

        await RunAsync(api, update =>
        {
            if (update.Id == 12 && full)
            {
                full = false;
                throw new StorageUnavailableException("the disk is full");
            }
            return Keep(update);
        });

        Assert.Equal(["a", "b", "c"], _handled.Where(t => t != "d"));
        Assert.Equal(2, _handled.Count(t => t == "d"));
        Assert.Equal([null, 12, 15], api.Offsets.Take(3));
        Assert.Single(_log.Lines, l => l.Contains("the disk is full", StringComparison.Ordinal));
        Assert.Empty(_stage!.Stores.FailedUpdates.Read("telegram"));
    }

    [Fact]
    public async Task An_update_that_throws_each_time_is_kept_as_failed_and_the_next_ones_come()
    {
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "racun"), PollApi.Text(12, 1, "b")));

        await RunAsync(api, update => update.Id == 11 ? throw new InvalidOperationException("racun") : Keep(update));

        Assert.Equal(["b"], _handled);
        Assert.Equal([null, 13], api.Offsets.Take(2));
        Assert.Contains("racun", Assert.Single(_stage!.Stores.FailedUpdates.Read("telegram")));
        Assert.DoesNotContain(_log.Lines, l => l.Contains("racun", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_update_that_cannot_be_read_hides_no_other()
    {
        const string strange = """{"update_id":12,"message":{"message_id":{"rahasia":1}}}""";
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "a"), strange, PollApi.Text(13, 1, "c")), PollApi.Updates(PollApi.Text(14, 1, "d")));

        await RunAsync(api, Keep);

        Assert.Equal(["a", "c", "d"], _handled);
        Assert.Equal([null, 14, 15], api.Offsets.Take(3));
        Assert.Equal(strange, Assert.Single(_stage!.Stores.FailedUpdates.Read("telegram")));
        Assert.DoesNotContain(_log.Lines, l => l.Contains("rahasia", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_date_beyond_all_calendars_hides_no_other_update()
    {
        var strange = PollApi.Text(12, 1, "b").Replace("1767225600", "253402300800", StringComparison.Ordinal);
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "a"), strange, PollApi.Text(13, 1, "c")));

        await RunAsync(api, Keep);

        Assert.Equal(["a", "c"], _handled);
        Assert.Equal([null, 14], api.Offsets.Take(2));
        Assert.Equal(strange, Assert.Single(_stage!.Stores.FailedUpdates.Read("telegram")));
    }

    [Fact]
    public async Task Nulls_instead_of_updates_are_skipped_and_alone_they_are_a_failure()
    {
        var api = new PollApi(PollApi.Updates("null"), PollApi.Updates("null", PollApi.Text(11, 1, "a")), PollApi.Updates("null", """{"update_id":12,"message":7}"""));

        await RunAsync(api, Keep);

        Assert.Equal(["a"], _handled);
        Assert.Equal([null, null, 12, 13], api.Offsets.Take(4));
        Assert.Single(_time.Waits);
    }

    [Fact]
    public async Task An_id_that_no_offset_can_pass_is_asked_for_after_a_pause_only()
    {
        var strange = PollApi.Text(11, 1, "a").Replace("\"update_id\":11", "\"update_id\":99999999999", StringComparison.Ordinal);
        var api = new PollApi(PollApi.Updates(strange), PollApi.Updates(strange), PollApi.Updates(strange, PollApi.Text(12, 1, "b")));

        await RunAsync(api, Keep);

        Assert.Equal(["b"], _handled);
        Assert.Equal([null, null, null, 13], api.Offsets.Take(4));
        Assert.Equal(2, _time.Waits.Count);
        Assert.Single(_log.Lines, l => l.Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_membership_of_a_kind_we_do_not_know_is_let_pass()
    {
        const string strange = """
            {"update_id":11,"my_chat_member":{"chat":{"id":1,"type":"private"},"from":{"id":1,"is_bot":false,"first_name":"S"},"date":1767225600,
            "old_chat_member":{"user":{"id":2,"is_bot":true,"first_name":"K"},"status":"member"},"new_chat_member":{"user":{"id":2,"is_bot":true,"first_name":"K"},"status":"ghost"}}}
            """;
        var api = new PollApi(PollApi.Updates(strange, PollApi.Text(12, 1, "b")));

        await RunAsync(api, update => update.Id == 11 ? Task.CompletedTask : Keep(update));

        Assert.Equal(["b"], _handled);
        Assert.Equal([null, 13], api.Offsets.Take(2));
        Assert.Empty(_stage!.Stores.FailedUpdates.Read("telegram"));
    }

    [Fact]
    public async Task What_is_no_answer_of_Telegram_moves_nothing()
    {
        var api = new PollApi(PollApi.Raw("<html>Masuk ke Wi-Fi hotel</html>"), PollApi.Raw("""{"ok":true}"""), PollApi.Updates(PollApi.Text(11, 1, "a")));

        var state = await RunAsync(api, Keep);

        Assert.Equal(["a"], _handled);
        Assert.Equal([null, null, null, 12], api.Offsets.Take(4));
        Assert.Equal("polling", state.Name);
    }

    [Fact]
    public async Task Another_program_with_the_token_is_explained_once_and_its_end_once()
    {
        var api = new PollApi(PollApi.Refusal(409), PollApi.Refusal(409), PollApi.Refusal(409), PollApi.Updates(PollApi.Text(11, 1, "a")), PollApi.Updates(PollApi.Text(12, 1, "b")));

        await RunAsync(api, Keep);

        Assert.Equal(["a", "b"], _handled);
        Assert.Single(_log.Lines, l => l.Contains("Another program", StringComparison.Ordinal));
        Assert.Single(_log.Lines, l => l.Contains("works again", StringComparison.Ordinal));
        Assert.Equal(2, _log.Lines.Count);
        Assert.Equal(3, _time.Waits.Count);
        Assert.True(_time.Waits.Last() > _time.Waits.First());
    }

    [Fact]
    public async Task Another_program_that_asks_in_turn_with_us_is_explained_once_and_asked_past_ever_more_slowly()
    {
        var inTurn = Enumerable.Range(0, 5).SelectMany(_ => (Func<HttpResponseMessage>[])[PollApi.Refusal(409), PollApi.Updates()]);
        var api = new PollApi([.. inTurn, PollApi.Updates(PollApi.Text(11, 1, "a"))]);

        var state = await RunAsync(api, Keep);

        Assert.Equal(["a"], _handled);
        Assert.Equal(["Another program", "Telegram works again"], _log.Lines.Select(l => l[..Math.Min(l.Length, l.StartsWith("Another", StringComparison.Ordinal) ? 15 : 20)]));
        Assert.Equal(5, _time.Waits.Count);
        Assert.True(_time.Waits.Last() >= TimeSpan.FromSeconds(8));
        Assert.Equal("polling", state.Name);
    }

    [Fact]
    public async Task Whatever_the_client_throws_the_next_round_comes()
    {
        var api = new PollApi(() => throw new NotSupportedException("rahasia"), PollApi.Updates(PollApi.Text(11, 1, "a")), PollApi.Updates(PollApi.Text(12, 1, "b")));

        var state = await RunAsync(api, Keep);

        Assert.Equal(["a", "b"], _handled);
        Assert.Equal("polling", state.Name);
        Assert.DoesNotContain(_log.Lines, l => l.Contains("rahasia", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_task_of_ours_is_no_stop_and_holds_up_nobody()
    {
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "racun"), PollApi.Text(12, 1, "b")));

        await RunAsync(api, update => update.Id == 11 ? throw new ObjectDisposedException("racun") : Keep(update));

        Assert.Equal(["b"], _handled);
        Assert.Equal([null, 13], api.Offsets.Take(2));
        Assert.Single(_stage!.Stores.FailedUpdates.Read("telegram"));
    }

    [Fact]
    public async Task A_failed_update_that_cannot_be_kept_comes_again_until_it_can()
    {
        var asked = 0;
        Func<HttpResponseMessage> poison = () =>
        {
            if (++asked == 3)
                _stage!.RunAsync("drop trigger full").GetAwaiter().GetResult();
            return PollApi.Updates(PollApi.Text(11, 1, "racun"), PollApi.Text(12, 1, "b"))();
        };
        var api = new PollApi(poison, poison, poison);
        var (poller, _) = await CreateAsync(api, update => update.Id == 11 ? throw new InvalidOperationException() : Keep(update));
        await _stage!.RunAsync("create trigger full before insert on failed_update begin select raise(abort, 'defect'); end");

        var running = poller.RunAsync(_stop.Token);
        await Task.WhenAny(api.Held, running).Unwrap();
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["b"], _handled);
        Assert.Equal([null, null, null, 13], api.Offsets.Take(4));
        Assert.Single(_stage.Stores.FailedUpdates.Read("telegram"));
        Assert.Equal(2, _time.Waits.Count);
    }

    [Theory]
    [InlineData(17, 17)]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(int.MaxValue, 3600)]
    public async Task A_wait_that_Telegram_asks_for_is_kept_for_an_hour_at_most(int told, int waited)
    {
        var body = $$$"""{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":{{{told}}}}}""";
        var api = new PollApi(PollApi.Raw(body, System.Net.HttpStatusCode.TooManyRequests));

        await RunAsync(api, Keep);

        Assert.Equal([TimeSpan.FromSeconds(waited)], _time.Waits);
    }

    [Fact]
    public async Task A_slow_chat_keeps_no_other_waiting_and_its_own_order()
    {
        var other = new TaskCompletionSource();
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "a"), PollApi.Text(12, 1, "b"), PollApi.Text(13, 2, "lain")));

        await RunAsync(api, async update =>
        {
            if (update.Id == 11)
                await other.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await Keep(update);
            if (update.Id == 13)
                other.SetResult();
        });

        Assert.Equal(["lain", "a", "b"], _handled);
    }

    [Fact]
    public async Task A_stop_finishes_the_updates_in_hand_and_tells_Telegram()
    {
        var api = new PollApi(PollApi.Updates(PollApi.Text(11, 1, "a"), PollApi.Text(12, 1, "b")));
        var poller = await CreateAsync(api, async update =>
        {
            await _stop.CancelAsync();
            await Keep(update);
        });

        await poller.Poller.RunAsync(_stop.Token).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["a", "b"], _handled);
        Assert.Equal(13, (int?)api.Asked[^1]["offset"]);
        Assert.Equal(0, (int?)api.Asked[^1]["timeout"] ?? 0);
    }

    [Fact]
    public async Task A_call_that_fails_just_as_the_program_stops_is_no_fault()
    {
        var api = new PollApi(() =>
        {
            _stop.Cancel();
            return PollApi.Refusal(502, "Bad Gateway")();
        });
        var (poller, _) = await CreateAsync(api, Keep);

        await poller.RunAsync(_stop.Token).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Empty(_log.Lines);
    }

    private Task Keep(Update update)
    {
        _handled.Enqueue(update.Message!.Text!);
        return Task.CompletedTask;
    }

    private async Task<TelegramState> RunAsync(PollApi api, Func<Update, Task> handle)
    {
        var (poller, state) = await CreateAsync(api, handle);
        var running = poller.RunAsync(_stop.Token);
        await Task.WhenAny(api.Held, running).Unwrap();
        await _stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));
        return state;
    }

    private async Task<(TelegramPoller Poller, TelegramState State)> CreateAsync(PollApi api, Func<Update, Task> handle)
    {
        _stage = await TurnStage.OpenAsync();
        var settings = TelegramSettings.Read(name => name == TelegramSettings.TokenVariable ? "123456:AAH-secret" : null)! with { Network = api };
        var raw = new TelegramRawUpdates();
        var bot = new TelegramBotClient(settings.ClientOptions(), TelegramNetwork.CreateClient(settings, raw));
        var state = new TelegramState(settings, new TelegramTrouble(settings, _time, _log.CreateLogger<TelegramTrouble>()), _log.CreateLogger<TelegramState>());
        var delivery = new TelegramDelivery(handle, _stage.Stores.FailedUpdates, _time, _log.CreateLogger<TelegramDelivery>());
        return (new TelegramPoller(bot, raw, delivery, state, _time, _log.CreateLogger<TelegramPoller>()), state);
    }
}
