using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage;

/// <summary>Which answers to a bank: of an office and all below it, sent in a half-open span of time. Null does not restrict.</summary>
public sealed record QuestionnaireFilter(string BankId, string? SatkerCode = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>A sent questionnaire under a name that leads to nobody, with the chosen option of each item that was answered.</summary>
public sealed record QuestionnaireAnswers(string Respondent, string Group, IReadOnlyDictionary<string, string> Options);

/// <summary>A sent full form: of which group, where it was asked, and its items in the order of asking with the chosen option, null where the item was left open.</summary>
public sealed record FullFormAnswers(string Group, string Region, IReadOnlyList<(string Item, string? Option)> Answers);

/// <summary>Sent questionnaires that do not count: those without any answer, and those after which the same person sent another one in that year.</summary>
public sealed record QuestionnairesLeftOut(int Empty, int Superseded);

/// <summary>How many respondents of a group count in a kab/kota.</summary>
public sealed record RespondentCount(string Region, string Group, int Respondents);

/// <summary>How an item fares: how often it was asked, answered and asked about, why it was left open, and the seconds that an answer took.</summary>
public sealed record ItemHealth(string Item, long Asked, long Answered, long Helps, IReadOnlyDictionary<string, long> Skipped, double? MedianSeconds);

/// <summary>What questionnaires asked and what came of it. Turns write it (<see cref="TurnStore"/>); exports and item health read it here.</summary>
public sealed class QuestionnaireStore(Database database, KeyRing keys)
{
    private const int LettersOfRespondent = 20;

    private sealed class Row
    {
        public string SubmissionId { get; init; } = "";

        public string Respondent { get; init; } = "";

        public long SubmittedAt { get; init; }

        public long Answered { get; init; }

        public long UtcOffsetMinutes { get; init; }

        public string RespondentGroup { get; init; } = "";

        public string ItemId { get; init; } = "";

        public string BankHash { get; init; } = "";

        public string Region { get; init; } = "";

        public string AskedAs { get; init; } = "";

        public long AskedAt { get; init; }

        public long Helps { get; init; }

        public double? Seconds { get; init; }

        public string? Choice { get; init; }

        public string? MissingReason { get; init; }
    }

    /// <summary>
    /// The last questionnaire with any answer that each person in the scope sent in a year of their office's time, in the order of sending, one at a time:
    /// there may be more than fit the memory. A name stands for one person, bank and year; an erasure gives it another one.
    /// </summary>
    public QuestionnairesLeftOut ReadAnswers(Scope scope, QuestionnaireFilter filter, Action<QuestionnaireAnswers> each) => database.Read(connection =>
    {
        var (names, leftOut) = LatestOf(connection, scope, filter);
        string? submission = null;
        var group = "";
        var options = new Dictionary<string, string>();
        void Hand()
        {
            if (submission is not null && options.Count > 0)
                each(new QuestionnaireAnswers(names[submission], group, options));
        }

        foreach (var row in Read(connection, AnswersSql, scope, filter))
        {
            if (!names.ContainsKey(row.SubmissionId))
                continue;
            if (row.SubmissionId != submission)
            {
                Hand();
                (submission, group, options) = (row.SubmissionId, row.RespondentGroup, []);
            }

            if (row.Choice is { } choice)
                options[row.ItemId] = choice;
        }

        Hand();
        return leftOut;
    });

    /// <summary>How many people's last questionnaire of a year, by the clock of their office, has any answer: by region, then by group.</summary>
    public IReadOnlyList<RespondentCount> CountRespondents(Scope scope, string bankId, int year) => database.Read(connection =>
    {
        var latest = new Dictionary<string, Row>();
        // A day more at either end: no clock of an office is further from that of the world.
        var (first, last) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(-1), new DateTimeOffset(year, 12, 31, 0, 0, 0, TimeSpan.Zero).AddDays(2));
        foreach (var row in Read(connection, SentSql, scope, new QuestionnaireFilter(bankId, From: first, To: last)))
            if (row.Answered != 0 && Instant.At(row.SubmittedAt).ToOffset(TimeSpan.FromMinutes(row.UtcOffsetMinutes)).Year == year)
                latest[row.Respondent] = row;
        return latest.Values.GroupBy(r => (r.Region, r.RespondentGroup)).Select(g => new RespondentCount(g.Key.Region, g.Key.RespondentGroup, g.Count()))
            .OrderBy(c => c.Region, StringComparer.Ordinal).ThenBy(c => c.Group, StringComparer.Ordinal).ToList();
    });

    /// <summary>The full forms among what <see cref="ReadAnswers"/> hands on, of one version of the bank with its calibration.</summary>
    public IReadOnlyList<FullFormAnswers> ReadFullForms(Scope scope, string bankId, string bankHash) => database.Read(connection =>
    {
        var filter = new QuestionnaireFilter(bankId);
        var (names, _) = LatestOf(connection, scope, filter);
        return Read(connection, AnswersSql, scope, filter)
            .Where(r => r.AskedAs == "full" && r.BankHash == bankHash && names.ContainsKey(r.SubmissionId))
            .GroupBy(r => r.SubmissionId)
            .Select(form => form.OrderBy(r => r.AskedAt).ThenBy(r => r.ItemId, StringComparer.Ordinal).ToList())
            .Select(form => new FullFormAnswers(form[0].RespondentGroup, form[0].Region, [.. form.Select(r => (r.ItemId, r.Choice))]))
            .ToList();
    });

    /// <summary>The submissions that count, with the name of who sent each.</summary>
    private (Dictionary<string, string> Names, QuestionnairesLeftOut LeftOut) LatestOf(DbConnection connection, Scope scope, QuestionnaireFilter filter)
    {
        var latest = new Dictionary<string, string>();
        var (sent, empty) = (0, 0);
        foreach (var row in Read(connection, SentSql, scope, filter))
        {
            sent++;
            if (row.Answered == 0)
            {
                empty++;
                continue;
            }

            var year = Instant.At(row.SubmittedAt).ToOffset(TimeSpan.FromMinutes(row.UtcOffsetMinutes)).Year;
            latest[keys.Secret("respondent", $"{filter.BankId}|{year}|{row.Respondent}")[..LettersOfRespondent]] = row.SubmissionId;
        }

        return (latest.ToDictionary(l => l.Value, l => l.Key), new QuestionnairesLeftOut(empty, sent - empty - latest.Count));
    }

    /// <summary>Every item that was ever asked, also in questionnaires that were never sent and for a group that was changed afterwards (then without its answer), by its id.</summary>
    public IReadOnlyList<ItemHealth> ReadHealth(Scope scope, string bankId, string? satkerCode) => database.Read(connection =>
        Read(connection, HealthSql, scope, new QuestionnaireFilter(bankId, satkerCode))
            .GroupBy(r => r.ItemId)
            .Select(item => (item.Key, Rows: item.ToList()))
            .Select(item => new ItemHealth(
                item.Key,
                item.Rows.Count,
                item.Rows.Count(r => r.Choice is not null),
                item.Rows.Sum(r => r.Helps),
                item.Rows.Where(r => r.MissingReason is not null).GroupBy(r => r.MissingReason!).ToDictionary(r => r.Key, r => r.LongCount()),
                Median([.. item.Rows.Select(r => r.Seconds).OfType<double>().Order()])))
            .OrderBy(h => h.Item, StringComparer.Ordinal)
            .ToList());

    private static double? Median(double[] ascending) => ascending.Length == 0 ? null : (ascending[(ascending.Length - 1) / 2] + ascending[ascending.Length / 2]) / 2;

    private static IEnumerable<Row> Read(DbConnection connection, string sql, Scope scope, QuestionnaireFilter filter) => connection.Query<Row>(sql, new
    {
        scopeRoot = scope.Root,
        scopeBelow = ScopeSql.Below(scope),
        bankId = filter.BankId,
        satkerCode = filter.SatkerCode,
        fromAt = Instant.ToColumn(filter.From),
        toAt = Instant.ToColumn(filter.To),
    }, buffered: false);

    private const string From = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + """

        select q.submission_id as SubmissionId, q.respondent_group as RespondentGroup, q.item_id as ItemId, q.bank_hash as BankHash,
            q.region as Region, q.asked_as as AskedAs, q.asked_at as AskedAt, q.helps as Helps, q.seconds as Seconds,
            a.choice as Choice, a.missing_reason as MissingReason
        from questionnaire_item q join submission s on s.id = q.submission_id
            left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id and q.dropped = 0
        where q.bank_id = @bankId and (@satkerCode is null or s.satker_code in (select code from tree))
            and (@fromAt is null or s.submitted_at >= @fromAt) and (@toAt is null or s.submitted_at < @toAt) and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn;

    private const string SentSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + """

        select s.id as SubmissionId, coalesce(s.person_id, s.respondent, s.id) as Respondent, s.submitted_at as SubmittedAt, coalesce(k.utc_offset_minutes, 420) as UtcOffsetMinutes,
            (select min(q.respondent_group) from questionnaire_item q where q.submission_id = s.id and q.bank_id = @bankId and q.dropped = 0) as RespondentGroup,
            (select min(q.region) from questionnaire_item q where q.submission_id = s.id and q.bank_id = @bankId and q.dropped = 0) as Region,
            case when exists (
                select 1 from questionnaire_item q join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id
                where q.submission_id = s.id and q.bank_id = @bankId and q.dropped = 0 and a.choice is not null) then 1 else 0 end as Answered
        from submission s left join satker k on k.code = s.satker_code
        where s.status = 'submitted' and exists (select 1 from questionnaire_item q where q.submission_id = s.id and q.bank_id = @bankId)
            and (@satkerCode is null or s.satker_code in (select code from tree))
            and (@fromAt is null or s.submitted_at >= @fromAt) and (@toAt is null or s.submitted_at < @toAt) and
        """ + " " + ScopeSql.Within + "s.satker_code" + ScopeSql.IsIn + " order by s.submitted_at, s.id";

    private const string AnswersSql = From + " and s.status = 'submitted' and q.dropped = 0 order by s.submitted_at, s.id";
    private const string HealthSql = From + " order by q.item_id";
}
