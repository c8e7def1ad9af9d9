using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

/// <summary>What an admin does to one of their people.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "t")]
[JsonDerivedType(typeof(SetRole), "set-role")]
[JsonDerivedType(typeof(Move), "move")]
[JsonDerivedType(typeof(Remove), "remove")]
public abstract record MemberChange
{
    private MemberChange()
    {
    }

    public sealed record SetRole(string Role) : MemberChange;

    /// <summary>To another office within the admin's scope, in the same role.</summary>
    public sealed record Move(string Satker, string SatkerName) : MemberChange;

    /// <summary>Out of the office: a respondent without one.</summary>
    public sealed record Remove : MemberChange;
}

[JsonDerivedType(typeof(PickMemberRole), "pick-member-role")]
[JsonDerivedType(typeof(PickMemberOffice), "pick-member-office")]
[JsonDerivedType(typeof(ConfirmMember), "confirm-member")]
public abstract partial record OfficeQuestion
{
    /// <summary>What shall this person be?</summary>
    public sealed record PickMemberRole(MemberPlace Place, string Id) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ChangeMembers;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Member(Id);
    }

    /// <summary>To which office shall this person go?</summary>
    public sealed record PickMemberOffice(MemberPlace Place, string Id, int Page = 0) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ChangeMembers;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Member(Id, MostOffices: int.MaxValue);
    }

    /// <summary>Shall this be done to this person, who stands so?</summary>
    public sealed record ConfirmMember(MemberPlace Place, string Id, MemberStand Before, MemberChange Change) : OfficeQuestion
    {
        [JsonIgnore]
        public override Right Right => Right.ChangeMembers;

        [JsonIgnore]
        public override OfficeNeed Need => new OfficeNeed.Member(Id, (Change as MemberChange.Move)?.Satker);
    }
}

public abstract partial record OfficeDeed
{
    /// <summary>Changes somebody else who stands as <paramref name="Before"/>. They hear of it, and so do the offices that lose or get them.</summary>
    public sealed record ChangeMember(string PersonId, MemberStand Before, MemberChange Change) : OfficeDeed;
}
