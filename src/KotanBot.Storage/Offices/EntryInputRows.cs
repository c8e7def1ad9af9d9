using System.Data.Common;
using Dapper;
using KotanBot.Core.Indices;

namespace KotanBot.Storage.Offices;

/// <summary>Reads what readings of entries of a register are made from: the questionnaires about one of them, and the counts that reports tell of each.</summary>
internal sealed class EntryInputRows(DbConnection connection, KeyRing? keys)
{
    /// <summary>The entries of an office that questionnaires of a bank were sent about in the time.</summary>
    public IReadOnlyList<string> ListAsked(IndexPlace place, string register, string bankId) =>
        connection.Query<string>(AskedSql, new { satker = place.Satker, register, bankId, fromAt = place.FromAt, toAt = place.ToAt }).AsList();

    private const string AskedSql = """
        select e.id from register_entry e where e.satker_code = @satker and e.register_id = @register and exists (
            select 1 from answer n join submission s on s.id = n.submission_id
            where n.kind = 'entry' and n.choice = e.id and s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
                and exists (select 1 from questionnaire_item q where q.submission_id = s.id and q.bank_id || '' = @bankId))
        order by e.id
        """;

    /// <summary>The questionnaires that count for an entry, whatever office their respondents belong to; of what one person sent about it in a year the last counts.</summary>
    public IReadOnlyList<IndexSheet> ReadQuestionnaires(IndexPlace place, string bankId, string entry) =>
        new IndexInputRows(connection, keys ?? throw new InvalidOperationException("questionnaires are read with keys")).Drawn(QuestionnairesSql, new { bankId, entry, fromAt = place.FromAt, toAt = place.ToAt }, place.Satker);

    private const string QuestionnairesSql = """
        select s.id as SubmissionId, coalesce(s.respondent, s.person_id, s.id) as Respondent, q.respondent_group as RespondentGroup,
            q.item_id as Item, a.choice as Choice, a.missing_reason as MissingReason, q.asked_as as AskedAs, q.probability as Probability
        from answer n join submission s on s.id = n.submission_id join questionnaire_item q on q.submission_id = s.id
            left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
        where n.kind = 'entry' and n.choice = @entry and q.bank_id || '' = @bankId and q.dropped = 0 and s.status = 'submitted'
            and s.submitted_at >= @fromAt and s.submitted_at < @toAt
        order by s.submitted_at, s.id, q.item_id
        """;

    private sealed class Count
    {
        public string Entry { get; init; } = "";

        public string SubmissionId { get; init; } = "";

        public string StepId { get; init; } = "";

        public double? Number { get; init; }
    }

    /// <summary>What the last report about each entry of an office counts, by the entry's id: one number a group, 0 where it was skipped. A rejected report counts nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> ReadCounts(IndexPlace place, CountedIndex index)
    {
        var rows = connection.Query<Count>(CountsSql, new
        {
            satker = place.Satker,
            register = index.Register,
            dialog = index.Counting.Dialog,
            entryStep = index.Counting.Entry,
            fromAt = place.FromAt,
            toAt = place.ToAt,
        });
        var counts = new Dictionary<string, IReadOnlyList<int>>();
        foreach (var entry in rows.GroupBy(r => r.Entry))
        {
            var last = entry.GroupBy(r => r.SubmissionId).Last().ToList();
            counts[entry.Key] = [.. index.Counting.Groups.Select(g => (int)(last.Find(r => r.StepId == g.Step)?.Number ?? 0))];
        }

        return counts;
    }

    private const string CountsSql = """
        select e.id as Entry, s.id as SubmissionId, a.step_id as StepId, a.number as Number
        from register_entry e join answer n on n.kind = 'entry' and n.choice = e.id and n.step_id = @entryStep
            join submission s on s.id = n.submission_id left join answer a on a.submission_id = s.id and a.kind = 'number'
        where e.satker_code = @satker and e.register_id = @register and s.dialog_id = @dialog and s.status = 'submitted' and coalesce(s.review, '') <> 'rejected'
            and s.submitted_at >= @fromAt and s.submitted_at < @toAt
        order by e.id, s.submitted_at, s.id, a.step_id
        """;

    /// <summary>How many entries an office has at that time.</summary>
    public int CountAll(IndexPlace place, string register) => (int)connection.ExecuteScalar<long>(
        "select count(*) from register_entry where satker_code = @satker and register_id = @register and created_at < @toAt", new { satker = place.Satker, register, toAt = place.ToAt });
}
