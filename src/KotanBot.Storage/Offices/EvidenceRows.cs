using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>What the verified reports of a reporter's lembaga prove, or of the reporter alone where they belong to none.</summary>
internal static class EvidenceRows
{
    /// <summary>What this report, which is verified by now, changed among those sent in [from, to).</summary>
    public static ImmutableArray<ReportGain> ReadGains(DbConnection connection, DbTransaction? transaction, EvidenceQuestion question)
    {
        var (without, with) = (ImmutableArray.CreateBuilder<OwnReports>(), ImmutableArray.CreateBuilder<OwnReports>());
        foreach (var source in question.Items.Select(i => new ReportSource(i.Item.Evidence!.Dialog, i.Item.Evidence.Step)).Distinct())
        {
            var parameters = new { personId = question.PersonId, dialogId = source.Dialog, stepId = source.Step, fromAt = question.FromAt, toAt = question.ToAt };
            var rows = connection.Query<OwnReportRows.Row>(ReadSql, parameters, transaction).AsList();
            with.AddRange(OwnReportRows.Count(rows, source));
            without.AddRange(OwnReportRows.Count(rows.Where(r => r.SubmissionId != question.SubmissionId), source));
        }

        return ReportGains.Between(question.Items, without.ToImmutable(), with.ToImmutable());
    }

    /// <summary>A lembaga is told by the name of it and by the office: schools of the same name stand in many places.</summary>
    private const string ReadSql = """
        with member (id) as (
            select p.id from person p where p.id = @personId
            union
            select p.id from person reporter join person p on p.satker_code = reporter.satker_code and p.lembaga_key = reporter.lembaga_key
            where reporter.id = @personId
        )
        select s.id as SubmissionId, a.choice as Choice from member m join submission s on s.person_id = m.id join answer a on a.submission_id = s.id
        where s.dialog_id = @dialogId and s.submitted_at >= @fromAt and s.submitted_at < @toAt and a.step_id = @stepId and a.missing_reason is null and
        """ + " " + VerifiedSql.Is + " order by s.id, a.position";

    public static bool HasLembaga(DbConnection connection, DbTransaction? transaction, string personId) =>
        connection.ExecuteScalar<long>("select count(*) from person where id = @personId and lembaga_key is not null", new { personId }, transaction) > 0;
}

/// <summary>Which items may have gained from a report, and among whose reports of what time.</summary>
internal sealed record EvidenceQuestion(string SubmissionId, string PersonId, ImmutableArray<EvidenceItem> Items, long FromAt, long ToAt);
