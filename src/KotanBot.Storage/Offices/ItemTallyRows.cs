using System.Data.Common;
using System.Globalization;
using Dapper;
using KotanBot.Core.Offices;
using KotanBot.Storage.Rows;

namespace KotanBot.Storage.Offices;

/// <summary>The <c>item_tally</c> and <c>item_tally_office</c> tables.</summary>
internal static class ItemTallyRows
{
    private const string RoundName = "item-tally-round";

    private const string NothingSent = "0 0";

    /// <summary>An office where something was sent since it was counted, and what is there now.</summary>
    internal sealed class Office
    {
        public string SatkerCode { get; init; } = "";

        public string State { get; init; } = "";
    }

    internal sealed class Item
    {
        public string BankId { get; init; } = "";

        public string ItemId { get; init; } = "";

        public long Asked { get; init; }

        public long Answered { get; init; }

        public long Helps { get; init; }

        public string Skipped { get; init; } = "";

        public string Seconds { get; init; } = "";
    }

    private sealed class Asking
    {
        public string BankId { get; init; } = "";

        public string ItemId { get; init; } = "";

        public string? Reason { get; init; }

        public long Answered { get; init; }

        public long Helps { get; init; }

        public double? Seconds { get; init; }
    }

    private sealed class Sent
    {
        public string SatkerCode { get; init; } = "";

        public long Count { get; init; }

        public long Last { get; init; }
    }

    public static IReadOnlyList<Office> ListStale(DbConnection connection, string dialogId)
    {
        var known = connection.Query<Office>(StatesSql, new { dialogId }).ToDictionary(o => o.SatkerCode, o => o.State);
        var sent = connection.Query<Sent>(SentSql, new { dialogId })
            .ToDictionary(s => s.SatkerCode, s => string.Create(CultureInfo.InvariantCulture, $"{s.Count} {s.Last}"));
        // An office of which nothing is left any more (all of it unsent and erased) has to lose its figures too.
        foreach (var emptied in known.Keys.Where(k => !sent.ContainsKey(k)).ToList())
            sent[emptied] = NothingSent;
        return [.. sent.Where(s => known.GetValueOrDefault(s.Key) != s.Value).Select(s => new Office { SatkerCode = s.Key, State = s.Value })];
    }

    private const string StatesSql = "select satker_code as SatkerCode, state as State from item_tally_office where dialog_id = @dialogId";

    /// <summary>Read from the index of dialogs alone.</summary>
    private const string SentSql = """
        select s.satker_code as SatkerCode, count(s.submitted_at) as Count, coalesce(max(s.submitted_at), 0) as Last
        from submission s where s.dialog_id = @dialogId and s.satker_code is not null group by s.satker_code
        """;

    /// <summary>Every item that a dialog asked at an office, also in questionnaires that were never sent.</summary>
    public static IReadOnlyList<Item> Count(DbConnection connection, string dialogId, string satkerCode) =>
    [
        .. connection.Query<Asking>(AskingsSql, new { dialogId, satkerCode }, buffered: false).GroupBy(a => (a.BankId, a.ItemId)).Select(item => new Item
        {
            BankId = item.Key.BankId,
            ItemId = item.Key.ItemId,
            Asked = item.LongCount(),
            Answered = item.Sum(a => a.Answered),
            Helps = item.Sum(a => a.Helps),
            Skipped = Counted(item.Select(a => a.Reason)),
            Seconds = Counted(item.Select(a => a.Seconds is { } seconds ? Coarse(seconds).ToString(CultureInfo.InvariantCulture) : null)),
        }),
    ];

    private const string AskingsSql = """
        select q.bank_id as BankId, q.item_id as ItemId, a.missing_reason as Reason, case when a.choice is null then 0 else 1 end as Answered, q.helps as Helps, q.seconds as Seconds
        from submission s cross join questionnaire_item q left join answer a on a.submission_id = q.submission_id and a.step_id = q.step_id and q.dropped = 0
        where s.dialog_id = @dialogId and s.satker_code = @satkerCode and q.submission_id = s.id
        """;

    private static string Counted(IEnumerable<string?> keys) =>
        string.Join(' ', keys.OfType<string>().GroupBy(k => k).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Key}:{k.LongCount()}")));

    /// <summary>To the second up to a minute, to ten seconds up to ten minutes; who takes longer was away.</summary>
    private static long Coarse(double seconds) => seconds switch
    {
        < 60 => (long)Math.Round(seconds),
        < 600 => (long)Math.Round(seconds / 10) * 10,
        _ => 600,
    };

    public static int Save(DbConnection connection, DbTransaction? transaction, string dialogId, Office office, IReadOnlyList<Item> items)
    {
        connection.Execute("delete from item_tally where satker_code = @satker and dialog_id = @dialogId", new { satker = office.SatkerCode, dialogId }, transaction);
        foreach (var i in items)
            connection.Execute(SaveSql, new { i.BankId, satker = office.SatkerCode, dialogId, i.ItemId, i.Asked, i.Answered, i.Helps, i.Skipped, i.Seconds }, transaction);
        return connection.Execute(SaveStateSql, new { satker = office.SatkerCode, dialogId, state = office.State }, transaction);
    }

    private const string SaveSql = """
        insert into item_tally (bank_id, satker_code, dialog_id, item_id, asked, answered, helps, skipped, seconds)
        values (@BankId, @satker, @dialogId, @ItemId, @Asked, @Answered, @Helps, @Skipped, @Seconds)
        """;

    private const string SaveStateSql = """
        insert into item_tally_office (satker_code, dialog_id, state) values (@satker, @dialogId, @state)
        on conflict (satker_code, dialog_id) do update set state = excluded.state
        """;

    public static IEnumerable<Item> Read(DbConnection connection, Scope scope, string bankId, string satkerCode) =>
        connection.Query<Item>(ReadSql, new { scopeRoot = scope.Root, scopeBelow = ScopeSql.Below(scope), bankId, satkerCode });

    private const string ReadSql = "with recursive " + SatkerRows.Tree + ", " + ScopeSql.Tree + """

        select t.bank_id as BankId, t.item_id as ItemId, t.asked as Asked, t.answered as Answered, t.helps as Helps, t.skipped as Skipped, t.seconds as Seconds
        from item_tally t where t.bank_id = @bankId and t.satker_code in (select code from tree) and t.satker_code in (select code from scope)
        """;

    public static int SaveRound(DbConnection connection, DbTransaction? transaction, long now) => connection.Execute(
        "insert into setting (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value",
        new { name = RoundName, value = now.ToString(CultureInfo.InvariantCulture) },
        transaction);

    public static long? ReadRound(DbConnection connection) =>
        connection.QuerySingleOrDefault<string>("select value from setting where name = @name", new { name = RoundName }) is { } at ? long.Parse(at, CultureInfo.InvariantCulture) : null;
}
