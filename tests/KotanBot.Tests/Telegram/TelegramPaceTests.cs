using KotanBot.Channels.Telegram;

namespace KotanBot.Tests.Telegram;

public sealed class TelegramPaceTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly VirtualTime _time = new();
    private readonly TelegramPace _pace;

    public TelegramPaceTests() => _pace = new TelegramPace(_time);

    public void Dispose() => _pace.Dispose();

    [Fact]
    public async Task The_next_message_of_a_chat_waits_for_a_second_after_the_answer_to_the_last()
    {
        var first = await EnterAsync(1);
        var second = EnterAsync(1);
        _time.Advance(3 * Second);
        Assert.False(second.IsCompleted);

        first.Dispose();
        _time.Advance(0.99 * Second);
        Assert.Equal(1, _pace.Waiting);
        _time.Advance(0.01 * Second);

        Assert.Equal(0, _pace.Waiting);
        (await second).Dispose();
    }

    [Fact]
    public void Replies_take_thirty_places_in_a_second_and_bulk_leaves_five_of_them_free()
    {
        var bulk = Enumerable.Range(0, 100).Select(i => EnterAsync(i, TelegramPriority.Bulk)).ToList();
        Assert.Equal(25, bulk.Count(t => t.IsCompleted));

        var live = Enumerable.Range(1000, 100).Select(i => EnterAsync(i)).ToList();

        Assert.Equal(5, live.Count(t => t.IsCompleted));
    }

    [Fact]
    public async Task Urgent_ones_go_first_and_bulk_in_the_order_of_coming()
    {
        var passes = await FillAsync();
        var order = new List<string>();
        Task<TelegramPass>[] entered =
        [
            NoteAsync(501, TelegramPriority.Bulk, () => order.Add("bulk 1")),
            NoteAsync(502, TelegramPriority.Bulk, () => order.Add("bulk 2")),
            NoteAsync(503, TelegramPriority.Touch, () => order.Add("touch")),
            NoteAsync(504, TelegramPriority.Live, () => order.Add("live")),
            NoteAsync(505, TelegramPriority.Bulk, () => order.Add("bulk 3")),
        ];

        // One place a second comes free, so that each goes alone.
        foreach (var pass in passes)
        {
            pass.Dispose();
            _time.Advance(Second);
            await AllAsync(entered, entered.Length - _pace.Waiting);
        }

        Assert.Equal(["live", "touch", "bulk 1", "bulk 2", "bulk 3"], order);
    }

    [Fact]
    public async Task What_waits_for_somebody_who_just_wrote_goes_before_other_bulk()
    {
        var passes = await FillAsync();
        var other = EnterAsync(501, TelegramPriority.Bulk);
        var own = EnterAsync(502, TelegramPriority.Bulk);

        _pace.Promote(502);
        passes[0].Dispose();
        _time.Advance(Second);

        (await own).Dispose();
        Assert.False(other.IsCompleted);
    }

    [Fact]
    public async Task A_chat_that_is_told_to_wait_holds_up_nobody_else()
    {
        _pace.Paused(1, 35 * Second);
        var told = EnterAsync(1);

        Assert.True(EnterAsync(2).IsCompletedSuccessfully);
        Assert.True(_pace.IsPaused(1));
        Assert.False(_pace.IsPaused(2));
        _time.Advance(34.9 * Second);
        Assert.Equal(1, _pace.Waiting);
        _time.Advance(0.1 * Second);
        (await told).Dispose();
    }

    [Fact]
    public async Task A_wait_beyond_measure_silences_its_chat_for_an_hour_and_keeps_no_place_of_others()
    {
        _pace.Paused(1, TimeSpan.FromSeconds(int.MaxValue));
        _pace.Paused(2, TimeSpan.MaxValue);
        var told = EnterAsync(1);

        foreach (var chat in Enumerable.Range(10, 100))
        {
            var pass = EnterAsync(chat);
            _time.Advance(Second);
            (await pass).Dispose();
        }
        Assert.False(told.IsCompleted);
        _time.Advance(TimeSpan.FromHours(1) - (100 * Second));

        (await told).Dispose();
        Assert.Equal((0, 0), (_pace.Waiting, _pace.UnderWay));
    }

    [Fact]
    public void A_shorter_wait_told_later_takes_nothing_off_a_longer_one()
    {
        _pace.Paused(1, 35 * Second);
        _pace.Paused(1, 2 * Second);
        _ = EnterAsync(1);

        _time.Advance(34 * Second);

        Assert.Equal(1, _pace.Waiting);
    }

    [Fact]
    public async Task Three_chats_told_within_a_second_mean_the_bot_and_all_wait_as_long_as_the_longest()
    {
        _pace.Paused(1, 3 * Second);
        _pace.Paused(2, 20 * Second);
        Assert.False(_pace.IsPaused(4));
        _pace.Paused(3, 3 * Second);
        var other = EnterAsync(4);

        _time.Advance(19 * Second);
        Assert.Equal(1, _pace.Waiting);
        _time.Advance(Second);

        (await other).Dispose();
    }

    [Fact]
    public async Task Hours_told_to_three_chats_stop_the_others_for_a_minute_only()
    {
        foreach (var chat in new[] { 1, 2, 3 })
            _pace.Paused(chat, TimeSpan.FromHours(2));
        var other = EnterAsync(4);

        _time.Advance(TimeSpan.FromMinutes(1));

        (await other).Dispose();
        Assert.True(_pace.IsPaused(1));
    }

    [Fact]
    public void Three_chats_told_one_after_the_other_do_not_mean_the_bot()
    {
        foreach (var chat in new[] { 1, 2, 3 })
        {
            _pace.Paused(chat, 30 * Second);
            _time.Advance(1.1 * Second);
        }

        Assert.False(_pace.IsPaused(4));
    }

    [Fact]
    public async Task An_edit_needs_not_the_chats_own_second()
    {
        using var message = await EnterAsync(1);

        Assert.True(EnterAsync(1, TelegramPriority.Touch).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_nothing_behind()
    {
        using var enough = new CancellationTokenSource();
        _pace.Paused(1, 10 * Second);
        var waiting = Enumerable.Range(0, 2000).Select(i => _pace.EnterAsync(1, TelegramPriority.Bulk, enough.Token)).ToList();

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(waiting));
        Assert.Equal(0, _pace.Waiting);
        _time.Advance(10 * Second);
        (await EnterAsync(2)).Dispose();
        Assert.Equal(1, _pace.Chats);
    }

    [Fact]
    public async Task Thousands_of_waiting_chats_share_one_timer_and_are_forgotten_in_the_end()
    {
        var all = Enumerable.Range(0, 3000).Select(i => PassAsync(i, TelegramPriority.Bulk)).ToList();
        Assert.Equal(1, _time.Armed);

        while (_pace.Waiting > 0)
        {
            await AllAsync(all, all.Count - _pace.Waiting);
            _time.AdvanceToNext();
        }
        await Task.WhenAll(all);
        _time.Advance(2 * Second);
        (await EnterAsync(9999)).Dispose();

        Assert.Equal(1, _pace.Chats);
    }

    [Fact]
    public async Task Closing_lets_nobody_wait_for_ever()
    {
        _pace.Paused(1, 10 * Second);
        var waiting = EnterAsync(1);

        _pace.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<TelegramPass> EnterAsync(long chat, TelegramPriority priority = TelegramPriority.Live) => _pace.EnterAsync(chat, priority, CancellationToken.None);

    /// <summary>Takes all places that are not kept for replies, in other chats.</summary>
    private async Task<List<TelegramPass>> FillAsync()
    {
        var passes = new List<TelegramPass>();
        for (var i = 0; i < 25; i++)
            passes.Add(await EnterAsync(100 + i, TelegramPriority.Bulk));
        return passes;
    }

    private async Task<TelegramPass> NoteAsync(long chat, TelegramPriority priority, Action note)
    {
        var pass = await EnterAsync(chat, priority);
        note();
        return pass;
    }

    private async Task PassAsync(long chat, TelegramPriority priority)
    {
        using var pass = await EnterAsync(chat, priority);
    }

    /// <summary>Those that were let in have gone on.</summary>
    private static async Task AllAsync(IReadOnlyCollection<Task> tasks, int count)
    {
        while (tasks.Count(t => t.IsCompleted) < count)
            await Task.Yield();
    }
}
