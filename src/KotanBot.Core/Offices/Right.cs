namespace KotanBot.Core.Offices;

/// <summary>What somebody may do for an office. Which role has which, <see cref="Access"/> says and nothing else.</summary>
public enum Right
{
    SeeOverdue,
    ReviewReports,
    SeeWeek,
    SeeTargets,
    SetTargets,
    Invite,
    Broadcast,
    SeeMembers,
    ChangeMembers,
    ManageKawasan,
    Export,
    SeeAudit,
    OpenSite,
    ManageForms,
}
