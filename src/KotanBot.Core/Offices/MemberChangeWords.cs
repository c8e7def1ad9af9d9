using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Offices;

/// <summary>What a change of somebody's role or office brings with it, said before it is made and after, the same in chat and at the site.</summary>
public sealed class MemberChangeWords(DefinitionSet definitions, string language)
{
    /// <summary>What somebody of an office can be made. A respondent is nobody of the office; that is what removing is for.</summary>
    public static readonly ImmutableArray<string> Roles = [Access.Volunteer, Access.Officer, Access.Admin];

    private readonly RoleWords _roles = new(definitions.Texts, language);

    public static TextKey Yes(MemberChange change) => change switch
    {
        MemberChange.SetRole => OfficeTexts.MemberYesRole,
        MemberChange.Move => OfficeTexts.MemberYesMove,
        _ => OfficeTexts.MemberYesRemove,
    };

    /// <summary>The consequences, as a question.</summary>
    /// <param name="member">Whom it is about.</param>
    /// <param name="ownSatker">The office of who changes them.</param>
    /// <param name="change">What shall be done.</param>
    public string Explain(MemberFacts member, string? ownSatker, MemberChange change) => change switch
    {
        MemberChange.SetRole set => Text(
            OfficeTexts.MemberConfirmRole,
            ("name", Name(member)),
            ("satker", member.SatkerName),
            ("before", _roles.Within(member.Stand.Role)),
            ("after", _roles.Within(set.Role)),
            ("means", Means(member, ownSatker, set.Role))),
        MemberChange.Move move => Text(OfficeTexts.MemberConfirmMove, ("name", Name(member)), ("role", _roles.Within(member.Stand.Role)), ("from", member.SatkerName), ("to", move.SatkerName)),
        MemberChange.Remove => Text(OfficeTexts.MemberConfirmRemove, ("name", Name(member)), ("role", _roles.Within(member.Stand.Role)), ("satker", member.SatkerName)),
        _ => throw new UnreachableException(),
    };

    /// <summary>That it was made.</summary>
    public string Done(MemberFacts member, MemberChange change) => change switch
    {
        MemberChange.SetRole set => Text(OfficeTexts.MemberRoleSet, ("name", Name(member)), ("satker", member.SatkerName), ("role", _roles.Within(set.Role))),
        MemberChange.Move move => Text(OfficeTexts.MemberHasMoved, ("name", Name(member)), ("satker", move.SatkerName)),
        MemberChange.Remove => Text(OfficeTexts.MemberIsOut, ("name", Name(member)), ("satker", member.SatkerName)),
        _ => throw new UnreachableException(),
    };

    private string Means(MemberFacts member, string? ownSatker, string role) => role switch
    {
        Access.Admin when member.Stand.Satker != ownSatker => Text(OfficeTexts.MemberMeansAdminBelow, ("satker", member.SatkerName)),
        Access.Admin => Text(OfficeTexts.MemberMeansAdmin),
        Access.Officer => Text(OfficeTexts.MemberMeansOfficer),
        _ => Text(OfficeTexts.MemberMeansVolunteer),
    };

    private string Name(MemberFacts member) => member.Name ?? Text(OfficeTexts.MemberNoName);

    private string Text(TextKey key, params ReadOnlySpan<(string Name, string Value)> values) => definitions.Texts.Say(key, language, values);
}
