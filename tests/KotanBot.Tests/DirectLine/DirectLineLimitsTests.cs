using System.Net;
using KotanBot.Channels.DirectLine;
using KotanBot.Tests.Telegram;

namespace KotanBot.Tests.DirectLine;

/// <summary>Limits alone, with a clock that the test turns.</summary>
public sealed class DirectLineLimitsTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void A_conversation_answers_120_times_at_once_and_then_ten_times_a_second()
    {
        using var limits = new DirectLineLimits(new DirectLineLimitSettings(), _time);

        Assert.Equal(120, Taken(() => limits.TryAnswer("a", out _)));
        Assert.False(limits.TryAnswer("a", out var wait));
        Assert.Equal(TimeSpan.FromMilliseconds(100), wait);
        _time.Advance(wait);
        Assert.Equal(1, Taken(() => limits.TryAnswer("a", out _)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Taken(() => limits.TryAnswer("a", out _)));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(120, Taken(() => limits.TryAnswer("a", out _)));
    }

    [Fact]
    public void One_conversation_takes_nothing_from_another_and_reading_nothing_from_answering()
    {
        using var limits = new DirectLineLimits(new DirectLineLimitSettings { Answers = 5, Reads = 10 }, _time);

        Assert.Equal(1, Taken(() => limits.TryAnswer("a", out _)));
        Assert.Equal(2, Taken(() => limits.TryRead("a", out _)));
        Assert.Equal(1, Taken(() => limits.TryAnswer("b", out _)));
    }

    [Fact]
    public void An_address_takes_12000_calls_a_minute()
    {
        using var limits = new DirectLineLimits(new DirectLineLimitSettings(), _time);

        Assert.Equal(12_000, Taken(() => limits.TryAddress(IPAddress.Parse("203.0.113.7"), out _)));
        Assert.True(limits.TryAddress(IPAddress.Parse("203.0.113.8"), out _));
    }

    [Theory]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9")]
    public void Addresses_of_one_holder_are_one(string one, string other)
    {
        using var limits = new DirectLineLimits(new DirectLineLimitSettings { Address = 1 }, _time);

        Assert.True(limits.TryAddress(IPAddress.Parse(one), out _));
        Assert.False(limits.TryAddress(IPAddress.Parse(other), out var wait));
        Assert.Equal(TimeSpan.FromMinutes(1), wait);
    }

    [Fact]
    public void Lifted_limits_refuse_nobody()
    {
        using var limits = new DirectLineLimits(DirectLineLimitSettings.Lifted, _time);

        Assert.True(Enumerable.Range(0, 20_000).All(_ => limits.TryAnswer("a", out TimeSpan _) && limits.TryRead("a", out TimeSpan _) && limits.TryAddress(null, out TimeSpan _)));
    }

    /// <summary>The platform lets go of what is idle; a bucket says so once it is full, and not before.</summary>
    [Fact]
    public void A_bucket_is_idle_from_when_it_is_full()
    {
        using var bucket = new TokenBucket(120, 10, _time);
        Assert.Equal(TimeSpan.Zero, bucket.IdleDuration);

        using (bucket.AttemptAcquire(20))
            Assert.Null(bucket.IdleDuration);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Null(bucket.IdleDuration);
        _time.Advance(TimeSpan.FromSeconds(5.1));
        Assert.Equal(TimeSpan.FromSeconds(5), bucket.IdleDuration);
    }

    [Theory]
    [InlineData(null, 600)]
    [InlineData(" ", 600)]
    [InlineData("30", 30)]
    [InlineData("OFF", null)]
    public void Settings_are_numbers_a_minute_or_off(string? text, int? answers)
    {
        var read = DirectLineLimitSettings.Read(name => name == DirectLineLimitSettings.AnswersVariable ? text : null);

        Assert.Equal(new DirectLineLimitSettings { Answers = answers }, read);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1,000")]
    [InlineData("10/s")]
    [InlineData("99999999999")]
    public void Malformed_settings_are_refused(string text)
    {
        foreach (var variable in new[] { DirectLineLimitSettings.AnswersVariable, DirectLineLimitSettings.ReadsVariable, DirectLineLimitSettings.AddressVariable })
            Assert.Contains(variable, Assert.Throws<RefusedException>(() => DirectLineLimitSettings.Read(name => name == variable ? text : null)).Message);
    }

    private static int Taken(Func<bool> tryOne)
    {
        var taken = 0;
        while (taken < 100_000 && tryOne())
            taken++;
        return taken;
    }
}
