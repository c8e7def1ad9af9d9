using System.Collections.Immutable;
using KotanBot.Core.Conversations;

namespace KotanBot.Core.Offices;

/// <summary>
/// The one place that decides what a role may do, and which commands need which right. Where it may do it, <see cref="Scope"/>
/// says: the office's subtree for admins, the office alone for officers (DESIGN §8).
/// </summary>
public static class Access
{
    public const string Admin = "admin";

    public const string Officer = "petugas";

    public const string Volunteer = "penggiat";

    public const string Respondent = "respondent";

    private static readonly ImmutableHashSet<Right> OfficerRights = [Right.SeeOverdue, Right.ReviewReports, Right.SeeWeek, Right.SeeTargets, Right.AddEntries, Right.OpenSite];

    private static readonly ImmutableHashSet<Right> AdminRights = [.. Enum.GetValues<Right>()];

    /// <summary>Every role that an invitation can give, the most common first.</summary>
    public static readonly ImmutableArray<string> Roles = [Volunteer, Officer, Admin, Respondent];

    public static ImmutableHashSet<Right> RightsOf(string? role) => role switch
    {
        Admin => AdminRights,
        Officer => OfficerRights,
        _ => [],
    };

    /// <summary>Null for what everybody may ask of the bot.</summary>
    public static Right? Needs(CommandAction action) => action switch
    {
        CommandAction.Review => Right.ReviewReports,
        CommandAction.Forward => Right.ReviewReports,
        CommandAction.Broadcast => Right.Broadcast,
        CommandAction.Kawasan => Right.ManageKawasan,
        CommandAction.Invite => Right.Invite,
        CommandAction.Members => Right.SeeMembers,
        CommandAction.Overdue => Right.SeeOverdue,
        CommandAction.Week => Right.SeeWeek,
        CommandAction.Target => Right.SeeTargets,
        CommandAction.Site => Right.OpenSite,
        _ => null,
    };

    /// <summary>Whether only those who work for an office meet this command.</summary>
    public static bool IsForOffices(CommandAction action) => action is CommandAction.Office or CommandAction.Forms || Needs(action) is not null;

    public static bool Allows(string? role, CommandAction action) =>
        Needs(action) is { } right ? RightsOf(role).Contains(right) : !IsForOffices(action) || !RightsOf(role).IsEmpty;
}
