namespace KotanBot.Core.Offices;

/// <summary>How far an office is with a report that was sent. Which moves are allowed is declared in <see cref="ReviewLifecycle"/>.</summary>
public enum ReviewState
{
    /// <summary>It waits in the queue of its office.</summary>
    Submitted,

    /// <summary>The reporter was asked to correct something.</summary>
    NeedsFix,

    /// <summary>It counts.</summary>
    Verified,

    /// <summary>It does not count, and the reporter was told why.</summary>
    Rejected,

    ForwardedToProvince,

    ForwardedToCentre,
}

/// <summary>What can happen to a report after it was sent.</summary>
public enum ReviewTrigger
{
    AskFix,

    /// <summary>The reporter changed what they were asked to correct.</summary>
    Fix,

    /// <summary>A week passed and nothing was heard of the reporter.</summary>
    Lapse,

    Verify,
    Reject,
    Forward,

    /// <summary>The reporter changed it without being asked.</summary>
    Revise,
}
