using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Indices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// Reads what readings are made from, one office or one region at a time, so that a country needs no more memory than its largest part. Of what one person sent
/// more than once in a year the last counts.
/// </summary>
internal sealed class IndexInputRows(DbConnection connection, KeyRing keys)
{
    private const int LettersOfName = 12;
    private const int LettersOfLembaga = 16;

    private sealed class Row
    {
        public string SubmissionId { get; init; } = "";

        public string Respondent { get; init; } = "";

        public string? LembagaKey { get; init; }

        public string? RespondentGroup { get; init; }

        public string Item { get; init; } = "";

        public string? Choice { get; init; }

        public string? MissingReason { get; init; }

        public string? AskedAs { get; init; }

        public double Probability { get; init; }
    }

    /// <summary>A sheet, and the unit code of the lembaga that sent it; null where that is not known (any more).</summary>
    internal sealed record Sent(string? Lembaga, IndexSheet Sheet);

    public static string LembagaCode(string satker, string lembagaKey) => $"{satker}/{lembagaKey[..Math.Min(LettersOfLembaga, lembagaKey.Length)]}";

    /// <summary>The sheets that count for an office.</summary>
    public IReadOnlyList<Sent> ReadSheets(IndexPlace place, string dialogId) =>
        Latest(connection.Query<Row>(SheetsSql, new { satker = place.Satker, dialogId, fromAt = place.FromAt, toAt = place.ToAt }, buffered: false), place.Satker, drawn: false);

    private const string SheetsSql = """
        select s.id as SubmissionId, coalesce(s.respondent, s.person_id, s.id) as Respondent, p.lembaga_key as LembagaKey, s.lingkungan as RespondentGroup,
            a.step_id as Item, a.choice as Choice, a.missing_reason as MissingReason
        from submission s join answer a on a.submission_id = s.id left join person p on p.id = s.person_id and p.satker_code = s.satker_code
        where s.dialog_id = @dialogId and s.satker_code = @satker and s.submitted_at >= @fromAt and s.submitted_at < @toAt and s.status = 'submitted'
        order by s.submitted_at, s.id, a.sequence, a.step_id, a.position
        """;

    /// <summary>The questionnaires that count for a region, whatever office their respondents belong to.</summary>
    public IReadOnlyList<IndexSheet> ReadQuestionnaires(IndexPlace place, string bankId, string region) =>
        Drawn(QuestionnairesSql, new { bankId, region, fromAt = place.FromAt, toAt = place.ToAt }, place.Satker);

    /// <param name="sql">Selects the items of one questionnaire after another, in the order of their sending.</param>
    internal IReadOnlyList<IndexSheet> Drawn(string sql, object parameters, string satker) =>
        [.. Latest(connection.Query<Row>(sql, parameters, buffered: false), satker, drawn: true).Select(s => s.Sheet)];

    private const string QuestionnairesSql = """
        select s.id as SubmissionId, coalesce(s.respondent, s.person_id, s.id) as Respondent, q.respondent_group as RespondentGroup,
            q.item_id as Item, a.choice as Choice, a.missing_reason as MissingReason, q.asked_as as AskedAs, q.probability as Probability
        from questionnaire_item q join submission s on s.id = q.submission_id
            left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
        where q.bank_id = @bankId and q.region = @region and q.dropped = 0 and s.status = 'submitted' and s.submitted_at >= @fromAt and s.submitted_at < @toAt
        order by s.submitted_at, s.id, q.item_id
        """;

    /// <summary>What nobody answered anything of does not count, and does not put aside what the same person sent before.</summary>
    private List<Sent> Latest(IEnumerable<Row> rows, string satker, bool drawn)
    {
        var latest = new Dictionary<string, Sent>();
        foreach (var sheet in ById(rows))
        {
            if (sheet.TrueForAll(r => r.Choice is null))
                continue;
            var first = sheet[0];
            latest[first.Respondent] = new Sent(
                first.LembagaKey is { } key ? LembagaCode(satker, key) : null,
                new IndexSheet(first.RespondentGroup ?? "", [.. sheet.Select(r => new IndexAnswer(ItemSteps.ItemOf(r.Item), r.Choice, r.MissingReason, drawn ? WeightOf(r) : 1))])
                {
                    Name = keys.Secret("index-sheet", first.SubmissionId)[..LettersOfName],
                });
        }

        return [.. latest.Values];
    }

