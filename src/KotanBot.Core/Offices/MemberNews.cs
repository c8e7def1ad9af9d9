using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

[JsonDerivedType(typeof(MemberMoved), "member-moved")]
[JsonDerivedType(typeof(MemberArrived), "member-arrived")]
[JsonDerivedType(typeof(MemberRemoved), "member-removed")]
[JsonDerivedType(typeof(LastAdminLeft), "last-admin-left")]
[JsonDerivedType(typeof(RoleChanged), "role-changed")]
[JsonDerivedType(typeof(OfficeChanged), "office-changed")]
[JsonDerivedType(typeof(OfficeEnded), "office-ended")]
public abstract partial record Notice
{
    /// <summary>Somebody of this office went to another one. Who and where to is not told: an erasure could not take it back.</summary>
    public sealed record MemberMoved(string Satker, string Role) : Notice;

    /// <summary>An admin moved somebody to this office.</summary>
    public sealed record MemberArrived(string Satker, string Role) : Notice;

    /// <summary>An admin took somebody out of this office.</summary>
    public sealed record MemberRemoved(string Satker, string Role) : Notice;

    /// <summary>This office has no admin any more, and whoever hears it serves it from now on.</summary>
    public sealed record LastAdminLeft(string Satker) : Notice;

    /// <summary>The reader's own role is another one now.</summary>
    public sealed record RoleChanged(string Satker, string Role) : Notice;

    /// <summary>The reader's own office is another one now.</summary>
    public sealed record OfficeChanged(string From, string To, string Role) : Notice;

    /// <summary>The reader belongs to no office any more.</summary>
    public sealed record OfficeEnded(string Satker) : Notice;
}
