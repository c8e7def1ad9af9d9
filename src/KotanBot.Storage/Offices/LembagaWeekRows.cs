using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>Institutions in a week that is over: those whose volunteers were there when it began, and those of which none sent anything in it.</summary>
internal static class LembagaWeekRows
{
    internal sealed class Counted
    {
        public long Whole { get; init; }

        public long Silent { get; init; }
    }

    private const string From = "@week - k.utc_offset_minutes * 60000";
    private const string To = "@weekEnd - k.utc_offset_minutes * 60000";

    /// <summary>Whoever reported after the week may still have sent nothing in it: only of these the reports are looked at.</summary>
    private const string ByLembaga = "with recursive " + ScopeSql.Tree + """
        , whole as (
            select p.satker_code as satker_code, p.lembaga_key as lembaga_key, max(l.name) as name,
                max(case when p.last_report_at is null or p.last_report_at <
        """ + " " + From + " then 0 when p.last_report_at < " + To + """
         then 1 when exists (select 1 from submission s where s.person_id = p.id and s.status = 'submitted' and @reports like '%|' || s.dialog_id || '|%' and s.submitted_at >=
        """ + " " + From + " and s.submitted_at < " + To + """
        ) then 1 else 0 end) as sent
            from scope join satker k on k.code = scope.code join person p on p.satker_code = k.code left join lembaga l on l.id = p.lembaga_id
            where
        """ + " " + OverdueRows.Volunteers + " and p.lembaga_key is not null group by p.satker_code, p.lembaga_key)";

    public static Counted Count(DbConnection connection, Scope scope, ReportWeek week, string reports) => connection.QuerySingle<Counted>(CountSql, Parameters(scope, week, reports));

    private const string CountSql = ByLembaga + " select count(*) as Whole, coalesce(sum(1 - sent), 0) as Silent from whole";

    /// <summary>By name; only of those that an office keeps.</summary>
    public static ImmutableArray<string> ReadSilent(DbConnection connection, Scope scope, ReportWeek week, string reports, int most)
    {
        var parameters = Parameters(scope, week, reports);
        parameters.Add("most", most);
        return [.. connection.Query<string>(ReadSilentSql, parameters)];
    }

    private const string ReadSilentSql = ByLembaga + " select name from whole where sent = 0 and name is not null order by name, satker_code limit @most";

    private static DynamicParameters Parameters(Scope scope, ReportWeek week, string reports) =>
        new(new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), week = OverdueRows.AsUtc(week.Monday), weekEnd = OverdueRows.AsUtc(week.After.Monday), reports });
}
