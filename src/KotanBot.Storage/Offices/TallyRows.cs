using System.Data.Common;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>
/// The <c>tally_month</c> and <c>tally</c> tables. Whoever changes what a verified report counts for marks its month here in the same transaction; a marked
/// month is counted from its reports until <see cref="TallyStore"/> has tallied it again, so a figure is never older than the reports.
/// </summary>
internal static class TallyRows
{
    /// <summary>So often is what changed while it was read read again.</summary>
    private const int MostTries = 3;

    internal sealed class Month
    {
        public string SatkerCode { get; init; } = "";

        public string Name { get; init; } = "";

        public long Changes { get; init; }

        public long? Counted { get; init; }

        public string? Outputs { get; init; }

        public bool Holds(string outputs) => Counted == Changes && Outputs == outputs;
    }

    internal sealed class Amount
    {
        public string SatkerCode { get; init; } = "";

        public string Output { get; init; } = "";

        public string Key { get; init; } = "";

        public double Sum { get; init; }
    }

    private sealed class Place
    {
        public string SatkerCode { get; init; } = "";

        public long SubmittedAt { get; init; }

        public long UtcOffsetMinutes { get; init; }
    }

    /// <summary>The months of a scope that hold, and what they say of the year. Nothing when it did not stand still.</summary>
    public static (HashSet<(string Satker, string Month)> Months, IReadOnlyList<Amount> Amounts) Read(DbConnection connection, TargetPlace place, string outputs)
    {
        var parameters = new
        {
            scopeRoot = place.Satker,
            scopeBelow = place.WithBelow ? 1L : 0L,
            year = (long)place.Year,
            from = TallyMonth.NameOf(new DateOnly(place.Year, 1, 1)),
            to = TallyMonth.NameOf(new DateOnly(place.Year + 1, 12, 1)),
            outputs,
        };
        for (var tries = 0; tries < MostTries; tries++)
        {
            var months = connection.Query<Month>(MonthsSql, parameters).AsList();
            var amounts = connection.Query<Amount>(AmountsSql, parameters).AsList();
            if (connection.ExecuteScalar<long>(VersionSql, parameters) == months.Sum(m => m.Changes + (m.Counted ?? -1)))
                return ([.. months.Where(m => m.Holds(outputs)).Select(m => (m.SatkerCode, m.Name))], amounts);
        }

        return ([], []);
    }

    private const string InScope = " from tally_month m where m.satker_code in (select code from scope) and m.month >= @from and m.month <= @to";

    private const string MonthsSql = "with recursive " + ScopeSql.Tree
        + " select m.satker_code as SatkerCode, m.month as Name, m.changes as Changes, m.counted as Counted, m.outputs as Outputs" + InScope;

    private const string VersionSql = "with recursive " + ScopeSql.Tree + " select coalesce(sum(m.changes + coalesce(m.counted, -1)), 0)" + InScope;

    private const string AmountsSql = "with recursive " + ScopeSql.Tree + """
         select t.satker_code as SatkerCode, t.output as Output, t.key as Key, sum(t.amount) as Sum
        from scope cross join tally_month m cross join tally t
        where m.satker_code = scope.code and m.month >= @from and m.month <= @to and m.counted = m.changes and m.outputs = @outputs
            and t.satker_code = m.satker_code and t.month = m.month and t.year = @year
        group by t.satker_code, t.output, t.key
        """;

