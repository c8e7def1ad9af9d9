using System.Collections.Immutable;
using KotanBot.Core.Offices;

namespace KotanBot.Site;

/// <summary>A page that the navigation leads to, and the right without which it is not shown.</summary>
public sealed record SiteEntry(string Path, string Indonesian, string English, Right Right);

/// <summary>Where the admin site stands, and what its navigation holds, in its order.</summary>
public static class SitePaths
{
    public const string Root = "/admin";

    public const string Style = Root + "/site.css";

    public static readonly ImmutableArray<SiteEntry> Entries =
    [
        new(Root, "Ikhtisar", "Overview", Right.SeeWeek),
        new(Review.ReviewPage.Path, "Tinjau", "Review", Right.ReviewReports),
        new(Reports.ReportListPage.Path, "Laporan", "Reports", Right.ReviewReports),
        new(People.PeoplePage.Path, "Anggota", "People", Right.SeeMembers),
        new(Invitations.InvitationsPage.Path, "Undangan", "Invitations", Right.Invite),
        new(Targets.TargetsPage.Path, "Target", "Targets", Right.SeeTargets),
        new(Root + "/summaries", "Ringkasan", "Summaries", Right.SeeWeek),
        new(Indices.IndicesPage.Path, "Indeks", "Indices", Right.SeeWeek),
        new(Registers.RegistersPage.Path, "Kawasan dan desa", "Areas and villages", Right.SeeWeek),
        new(Questionnaires.QuestionnairesPage.Path, "Kuesioner", "Questionnaires", Right.SeeWeek),
        new(Coverage.CoveragePage.Path, "Wilayah", "Coverage", Right.SeeWeek),
        new(Root + "/definitions", "Definisi", "Definitions", Right.OpenSite),
        new(Forms.FormsPage.Path, "Formulir", "Forms", Right.ManageForms),
        new(Root + "/settings", "Setelan", "Settings", Right.OpenSite),
        new(Root + "/exports", "Ekspor", "Exports", Right.Export),
        new(Audit.AuditPage.Path, "Catatan", "Audit", Right.SeeAudit),
    ];
}
