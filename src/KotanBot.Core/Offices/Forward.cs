using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>What the asker's office has accepted and not yet forwarded, and what was forwarded to it.</summary>
    public sealed record Forward : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ForwardFacts? Forward { get; init; }
}

/// <summary>
/// How many accepted reports can go on, and the office that gets them. The office on top forwards nothing of its own, only what it accepted for
/// offices without an admin; it keeps what it gets (<paramref name="IsTop"/>).
/// </summary>
public sealed record ForwardFacts(int Ready, string To, bool IsTop)
{
    /// <summary>By the offices right below, the most first: what waits here to go on; for the office on top what it got this year. Read only where it is shown.</summary>
    public ImmutableArray<ReceivedReports> Received { get; init; } = [];
}

/// <summary>How many reports of an office, with those below it, were forwarded.</summary>
public sealed record ReceivedReports(string Satker, int Count);

[JsonDerivedType(typeof(ConfirmForward), "confirm-forward")]
public abstract partial record OfficeQuestion
{
    /// <summary>Shall so many reports go on?</summary>
    public sealed record ConfirmForward(int Count) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ReviewReports;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Forward();
    }
}

public abstract partial record OfficeDeed
{
    /// <summary>Sends on every accepted report in the hands of the actor's office. The commit conflicts when they are not so many any more.</summary>
    public sealed record Forward(int Count) : OfficeDeed;
}