    private static IEnumerable<List<Row>> ById(IEnumerable<Row> rows)
    {
        List<Row> sheet = [];
        foreach (var row in rows)
        {
            if (sheet.Count > 0 && sheet[0].SubmissionId != row.SubmissionId)
            {
                yield return sheet;
                sheet = [];
            }

            sheet.Add(row);
        }

        if (sheet.Count > 0)
            yield return sheet;
    }

    /// <summary>A choice by earlier answers has no probability of its own.</summary>
    private static decimal? WeightOf(Row row) => row.AskedAs == "chosen" || row.Probability <= 0 ? null : IndexRounding.Apply(1 / (decimal)row.Probability, 10);

    /// <summary>What the verified reports of each lembaga of an office say of the items of a bank, by the lembaga's unit code.</summary>
    public IReadOnlyList<Sent> ReadDrafts(IndexPlace place, ItemBank bank)
    {
        var sources = IndexDraft.SourcesOf(bank);
        var steps = ReportedRows.Listed([.. sources.Select(s => $"{s.Dialog}/{s.Step}").Distinct()]);
        var rows = connection.Query<ReportRow>(ReportsSql, new { satker = place.Satker, steps, fromAt = place.FromAt, toAt = place.ToAt }, buffered: false);
        return [.. ByLembaga(rows).Select(lembaga => new Sent(LembagaCode(place.Satker, lembaga[0].LembagaKey), DraftOf(bank, sources, lembaga)))];
    }

    private static IndexSheet DraftOf(ItemBank bank, ImmutableArray<ReportSource> sources, List<ReportRow> rows) => IndexDraft.Of(
        bank,
        rows.Select(r => r.Lingkungan).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault() ?? "",
        [.. sources.SelectMany(s => OwnReportRows.Count(rows.Where(r => r.DialogId == s.Dialog && r.StepId == s.Step).Select(r => new OwnReportRows.Row { SubmissionId = r.SubmissionId, Choice = r.Choice }), s))],
        rows.Select(r => r.SubmissionId).Distinct().Count());

    private static IEnumerable<List<ReportRow>> ByLembaga(IEnumerable<ReportRow> rows)
    {
        List<ReportRow> lembaga = [];
        foreach (var row in rows)
        {
            if (lembaga.Count > 0 && lembaga[0].LembagaKey != row.LembagaKey)
            {
                yield return lembaga;
                lembaga = [];
            }

            lembaga.Add(row);
        }

        if (lembaga.Count > 0)
            yield return lembaga;
    }

    private sealed class ReportRow
    {
        public string LembagaKey { get; init; } = "";

        public string? Lingkungan { get; init; }

        public string SubmissionId { get; init; } = "";

        public string DialogId { get; init; } = "";

        public string StepId { get; init; } = "";

        public string? Choice { get; init; }
    }

    /// <summary>What was accepted later than the reading holds does not count in it.</summary>
    private const string ReportsSql = """
        select p.lembaga_key as LembagaKey, p.lingkungan as Lingkungan, s.id as SubmissionId, s.dialog_id as DialogId, a.step_id as StepId, a.choice as Choice
        from person p join submission s on s.person_id = p.id join answer a on a.submission_id = s.id
        where p.satker_code = @satker and p.lembaga_key is not null and s.submitted_at >= @fromAt and s.submitted_at < @toAt
            and @steps like '%|' || s.dialog_id || '/' || a.step_id || '|%' and a.missing_reason is null
            and not exists (select 1 from audit u where u.subject = s.id and u.deed in ('verify-report', 'verify-own-report') and u.at >= @toAt)
            and
        """ + " " + VerifiedSql.Is + " order by p.lembaga_key, s.id, a.step_id, a.position";

    /// <summary>The last value that was written down for each kawasan of an office within the time.</summary>
    public IReadOnlyList<(string Kawasan, decimal Value)> ReadKawasan(IndexPlace place) =>
        [.. connection.Query<KawasanRow>(KawasanSql, new { satker = place.Satker, fromAt = place.FromAt, toAt = place.ToAt }).Select(r => (r.Id, (decimal)r.Ikkr))];

    private sealed class KawasanRow
    {
        public string Id { get; init; } = "";

        public double Ikkr { get; init; }
    }

    private const string KawasanSql = """
        select w.id as Id, h.index_value as Ikkr from register_entry w join entry_status h on h.entry_id = w.id
        where w.satker_code = @satker and h.index_value is not null and h.set_at >= @fromAt and h.set_at < @toAt
            and h.sequence = (select max(n.sequence) from entry_status n where n.entry_id = w.id and n.index_value is not null and n.set_at < @toAt)
        order by w.id
        """;
}
