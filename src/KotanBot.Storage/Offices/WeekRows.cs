using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>What was sent to the offices of a scope in a week, by the clock of each.</summary>
internal static class WeekRows
{
    internal sealed class Sent
    {
        public string Code { get; init; } = "";

        public string DialogId { get; init; } = "";

        public string Lingkungan { get; init; } = "";

        public string Review { get; init; } = "";

        public long Count { get; init; }

        public bool IsVerified => Review is "verified" or "forwarded-to-province" or "forwarded-to-centre";

        public bool IsRejected => Review == "rejected";
    }

    internal sealed class Said
    {
        public string DialogId { get; init; } = "";

        public string StepId { get; init; } = "";

        public string? Choice { get; init; }

        public long Count { get; init; }

        public double Sum { get; init; }
    }

    /// <summary>Cross joins keep SQLite to this order, office by office; left to itself it looks through the reports of all years first.</summary>
    public const string Offices = " from scope cross join satker k cross join submission s";

    private const string ThisWeek = """
         where k.code = scope.code and s.satker_code = k.code and s.status = 'submitted'
            and s.submitted_at >= @week - k.utc_offset_minutes * 60000 and s.submitted_at < @weekEnd - k.utc_offset_minutes * 60000
            and @dialogs like '%|' || s.dialog_id || '|%'
        """;

    public static IEnumerable<Sent> CountSent(DbConnection connection, Scope scope, ReportWeek week, string dialogs) =>
        connection.Query<Sent>(CountSentSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), week = OverdueRows.AsUtc(week.Monday), weekEnd = OverdueRows.AsUtc(week.After.Monday), dialogs });

    private const string CountSentSql = "with recursive " + ScopeSql.Tree + " select k.code as Code, s.dialog_id as DialogId, coalesce(s.lingkungan, '') as Lingkungan, coalesce(s.review, '') as Review, count(*) as Count" + Offices + ThisWeek + """

        group by k.code, s.dialog_id, coalesce(s.lingkungan, ''), coalesce(s.review, '')
        """;

    /// <summary>How often each option was chosen, and the sums of numbers, in what was not rejected.</summary>
    public static IEnumerable<Said> CountSaid(DbConnection connection, Scope scope, ReportWeek week, string dialogs, string steps) =>
        connection.Query<Said>(CountSaidSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), week = OverdueRows.AsUtc(week.Monday), weekEnd = OverdueRows.AsUtc(week.After.Monday), dialogs, steps });

    private const string CountSaidSql = "with recursive " + ScopeSql.Tree + """
         select s.dialog_id as DialogId, a.step_id as StepId, a.choice as Choice, count(*) as Count, coalesce(sum(a.number), 0.0) as Sum
        """ + Offices + " cross join answer a" + ThisWeek + """

            and a.submission_id = s.id and a.missing_reason is null and coalesce(s.review, '') <> 'rejected' and @steps like '%|' || a.step_id || '|%'
        group by s.dialog_id, a.step_id, a.choice
        """;
}
