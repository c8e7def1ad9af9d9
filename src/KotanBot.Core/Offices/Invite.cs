using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

public abstract partial record OfficeNeed
{
    /// <summary>
    /// What inviting needs: the offices that may be invited to, or this one if it is within the scope; its lembaga; the invitations that are open; where codes lead.
    /// </summary>
    public sealed record Inviting(string? SatkerCode) : OfficeNeed;

    /// <summary>Who joined with an invitation since this moment.</summary>
    public sealed record Joined(string InvitationId, DateTimeOffset Since) : OfficeNeed;
}

public sealed partial record OfficeFacts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InvitingFacts? Inviting { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JoinedFacts? Joined { get; init; }
}

/// <summary>As <see cref="OfficeNeed.Inviting"/> asks. Offices: the own first, then those without an admin.</summary>
public sealed record InvitingFacts(
    ImmutableArray<InvitableOffice> Offices, ImmutableArray<LembagaFacts> Lembagas, ImmutableArray<OpenInvitation> Open, InvitationAddresses Addresses);

public sealed record InvitableOffice(string Code, string Name, bool HasAdmin);

/// <summary>An invitation that can still be used.</summary>
public sealed record OpenInvitation(string Id, string Role, string SatkerCode, string SatkerName, string? Lembaga, int Uses, int Used, DateTimeOffset ExpiresAt);

/// <summary>Who joined: the first by name, if they gave one, and how many besides.</summary>
public sealed record JoinedFacts(string? Name, string? Lembaga, string Role, string Satker, int Others);

[JsonDerivedType(typeof(Invite), "invite")]
[JsonDerivedType(typeof(OpenInvitations), "open-invitations")]
[JsonDerivedType(typeof(EndInvitation), "end-invitation")]
public abstract partial record OfficeQuestion
{
    /// <summary>Asks for the first part of an invitation that is not said yet, and in the end whether to make it.</summary>
    public sealed record Invite(InviteDraft Draft, int Page = 0) : OfficeQuestion
    {
        /// <summary>The offices that a name might have meant; empty for all.</summary>
        public ImmutableArray<string> Candidates { get; init; } = [];

        [JsonIgnore]
        public override Right Right => Right.Invite;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Inviting(Draft.SatkerCode);
    }

    /// <summary>The invitations that can still be used: which one shall end?</summary>
    public sealed record OpenInvitations(int Page = 0) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.Invite;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Inviting(null);
    }

    /// <summary>End this invitation?</summary>
    public sealed record EndInvitation(string Id) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.Invite;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Inviting(null);
    }
}

/// <summary>An invitation as far as it is said. Null is not said yet; an empty lembaga is none.</summary>
public sealed record InviteDraft
{
    public string? SatkerCode { get; init; }

    public string? SatkerName { get; init; }

    public string? Role { get; init; }

    public string? Lembaga { get; init; }

    public string? Lingkungan { get; init; }

    public int? Uses { get; init; }

    public int? Days { get; init; }

    [JsonIgnore]
    public bool HasLembaga => Lembaga is { Length: > 0 };

    /// <summary>What is asked next.</summary>
    [JsonIgnore]
    public InvitePart Open => this switch
    {
        { SatkerCode: null } => InvitePart.Satker,
        { Role: null } => InvitePart.Role,
        { Role: Access.Volunteer, Lembaga: null } => InvitePart.Lembaga,
        { HasLembaga: true, Lingkungan: null } => InvitePart.Lingkungan,
        { Uses: null } => InvitePart.Uses,
        { Days: null } => InvitePart.Days,
        _ => InvitePart.Nothing,
    };

    public InvitationPlan ToPlan() => new(SatkerCode!, Role!, Uses!.Value, Days!.Value)
    {
        Lembaga = HasLembaga ? new PlannedLembaga(Lembaga!, Lingkungan!) : null,
    };
}

/// <summary>The parts of an invitation in the order in which they are asked.</summary>
public enum InvitePart
{
    Satker,
    Role,
    Lembaga,
    Lingkungan,
    Uses,
    Days,
    Nothing,
}

public abstract partial record OfficeDeed
{
    /// <summary>Makes an invitation under this code, and its lembaga where the office does not know it yet.</summary>
    public sealed record Invite(string Code, InvitationPlan Plan) : OfficeDeed;

    /// <summary>Lets an open invitation end now; whoever joined with it stays.</summary>
    public sealed record EndInvitation(string Id) : OfficeDeed;
}

[JsonDerivedType(typeof(MemberJoined), "member-joined")]
public abstract partial record Notice
{
    /// <summary>Somebody joined with an invitation of the reader; who, is read when it is told, because the name comes after the code.</summary>
    public sealed record MemberJoined(string InvitationId, DateTimeOffset Since) : Notice
    {
        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Joined(InvitationId, Since);
    }
}
