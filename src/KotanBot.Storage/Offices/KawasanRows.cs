using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>kawasan</c> and <c>kawasan_status</c> tables.</summary>
internal static class KawasanRows
{
    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string RegionCode { get; init; } = "";

        public string? Status { get; init; }
    }

    private sealed class Change
    {
        public long Sequence { get; init; }

        public string Status { get; init; } = "";

        public string SetOn { get; init; } = "";

        public string? SetBy { get; init; }

        public double? Ikkr { get; init; }

        public string? ReasonCipher { get; init; }
    }

    public static string ReasonPlace(string id, long sequence) => $"kawasan_status.reason_cipher|{id}|{sequence}";

    public static KawasanFacts Read(DbConnection connection, KeyRing keys, Scope scope, string? id)
    {
        var parameters = new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id };
        var all = connection.Query<Row>(ListSql, parameters).Select(r => new KawasanLine(r.Id, r.Name, r.RegionCode, r.Status is { } status ? Parse(status) : null));
        var history = id is null ? [] : connection.Query<Change>(HistorySql, parameters).Select(c => Open(connection, keys, id, c));
        return new KawasanFacts([.. all.OrderBy(k => k.Status ?? KawasanStatus.Aman).ThenBy(k => k.Name, StringComparer.Ordinal)], [.. history]);
    }

    private const string ListSql = "with recursive " + ScopeSql.Tree + """

        select k.id as Id, k.name as Name, k.region_code as RegionCode,
            (select h.status from kawasan_status h where h.kawasan_id = k.id order by h.sequence desc limit 1) as Status
        from kawasan k where
        """ + " " + ScopeSql.Within + "k.satker_code" + ScopeSql.IsIn;

    private const string HistorySql = "with recursive " + ScopeSql.Tree + """

        select h.sequence as Sequence, h.status as Status, h.set_on as SetOn, h.set_by as SetBy, h.ikkr as Ikkr, h.reason_cipher as ReasonCipher
        from kawasan_status h join kawasan k on k.id = h.kawasan_id
        where h.kawasan_id = @id and
        """ + " " + ScopeSql.Within + "k.satker_code" + ScopeSql.IsIn + " order by h.sequence desc";

    /// <summary>The reason of somebody who was erased is gone; the status stays.</summary>
    private static KawasanChange Open(DbConnection connection, KeyRing keys, string id, Change change)
    {
        var key = change.SetBy is { } person && change.ReasonCipher is not null ? keys.Find(connection, person) : null;
        return new KawasanChange(Parse(change.Status), Instant.Day(change.SetOn), (decimal?)change.Ikkr, key?.Open(change.ReasonCipher!, ReasonPlace(id, change.Sequence)));
    }

    public static void Add(DbConnection connection, DbTransaction? transaction, OfficeDeed.AddKawasan kawasan, string satkerCode, long now) =>
        connection.Execute(AddSql, new { id = kawasan.Id, satkerCode, regionCode = kawasan.RegionCode, name = kawasan.Name, now }, transaction);

    private const string AddSql = "insert into kawasan (id, satker_code, region_code, name, created_at) values (@id, @satkerCode, @regionCode, @name, @now)";

    /// <summary>The status before, or null where there was none; the new one comes after it.</summary>
    public static (long Next, string? Before)? FindLast(DbConnection connection, DbTransaction? transaction, Scope scope, string id)
    {
        var parameters = new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), id };
        if (connection.QuerySingleOrDefault<string>(FindSql, parameters, transaction) is null)
            return null;
        var last = connection.QuerySingleOrDefault<Change>("select sequence as Sequence, status as Status from kawasan_status where kawasan_id = @id order by sequence desc limit 1", parameters, transaction);
        return ((last?.Sequence ?? 0) + 1, last?.Status);
    }

    private const string FindSql = "with recursive " + ScopeSql.Tree + " select k.id from kawasan k where k.id = @id and " + ScopeSql.Within + "k.satker_code" + ScopeSql.IsIn;

    public static void Append(DbConnection connection, DbTransaction? transaction, OfficeDeed.SetKawasanStatus set, long sequence, string setBy, string? reasonCipher, long now) =>
        connection.Execute(AppendSql, new
        {
            id = set.Id,
            sequence,
            status = Name(set.Status),
            setOn = Instant.ToColumn(set.On),
            now,
            setBy,
            ikkr = (double?)set.Ikkr,
            reasonCipher,
        }, transaction);

    private const string AppendSql = """
        insert into kawasan_status (kawasan_id, sequence, status, set_on, set_at, set_by, ikkr, reason_cipher)
        values (@id, @sequence, @status, @setOn, @now, @setBy, @ikkr, @reasonCipher)
        """;

    public static string Name(KawasanStatus status) => status.ToString().ToLowerInvariant();

    public static KawasanStatus Parse(string status) => Enum.Parse<KawasanStatus>(status, ignoreCase: true);
}
