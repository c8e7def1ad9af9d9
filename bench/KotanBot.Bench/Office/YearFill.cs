using System.Diagnostics;
using Dapper;

namespace KotanBot.Bench.Office;

/// <summary>Makes the year that is measured, and tells how much of it there is.</summary>
internal static class YearFill
{
    private const int ReportsEach = 25;

    /// <summary>What turns do with every report and questionnaire: the nightly round of indices has all of the country to make.</summary>
    private static readonly string[] MarkSql =
    [
        "insert into index_mark (kind, code, changes) select 'satker', code, 1 from satker where true on conflict (kind, code) do nothing",
        "insert into index_mark (kind, code, changes) select distinct 'region', region, 1 from questionnaire_item where region <> '' on conflict (kind, code) do nothing",
    ];

    public static async Task RunAsync(string data, int volunteers, int questionnaires)
    {
        await using var network = await OfficeNetwork.OpenAsync(data);
        var clock = Stopwatch.StartNew();
        await network.FillAsync(volunteers, ReportsEach);
        await new QuestionnaireFill(network).AddAsync(questionnaires);
        await network.TallyAsync();
        await network.Stores.Database.WriteAsync((c, t) => MarkSql.Sum(sql => c.Execute(sql, transaction: t)));
        Console.Error.WriteLine($"filled in {clock.Elapsed.TotalSeconds:0} s");
        long Count(string sql) => network.Stores.Database.Read(c => c.ExecuteScalar<long>(sql));
        Console.WriteLine($"size\t{Count("select count(*) from satker")} offices, {Count("select count(*) from person where role = 'penggiat'")} volunteers, {Count("select count(*) from submission where review is not null or dialog_id = 'lapor-nihil'")} reports, {Count("select count(*) from submission where dialog_id = 'ikotan'")} questionnaires, {Count("select count(*) from answer")} answers; the database holds {new FileInfo(Path.Combine(data, "kotanbot.db")).Length / 1024 / 1024} MiB.");
    }
}
