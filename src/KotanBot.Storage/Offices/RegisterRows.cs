using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>register_entry</c> and <c>entry_status</c> tables: what offices follow over time, and every status that was ever set.</summary>
internal static class RegisterRows
{
    internal sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string RegionCode { get; init; } = "";

        public string? Status { get; init; }

        public string Satker { get; init; } = "";

        public EntryLine ToLine() => new(Id, Name, RegionCode, Status);
    }

    private sealed class Change
    {
        public long Sequence { get; init; }

        public string Status { get; init; } = "";

        public string SetOn { get; init; } = "";

        public string? SetBy { get; init; }

        public double? IndexValue { get; init; }

        public string? ReasonCipher { get; init; }

        public string? SubmissionId { get; init; }

        public long Falls { get; init; }
    }

    /// <summary>The table had another name when the first of these were sealed.</summary>
    public static string ReasonPlace(string id, long sequence) => $"kawasan_status.reason_cipher|{id}|{sequence}";

    /// <summary>What a turn may need to ask for an entry of each of these registers; without their statuses, which are no respondent's business.</summary>
    public static ImmutableArray<EntryFacts> ReadNamed(DbConnection connection, Scope scope, EntryNeeds needs) =>
        [.. needs.Registers.Select(r => EntryFacts.Of(r, needs, [.. connection.Query<Row>(NamesSql, Parameters(scope, r, null)).Select(e => e.ToLine())]))];

    private const string NamesSql = "with recursive " + ScopeSql.Tree + """

        select e.id as Id, e.name as Name, e.region_code as RegionCode from register_entry e
        where e.register_id = @register and e.satker_code in (select code from scope) order by lower(e.name), e.id
        """;

    /// <summary>The worst first, then those without a status.</summary>
    public static IReadOnlyList<EntryLine> List(DbConnection connection, Scope scope, Register register) => [.. ListWithOffices(connection, scope, register).Select(r => r.Entry)];

    /// <summary>With the office that wrote each down.</summary>
    public static IReadOnlyList<(EntryLine Entry, string Satker)> ListWithOffices(DbConnection connection, Scope scope, Register register) =>
        [.. connection.Query<Row>(ListSql, Parameters(scope, register.Id, null)).Select(r => (Entry: r.ToLine(), r.Satker)).OrderBy(r => register.RankOf(r.Entry.Status)).ThenBy(r => r.Entry.Name, StringComparer.Ordinal)];

    private const string ListSql = "with recursive " + ScopeSql.Tree + """

        select e.id as Id, e.name as Name, e.region_code as RegionCode, e.satker_code as Satker,
            (select h.status from entry_status h where h.entry_id = e.id
        """ + Standing + """
        ) as Status
        from register_entry e where e.register_id = @register and
        """ + " " + ScopeSql.Within + "e.satker_code" + ScopeSql.IsIn;

    /// <summary>The status of each entry of an office that has one, by its id.</summary>
    public static IReadOnlyDictionary<string, string> ReadStanding(DbConnection connection, string satker) =>
        connection.Query<Row>(StandingSql, new { satker }).Where(r => r.Status is not null).ToDictionary(r => r.Id, r => r.Status!);

    private const string StandingSql = "select e.id as Id, (select h.status from entry_status h where h.entry_id = e.id" + Standing + ") as Status from register_entry e where e.satker_code = @satker";

    /// <summary>The status that holds is that of the latest day, whenever it was written down; of a report that was corrected, what it says now.</summary>
    private const string Standing = """
         and not exists (select 1 from entry_status n where n.entry_id = h.entry_id and n.submission_id = h.submission_id and n.sequence > h.sequence)
        order by h.set_on desc, h.sequence desc limit 1
        """;

    /// <summary>The newest first.</summary>
    public static ImmutableArray<KawasanChange> ReadHistory(DbConnection connection, KeyRing keys, Scope scope, string id) =>
        [.. connection.Query<Change>(HistorySql, Parameters(scope, null, id)).Select(c => Open(connection, keys, id, c))];

    private const string HistorySql = "with recursive " + ScopeSql.Tree + """

        select h.sequence as Sequence, h.status as Status, h.set_on as SetOn, h.set_by as SetBy, h.index_value as IndexValue, h.reason_cipher as ReasonCipher,
            h.submission_id as SubmissionId,
            case when h.submission_id is not null and not exists (select 1 from submission s where s.id = h.submission_id and
        """ + " " + VerifiedSql.Is + """
        ) then 1 else 0 end as Falls
        from entry_status h join register_entry e on e.id = h.entry_id
        where h.entry_id = @id and
        """ + " " + ScopeSql.Within + "e.satker_code" + ScopeSql.IsIn + " order by h.sequence desc";

    /// <summary>The reason of somebody who was erased is gone; the status stays.</summary>
    private static KawasanChange Open(DbConnection connection, KeyRing keys, string id, Change change)
    {
        var key = change.SetBy is { } person && change.ReasonCipher is not null ? keys.Find(connection, person) : null;
        return new KawasanChange(change.Status, Instant.Day(change.SetOn), (decimal?)change.IndexValue, key?.Open(change.ReasonCipher!, ReasonPlace(id, change.Sequence)))
        {
            Report = change.SubmissionId,
            ReportFell = change.Falls == 1,
        };
    }

    public static void Add(DbConnection connection, DbTransaction? transaction, OfficeDeed.AddEntry entry, string satkerCode, long now) =>
        connection.Execute(AddSql, new { id = entry.Id, register = entry.Register, satkerCode, regionCode = entry.RegionCode, name = entry.Name, now }, transaction);

    private const string AddSql =
        "insert into register_entry (id, register_id, satker_code, region_code, name, created_at) values (@id, @register, @satkerCode, @regionCode, @name, @now)";

    /// <summary>The status before, or null where there was none; the new one comes after it. Null for an entry outside the scope.</summary>
    public static (long Next, string? Before)? FindLast(DbConnection connection, DbTransaction? transaction, Scope scope, string id)
    {
        if (connection.QuerySingleOrDefault<string>(FindSql, Parameters(scope, null, id), transaction) is null)
            return null;
        var last = connection.QuerySingleOrDefault<Change>(LastSql, new { id }, transaction);
        return ((last?.Sequence ?? 0) + 1, last?.Status);
    }

    private const string LastSql =
        "select (select max(m.sequence) from entry_status m where m.entry_id = h.entry_id) as Sequence, h.status as Status from entry_status h where h.entry_id = @id" + Standing;

    private const string FindSql = "with recursive " + ScopeSql.Tree + " select e.id from register_entry e where e.id = @id and " + ScopeSql.Within + "e.satker_code" + ScopeSql.IsIn;

    /// <summary>One line of a history.</summary>
    internal sealed record Line(string Entry, long Sequence, string Status, DateOnly On)
    {
        public string? SetBy { get; init; }

        public decimal? IndexValue { get; init; }

        public string? ReasonCipher { get; init; }

        public string? SubmissionId { get; init; }
    }

    public static void Append(DbConnection connection, DbTransaction? transaction, Line line, long now) => connection.Execute(AppendSql, new
    {
        entry = line.Entry,
        sequence = line.Sequence,
        status = line.Status,
        setOn = Instant.ToColumn(line.On),
        now,
        setBy = line.SetBy,
        value = (double?)line.IndexValue,
        reasonCipher = line.ReasonCipher,
        submissionId = line.SubmissionId,
    }, transaction);

    private const string AppendSql = """
        insert into entry_status (entry_id, sequence, status, set_on, set_at, set_by, index_value, reason_cipher, submission_id)
        values (@entry, @sequence, @status, @setOn, @now, @setBy, @value, @reasonCipher, @submissionId)
        """;

    /// <summary>What a report last set; null where it set nothing yet.</summary>
    public static (string Entry, string Status)? FindSetBy(DbConnection connection, DbTransaction? transaction, string submissionId) =>
        connection.QuerySingleOrDefault<Set>(FindSetBySql, new { submissionId }, transaction) is { } set ? (set.Entry, set.Status) : null;

    private const string FindSetBySql = """
        select entry_id as Entry, status as Status from entry_status where submission_id = @submissionId order by set_at desc, sequence desc limit 1
        """;

    private sealed class Set
    {
        public string Entry { get; init; } = "";

        public string Status { get; init; } = "";
    }

    private static object Parameters(Scope scope, string? register, string? id) => new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), register, id };
}
