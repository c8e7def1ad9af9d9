using System.Text.Json.Serialization;

namespace KotanBot.Core.Offices;

[JsonDerivedType(typeof(MemberMoved), "member-moved")]
[JsonDerivedType(typeof(LastAdminLeft), "last-admin-left")]
public abstract partial record Notice
{
    /// <summary>Somebody of this office went to another one with an invitation. Who and where to is not told: an erasure could not take it back.</summary>
    public sealed record MemberMoved(string Satker, string Role) : Notice;

    /// <summary>This office has no admin any more, and whoever hears it serves it from now on.</summary>
    public sealed record LastAdminLeft(string Satker) : Notice;
}
