using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.Audit;

/// <summary>One line of the audit in plain words, without a name.</summary>
public sealed record AuditLineModel(string At, string Deed, string Who, string Office, string? Change, string? Report);

/// <summary>A page of the audit and the question that it answers.</summary>
public sealed record AuditModel(string From, string To, string Deed, ImmutableArray<AuditLineModel> Lines, ImmutableArray<SiteChoice> Deeds)
{
    public string? Problem { get; init; }

    /// <summary>Where the next page begins; null after the last.</summary>
    public string? Before { get; init; }

    public bool IsFirst { get; init; } = true;
}

/// <summary><c>/admin/audit</c>: what was done for the office and those below it, the newest first.</summary>
public sealed class AuditPage(AuditStore audit, SatkerStore satkers, ServedDefinitions definitions)
{
    public const string Path = SitePaths.Root + "/audit";

    public const string BeforeQuery = "before";

    private const int PageSize = 50;

    public void Map(RouteGroupBuilder site) => site.MapGet("/audit", Show).Needs(Right.SeeAudit);

    private IResult Show(SiteVisit visit)
    {
        string Read(string name) => visit.Query[name].ToString().Trim();
        var model = new AuditModel(Read("from"), Read("to"), Read("deed"), [], [.. DeedWords.All(visit).Select(d => new SiteChoice(d, DeedWords.Of(visit, d)))]);
        if (!SiteDays.TryRead(visit, model.From, model.To, out var from, out var to, out var problem))
            return visit.Page<AuditList, AuditModel>(model with { Problem = problem }, StatusCodes.Status400BadRequest);
        var after = PlaceOf(Read(BeforeQuery));
        var names = satkers.ListWithin(visit.Looking.Scope).ToDictionary(o => o.Code, o => o.Name, StringComparer.Ordinal);
        var (lines, next) = audit.List(visit.Looking.Scope, new AuditFilter(from, to, PageSize) { Deed = model.Deed.Length > 0 ? model.Deed : null }, after);
        return visit.Page<AuditList, AuditModel>(model with
        {
            Lines = [.. lines.Select(l => LineOf(visit, l, names))],
            Before = next is null ? null : string.Create(CultureInfo.InvariantCulture, $"{next.At.ToUnixTimeMilliseconds()}-{next.Id}"),
            IsFirst = after is null,
        });
    }

    private AuditLineModel LineOf(SiteVisit visit, AuditEntry entry, Dictionary<string, string> names) => new(
        visit.Time(entry.At),
        DeedWords.Of(visit, entry.Deed),
        DeedWords.Of(visit, entry.Actor),
        names.GetValueOrDefault(entry.SatkerCode ?? "", ""),
        ChangeOf(visit, entry),
        IsReport(entry) ? entry.Subject : null);

    /// <summary>What stood there and stands there now, where people can read it.</summary>
    private string? ChangeOf(SiteVisit visit, AuditEntry entry)
    {
        var roles = new RoleWords(definitions.Current.Texts, visit.Visitor.Language);
        return entry switch
        {
            { Deed: "role-changed", Before: { } before, After: { } after } => $"{roles.Of(before)} → {roles.Of(after)}",
            { Deed: "invitation-created" or "invitation-used" or "invitation-ended", After: { } role } => roles.Of(role),
            { Deed: "target" or "realisation", Subject: { } subject } => $"{OutputOf(visit, subject)}: {entry.Before ?? "–"} → {entry.After ?? "–"}",
            { Deed: "broadcast" or "remind" or "forward-reports", After: { } count } => count,
            { Deed: "set-kawasan-status" or "set-entry-status" } => $"{entry.Before ?? "–"} → {entry.After ?? "–"}",
            _ => null,
        };
    }

    private string OutputOf(SiteVisit visit, string subject) => subject.Split('|', 2) is [var year, var id]
        ? $"{definitions.Current.Outputs.FirstOrDefault(o => o.Id == id)?.Title.In(visit.Visitor.Language) ?? id} {year}"
        : subject;

    private static bool IsReport(AuditEntry entry) => entry.Deed is "ask-fix" or "fix-report" or "lapse-fix" or "verify-report" or "verify-own-report" or "reject-report" or "reject-own-report" or "revise-report" or "tell-reports-apart";

    private static AuditPlace? PlaceOf(string text) =>
        text.Split('-', 2) is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253_402_300_800_000
            ? new AuditPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;
}
