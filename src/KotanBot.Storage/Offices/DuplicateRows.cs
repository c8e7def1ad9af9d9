using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Reports that may tell of the same event as one that waits, and those that somebody told apart (<c>report_apart</c>). Places in words are sealed,
/// so the database finds the same kind, region and days, and the words are compared after they were opened.
/// </summary>
internal static class DuplicateRows
{
    private const int MostCompared = 20;
    private const int MostShown = 3;

    public static ImmutableArray<TwinReport> Find(DbConnection connection, KeyRing keys, Scope scope, WaitingReport report, string? personId, EventSteps steps)
    {
        var kind = steps.Kind is null ? null : Value<AnswerValue.Choice>(report, steps.Kind);
        if ((steps.Kind is not null && kind is null) || Value<AnswerValue.Dates>(report, steps.Days) is not { } days || Value<AnswerValue.Place>(report, steps.Region) is not { } region)
            return [];
        var parameters = new
        {
            scopeRoot = scope.Root,
            scopeBelow = ScopeSql.Below(scope),
            id = report.Id,
            dialogId = steps.Dialog,
            kindStep = steps.Kind,
            kind = kind?.Key,
            daysStep = steps.Days,
            fromOn = Instant.ToColumn(days.From),
            toOn = Instant.ToColumn(days.To),
            regionStep = steps.Region,
            region = region.Code,
            most = (long)MostCompared,
        };
        return [.. connection.Query<ReviewRows.Row>(FindSql, parameters)
            .Select(row => (Row: row, Report: ReviewRows.Open(connection, keys, row)))
            .Where(other => steps.MayBeSamePlace(report.Answers, other.Report.Answers, personId is not null && other.Row.PersonId == personId))
            .Take(MostShown)
            .Select(other => new TwinReport(other.Report, ReviewRows.Parse(other.Row.Review)))];
    }

    /// <summary>Starts from the place, which has an index of its own; whatever else an answer must hold is found by the report's id.</summary>
    internal const string FindSql = "with recursive " + ScopeSql.Tree + ReviewRows.Columns + """

            join answer place on place.submission_id = s.id join answer days on days.submission_id = s.id
        where place.region_code = @region and place.step_id = @regionStep
            and (@kindStep is null or exists (select 1 from answer kind where kind.submission_id = s.id and kind.step_id = @kindStep and kind.choice = @kind)) and days.step_id = @daysStep and days.from_on <= @toOn and days.to_on >= @fromOn
            and s.dialog_id = @dialogId and s.id <> @id and s.review in ('submitted', 'needs-fix', 'verified', 'forwarded-to-province', 'forwarded-to-centre')
            and not exists (select 1 from report_apart t where t.submission_id = @id and t.other_id = s.id) and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn + " order by s.submitted_at desc, s.id limit @most";

    /// <summary>Whether it lies in the scope and was not taken back meanwhile.</summary>
    public static bool IsWithin(DbConnection connection, DbTransaction? transaction, Scope scope, string id) =>
        connection.ExecuteScalar<long>(IsWithinSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id }, transaction) > 0;

    private const string IsWithinSql = "with recursive " + ScopeSql.Tree + " select count(*) from submission s where s.id = @id and s.review is not null and " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    public static void TellApart(DbConnection connection, DbTransaction? transaction, OfficeDeed.TellApart apart, long now) =>
        connection.Execute(TellApartSql, new { id = apart.Id, other = apart.OtherId, now }, transaction);

    private const string TellApartSql =
        "insert into report_apart (submission_id, other_id, decided_at) values (@id, @other, @now), (@other, @id, @now) on conflict do nothing";

    private static T? Value<T>(WaitingReport report, string stepId)
        where T : AnswerValue => report.Answers.FirstOrDefault(a => a.StepId == stepId)?.Value as T;
}
