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

    /// <summary>Write down a new entry of a register in a report.</summary>
    AddEntries,
    Export,
    SeeAudit,
    OpenSite,
    ManageForms,
}
