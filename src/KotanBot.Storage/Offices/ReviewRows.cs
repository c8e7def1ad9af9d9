using System.Data.Common;
using System.Diagnostics;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>The column <c>submission.review</c>: the queue of an office, and where its decisions stand.</summary>
internal static class ReviewRows
{
    internal class Row
    {
        public string Id { get; init; } = "";

        public string? PersonId { get; init; }

        public string DialogId { get; init; } = "";

        public string DialogHash { get; init; } = "";

        public string? SatkerCode { get; init; }

        public string? SatkerName { get; init; }

        public long SubmittedAt { get; init; }

        public string Review { get; init; } = "";
    }

    public static ReviewFacts Read(DbConnection connection, KeyRing keys, Scope scope, string personId, OfficeNeed.ReviewQueue need)
    {
        var currentId = need.CurrentId;
        var place = currentId is null ? null : connection.QuerySingleOrDefault<Row>(Columns + " where s.id = @currentId", new { currentId });
        var parameters = Parameters(scope, personId, null, place?.SubmittedAt, place?.Id);
        var waiting = CountWaiting(connection, scope, personId);
        var next = connection.QuerySingleOrDefault<Row>(NextSql, parameters);
        var current = currentId is null ? null : FindWaiting(connection, null, scope, personId, currentId);
        return new ReviewFacts(waiting, OpenBeside(current), OpenBeside(next))
        {
            NoneAccepted = connection.QuerySingle<long>(AcceptedSql, new { scopeRoot = scope.Root }) == 0,
        };

        WaitingReport? OpenBeside(Row? row)
        {
            if (row is null)
                return null;
            var report = Open(connection, keys, row);
            return need.Events.FirstOrDefault(e => e.Dialog == report.DialogId) is { } steps
                ? report with { Twins = DuplicateRows.Find(connection, keys, scope, report, row.PersonId, steps) }
                : report;
        }
    }

    /// <summary>How many wait for this person, of any week.</summary>
    public static int CountWaiting(DbConnection connection, Scope scope, string personId) => (int)connection.QuerySingle<long>(CountSql, Parameters(scope, personId, null, null, null));

    /// <summary>Null when it waits no more, or not for this person.</summary>
    public static Row? FindWaiting(DbConnection connection, DbTransaction? transaction, Scope scope, string personId, string id) =>
        connection.QuerySingleOrDefault<Row>(FindSql, Parameters(scope, personId, id, null, null), transaction);

    private static object Parameters(Scope scope, string personId, string? id, long? afterAt, string? afterId) =>
        new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), personId, id, afterAt, afterId };

    private const string Served = "with recursive " + ServedSql.Tree;

    internal const string Columns = """

        select s.id as Id, s.person_id as PersonId, s.dialog_id as DialogId, s.dialog_hash as DialogHash, s.satker_code as SatkerCode,
            o.name as SatkerName, s.submitted_at as SubmittedAt, s.review as Review
        from submission s left join satker o on o.code = s.satker_code
        """;

    /// <summary>Nobody judges their own report, unless they are the admin and nobody else of the office could.</summary>
    private const string Waits = """

        where s.review = 'submitted' and s.satker_code in (select code from served)
            and (s.person_id is null or s.person_id <> @personId or (@scopeBelow = 1 and not exists (
                select 1 from person other where other.satker_code = @scopeRoot and other.role in ('admin', 'petugas') and other.id <> @personId)))
        """;

    private const string CountSql = Served + " select count(*) from submission s" + Waits;

    private const string FindSql = Served + Columns + Waits + " and s.id = @id";

    private const string AcceptedSql = "select count(*) from (select 1 from submission s where s.satker_code = @scopeRoot and " + VerifiedSql.Is + " limit 1) accepted";

    private const string NextSql = Served + Columns + Waits + """

            and (@afterAt is null or s.submitted_at > @afterAt or (s.submitted_at = @afterAt and s.id > @afterId))
        order by s.submitted_at, s.id limit 1
        """;

    public static WaitingReport Open(DbConnection connection, KeyRing keys, Row row)
    {
        var key = row.PersonId is { } id ? keys.Find(connection, id) : null;
        var person = key is null ? null : PersonRows.Find(connection, row.PersonId!);
        return new WaitingReport(row.Id, row.DialogId, row.DialogHash, Instant.At(row.SubmittedAt), row.SatkerName,
            PersonWords.Name(row.PersonId ?? "", person?.NameCipher, key),
            PersonWords.Lembaga(row.PersonId ?? "", person?.LembagaName, person?.LembagaCipher, key),
            key is null,
            AnswerRows.Read(connection, row.Id, key));
    }

    /// <summary>False when it stands elsewhere meanwhile.</summary>
    public static bool Move(DbConnection connection, DbTransaction? transaction, string id, ReviewState before, ReviewState after)
    {
        if (connection.Execute(MoveSql, new { id, before = Name(before), after = Name(after) }, transaction) != 1)
            return false;
        TallyRows.Touch(connection, transaction, id);
        IndexMarkRows.Touch(connection, transaction, id);
        return true;
    }

    private const string MoveSql = "update submission set review = @after where id = @id and review = @before";

    /// <summary>Null for what no office looks over.</summary>
    public static Row? Find(DbConnection connection, DbTransaction? transaction, string id) =>
        connection.QuerySingleOrDefault<Row>(Columns + " where s.id = @id and s.review is not null", new { id }, transaction);

    /// <summary>How many reports of this person that were sent in [from, to) count.</summary>
    public static int CountVerified(DbConnection connection, DbTransaction? transaction, string personId, long fromAt, long toAt) =>
        (int)connection.QuerySingle<long>(CountVerifiedSql, new { personId, fromAt, toAt }, transaction);

    private const string CountVerifiedSql =
        "select count(*) from submission s where s.person_id = @personId and s.submitted_at >= @fromAt and s.submitted_at < @toAt and " + VerifiedSql.Is;

    public static string DeedOf(ReviewTrigger trigger, bool own) => trigger switch
    {
        ReviewTrigger.AskFix => "ask-fix",
        ReviewTrigger.Fix => "fix-report",
        ReviewTrigger.Lapse => "lapse-fix",
        ReviewTrigger.Verify => own ? "verify-own-report" : "verify-report",
        ReviewTrigger.Reject => own ? "reject-own-report" : "reject-report",
        ReviewTrigger.Forward => "forward-report",
        ReviewTrigger.Revise => "revise-report",
        _ => throw new UnreachableException(),
    };

    public static string Name(ReviewState state) => state switch
    {
        ReviewState.Submitted => "submitted",
        ReviewState.NeedsFix => "needs-fix",
        ReviewState.Verified => "verified",
        ReviewState.Rejected => "rejected",
        ReviewState.ForwardedToProvince => "forwarded-to-province",
        ReviewState.ForwardedToCentre => "forwarded-to-centre",
        _ => throw new UnreachableException(),
    };

    public static ReviewState Parse(string name) => Enum.GetValues<ReviewState>().First(s => Name(s) == name);
}