    /// <summary>What is counted once each, by offices of the scope that are or lie below one.</summary>
    public static IReadOnlyList<string> ReadKeys(DbConnection connection, Scope scope, string satkerCode, string output, int year) =>
        connection.Query<string>(KeysSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), satkerCode, output, year = (long)year }).AsList();

    private const string KeysSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + """

        select distinct t.key from tree cross join tally t
        where t.satker_code = tree.code and t.year = @year and t.output = @output and t.key <> '' and t.satker_code in (select code from scope)
        """;

    public static IReadOnlyList<Month> List(DbConnection connection) => connection.Query<Month>(ListSql).AsList();

    private const string ListSql = "select satker_code as SatkerCode, month as Name, changes as Changes, counted as Counted, outputs as Outputs from tally_month";

    /// <summary>How often the month has changed so far; read before its reports.</summary>
    public static long ReadChanges(DbConnection connection, TallyMonth month) =>
        connection.ExecuteScalar<long?>("select changes from tally_month where satker_code = @satker and month = @month", new { satker = month.SatkerCode, month = month.Name }) ?? 0;

    /// <summary>False when the month, or the clock of its office, changed since it was counted.</summary>
    public static bool Save(DbConnection connection, DbTransaction? transaction, TallyMonth month, long changes, string outputs, IReadOnlyDictionary<TallyKey, decimal> amounts)
    {
        var place = new { satker = month.SatkerCode, month = month.Name, offset = (long)month.UtcOffsetMinutes, changes, outputs };
        if (connection.Execute(SaveMonthSql, place, transaction) != 1)
            return false;
        connection.Execute(DropSql, place, transaction);
        foreach (var (key, amount) in amounts)
            connection.Execute(SaveSql, new { satker = month.SatkerCode, month = month.Name, year = (long)key.Year, output = key.Output, key = key.Key, amount = (double)amount }, transaction);
        return true;
    }

    private const string SaveMonthSql = """
        insert into tally_month (satker_code, month, changes, counted, outputs)
        select @satker, @month, @changes, @changes, @outputs from satker where code = @satker and utc_offset_minutes = @offset
        on conflict (satker_code, month) do update set counted = excluded.counted, outputs = excluded.outputs where tally_month.changes = excluded.changes
        """;

    private const string DropSql = "delete from tally where satker_code = @satker and month = @month";

    private const string SaveSql = "insert into tally (satker_code, month, year, output, key, amount) values (@satker, @month, @year, @output, @key, @amount)";

    /// <summary>Something of this report changed; nothing for one that was not sent.</summary>
    public static void Touch(DbConnection connection, DbTransaction? transaction, string submissionId) =>
        Mark(connection, transaction, connection.Query<Place>(PlacesSql + "s.id = @submissionId", new { submissionId }, transaction));

    /// <summary>The lembaga of this person changed, and so what their reports count for.</summary>
    public static void TouchPerson(DbConnection connection, DbTransaction? transaction, string personId) =>
        Mark(connection, transaction, connection.Query<Place>(PlacesSql + "s.person_id = @personId", new { personId }, transaction));

    private const string PlacesSql = """
        select s.satker_code as SatkerCode, s.submitted_at as SubmittedAt, k.utc_offset_minutes as UtcOffsetMinutes
        from submission s join satker k on k.code = s.satker_code where s.submitted_at is not null and s.review is not null and
        """ + " ";

    /// <summary>The clock of an office changed, and with it where its months begin.</summary>
    public static void TouchOffice(DbConnection connection, DbTransaction? transaction, string satkerCode) =>
        connection.Execute("update tally_month set changes = changes + 1 where satker_code = @satkerCode", new { satkerCode }, transaction);

    private static void Mark(DbConnection connection, DbTransaction? transaction, IEnumerable<Place> places)
    {
        foreach (var month in places.Select(p => TallyMonth.Of(p.SatkerCode, p.SubmittedAt, (int)p.UtcOffsetMinutes)).Distinct().ToList())
        {
            var place = new { satker = month.SatkerCode, month = month.Name };
            connection.Execute(MarkSql, place, transaction);
            connection.Execute(DropSql, place, transaction);
        }
    }

    private const string MarkSql = """
        insert into tally_month (satker_code, month, changes) values (@satker, @month, 1)
        on conflict (satker_code, month) do update set changes = tally_month.changes + 1
        """;
}

/// <summary>What an amount is of: an output in a year, and where things are counted once each, which of them; empty for sums.</summary>
internal readonly record struct TallyKey(string Output, int Year, string Key);
