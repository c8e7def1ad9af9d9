using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

/// <summary>Which way a report may go through its office.</summary>
public sealed class ReviewLifecycleTests
{
    [Theory]
    [InlineData(ReviewTrigger.Verify, ReviewState.Verified)]
    [InlineData(ReviewTrigger.Reject, ReviewState.Rejected)]
    [InlineData(ReviewTrigger.AskFix, ReviewState.NeedsFix)]
    public void A_report_that_waits_is_decided(ReviewTrigger trigger, ReviewState expected) =>
        Assert.Equal(expected, ReviewLifecycle.After(ReviewState.Submitted, trigger, underCentre: false));

    [Theory]
    [InlineData(ReviewState.Submitted)]
    [InlineData(ReviewState.NeedsFix)]
    [InlineData(ReviewState.Rejected)]
    [InlineData(ReviewState.ForwardedToCentre)]
    public void Only_a_verified_report_is_forwarded(ReviewState state) =>
        Assert.Throws<InvalidOperationException>(() => ReviewLifecycle.After(state, ReviewTrigger.Forward, underCentre: false));

    [Fact]
    public void A_report_goes_to_the_province_and_from_there_to_the_centre()
    {
        var atProvince = ReviewLifecycle.After(ReviewState.Verified, ReviewTrigger.Forward, underCentre: false);
        Assert.Equal(ReviewState.ForwardedToProvince, atProvince);
        Assert.Equal(ReviewState.ForwardedToCentre, ReviewLifecycle.After(atProvince, ReviewTrigger.Forward, underCentre: false));
    }

    [Fact]
    public void An_office_right_under_the_centre_forwards_to_the_centre() =>
        Assert.Equal(ReviewState.ForwardedToCentre, ReviewLifecycle.After(ReviewState.Verified, ReviewTrigger.Forward, underCentre: true));

    [Fact]
    public void Whatever_the_reporter_changes_is_looked_at_anew()
    {
        foreach (var state in Enum.GetValues<ReviewState>())
            Assert.Equal(ReviewState.Submitted, ReviewLifecycle.After(state, ReviewLifecycle.OfChange(state), underCentre: false));
    }

    [Theory]
    [InlineData(ReviewState.Verified)]
    [InlineData(ReviewState.Rejected)]
    [InlineData(ReviewState.NeedsFix)]
    public void What_is_decided_is_not_decided_again(ReviewState state)
    {
        foreach (var trigger in (ReviewTrigger[])[ReviewTrigger.Verify, ReviewTrigger.Reject, ReviewTrigger.AskFix])
            Assert.Throws<InvalidOperationException>(() => ReviewLifecycle.After(state, trigger, underCentre: false));
    }
}
