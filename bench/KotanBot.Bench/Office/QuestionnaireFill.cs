using System.Data.Common;
using Dapper;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Bench.Office;

/// <summary>
/// A year of short IKOTAN questionnaires, put in with SQL: equally many in each kab/kota, the groups in turns, twelve items each by a fixed
/// rule. One in nine items is skipped as not known, and one in forty was asked about.
/// </summary>
internal sealed class QuestionnaireFill(OfficeNetwork network)
{
    public const int ItemsEach = 12;

    private const string BankId = "ikotan";

    public Task<int> AddAsync(int questionnaires)
    {
        var (dialog, bank) = (network.Definitions.Find(BankId)!, network.Definitions.FindBankVersion(BankId)!);
        var parameters = new { to = network.Now.ToUnixTimeMilliseconds(), year = (long)TimeSpan.FromDays(365).TotalMilliseconds, questionnaires = (long)questionnaires, dialogHash = dialog.Hash, bankHash = bank.Hash };
        return network.Stores.Database.WriteAsync((connection, transaction) =>
        {
            foreach (var sql in Tables)
                connection.Execute(sql, transaction: transaction);
            AddRegions(connection, transaction);
            AddItems(connection, transaction, bank.Bank);
            foreach (var sql in Fill)
                connection.Execute(sql, parameters, transaction);
            return 0;
        });
    }

    private void AddRegions(DbConnection connection, DbTransaction? transaction)
    {
        var served = network.Stores.Satkers.ReadCoverage();
        connection.Execute("insert into q_region values (@n, @RegionCode, @SatkerCode)", served.Select((r, n) => new { n, r.RegionCode, r.SatkerCode }), transaction);
    }

    private static void AddItems(DbConnection connection, DbTransaction? transaction, ItemBank bank)
    {
        foreach (var (group, g) in bank.Groups.Select((group, g) => (group.Id, g)))
        {
            var items = bank.ItemsOf(group);
            connection.Execute("insert into q_group values (@g, @group, @count)", new { g, group, count = items.Length }, transaction);
            foreach (var (item, n) in items.Select((item, n) => (item, n)))
                connection.Execute("insert into q_item values (@g, @n, @Id, @Variable, @options)", new { g, n, item.Id, item.Variable, options = item.Options.Length }, transaction);
        }

        connection.Execute(
            "insert into q_option values (@Id, @n, @Key)", bank.Items.SelectMany(i => i.Options.Select((o, n) => new { i.Id, n, o.Key })), transaction);
    }

    private static readonly string[] Tables =
    [
        "create temp table q_region (n integer primary key, code text, satker text)",
        "create temp table q_group (g integer primary key, id text, items integer)",
        "create temp table q_item (g integer, n integer, id text, variable text, options integer, primary key (g, n))",
        "create temp table q_option (item text, n integer, key text, primary key (item, n))",
        "create temp table q_form (k integer primary key, id text, region text, satker text, g integer, at integer)",
    ];

    private const string FormSql = """
        with recursive forms (k) as (select 0 union all select k + 1 from forms where k < @questionnaires - 1)
        insert into q_form select f.k, 'bench-q-' || f.k, r.code, r.satker, (f.k / (select count(*) from q_region)) % (select count(*) from q_group),
            @to - (f.k * 7919000 + f.k % 1000 * 1299709) % @year
        from forms f join q_region r on r.n = f.k % (select count(*) from q_region)
        """;

    private const string SubmissionSql = """
        insert into submission (id, dialog_id, dialog_hash, satker_code, status, started_at, submitted_at, changed_at, respondent)
        select id, 'ikotan', @dialogHash, satker, 'submitted', at - 240000, at, at, id from q_form
        """;

    private const string ItemSql = """
        insert into questionnaire_item (submission_id, step_id, questionnaire, bank_id, bank_hash, item_id, variable, respondent_group, region,
            asked_as, probability, asked_at, answered_at, seconds, helps)
        select f.id, 'butir.' || i.id, 'butir', 'ikotan', @bankHash, i.id, i.variable, g.id, f.region,
            'drawn', 12.0 / g.items, f.at - 120000, f.at - 100000, 5 + (f.k + i.n) % 20, case when (f.k * 3 + i.n) % 40 = 0 then 1 else 0 end
        from q_form f join q_group g on g.g = f.g join q_item i on i.g = f.g
        where (i.n * 7 + f.k) % g.items < 12
        """;

    private const string AnswerSql = """
        insert into answer (submission_id, step_id, position, sequence, kind, choice, missing_reason)
        select f.id, 'butir.' || i.id, 0, i.n, case when (f.k + i.n * 5) % 9 = 0 then 'skipped' else 'choice' end,
            case when (f.k + i.n * 5) % 9 = 0 then null else o.key end, case when (f.k + i.n * 5) % 9 = 0 then 'tidak-tahu' end
        from q_form f join q_group g on g.g = f.g join q_item i on i.g = f.g
            join q_option o on o.item = i.id and o.n = (f.k * 31 + i.n * 17 + f.k / 514) % i.options
        where (i.n * 7 + f.k) % g.items < 12
        """;

    private static readonly string[] Fill =
        [FormSql, SubmissionSql, ItemSql, AnswerSql, "drop table q_form", "drop table q_option", "drop table q_item", "drop table q_group", "drop table q_region"];
}
