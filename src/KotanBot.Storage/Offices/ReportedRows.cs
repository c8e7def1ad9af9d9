using System.Data.Common;
using System.Diagnostics;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// What verified reports say of outputs: months that were tallied from <see cref="TallyRows"/>, the others from their reports. Each office counts by itself
/// and they are added up: a lembaga that reported to two offices counts at both.
/// </summary>
internal static class ReportedRows
{
    private sealed class Row
    {
        public string SubmissionId { get; init; } = "";

        public string DialogId { get; init; } = "";

        public long SubmittedAt { get; init; }

        public string? LembagaKey { get; init; }

        public string? StepId { get; init; }

        public string? Choice { get; init; }

        public double? Number { get; init; }

        public string? RegionCode { get; init; }

        public string? ToOn { get; init; }
    }

    private sealed class Office
    {
        public string Code { get; init; } = "";

        public long UtcOffsetMinutes { get; init; }

        public long? FirstAt { get; init; }

        public long? LastAt { get; init; }

        /// <summary>Every month from one moment to another; none for an office without reports.</summary>
        public IEnumerable<TallyMonth> Months(long fromAt, long toAt)
        {
            if (FirstAt is not { } first || LastAt is not { } last)
                yield break;
            var offset = (int)UtcOffsetMinutes;
            for (var month = TallyMonth.Of(Code, Math.Max(first, fromAt), offset); month.FromAt <= Math.Min(last, toAt - 1); month = month with { First = month.First.AddMonths(1) })
                yield return month;
        }
    }

    /// <param name="wanted">Ids of the outputs that are asked for.</param>
    public static Dictionary<string, decimal> Count(DbConnection connection, TargetPlace place, OutputSources sources, IReadOnlySet<string> wanted)
    {
        var once = sources.Counted.Where(o => o.IsDistinct).Select(o => o.Id).ToHashSet();
        var sums = sources.Counted.Where(o => wanted.Contains(o.Id)).ToDictionary(o => o.Id, _ => 0m);
        if (sums.Count == 0)
            return sums;
        var seen = new HashSet<(string Satker, string Output, string Key)>();
        var (months, amounts) = TallyRows.Read(connection, place, sources.Hash);
        foreach (var amount in amounts)
            Add(amount.SatkerCode, amount.Output, amount.Key, (decimal)amount.Sum);
        foreach (var office in connection.Query<Office>(OfficesSql + InScope, new { scopeRoot = place.Satker, scopeBelow = place.WithBelow ? 1L : 0L }).AsList())
            foreach (var (fromAt, toAt) in Untallied(office, place.Year, months))
                foreach (var (key, amount) in Count(connection, office, fromAt, toAt, sources))
                    if (key.Year == place.Year)
                        Add(office.Code, key.Output, key.Key, amount);
        return sums;

        void Add(string satker, string output, string key, decimal amount)
        {
            if (sums.TryGetValue(output, out var sum) && (!once.Contains(output) || seen.Add((satker, output, key))))
                sums[output] = sum + (once.Contains(output) ? 1 : amount);
        }
    }

    private const string OfficesSql = "with recursive " + ScopeSql.Tree + """
         select k.code as Code, k.utc_offset_minutes as UtcOffsetMinutes,
            (select min(s.submitted_at) from submission s where s.satker_code = k.code and s.status = 'submitted') as FirstAt,
            (select max(s.submitted_at) from submission s where s.satker_code = k.code and s.status = 'submitted') as LastAt
        from satker k
        """;

    private const string InScope = " where k.code in (select code from scope)";

    /// <summary>
    /// Stretches of the year and the one after it that must be counted. Nothing is reported before its time, so what was sent before the year is not looked at;
    /// nor is what was sent more than a year after it.
    /// </summary>
    private static IEnumerable<(long FromAt, long ToAt)> Untallied(Office office, int year, HashSet<(string Satker, string Month)> tallied)
    {
        var (from, to) = (new TallyMonth(office.Code, new DateOnly(year, 1, 1), (int)office.UtcOffsetMinutes).FromAt, new TallyMonth(office.Code, new DateOnly(year + 2, 1, 1), (int)office.UtcOffsetMinutes).FromAt);
        (long FromAt, long ToAt)? open = null;
        foreach (var month in office.Months(from, to))
        {
            if (!tallied.Contains((office.Code, month.Name)))
            {
                open = (open?.FromAt ?? month.FromAt, month.ToAt);
            }
            else if (open is { } stretch)
            {
                yield return stretch;
                open = null;
            }
        }

        if (open is { } rest)
            yield return rest;
    }

    /// <summary>Months with reports, of every office, whose tally does not hold.</summary>
    public static List<TallyMonth> ListStale(DbConnection connection, OutputSources sources)
    {
        var held = TallyRows.List(connection).Where(m => m.Holds(sources.Hash)).Select(m => (m.SatkerCode, m.Name)).ToHashSet();
        return [.. connection.Query<Office>(OfficesSql, new { scopeRoot = (string?)null, scopeBelow = 1L }).AsList().SelectMany(o => o.Months(long.MinValue, long.MaxValue)).Where(m => !held.Contains((m.SatkerCode, m.Name)))];
    }

    public static Dictionary<TallyKey, decimal> CountMonth(DbConnection connection, TallyMonth month, OutputSources sources) =>
        Count(connection, new Office { Code = month.SatkerCode, UtcOffsetMinutes = month.UtcOffsetMinutes }, month.FromAt, month.ToAt, sources);

    private static Dictionary<TallyKey, decimal> Count(DbConnection connection, Office office, long fromAt, long toAt, OutputSources sources)
    {
        var reports = new Dictionary<string, List<Row>>();
        foreach (var row in connection.Query<Row>(ReadSql, new { satker = office.Code, dialogs = sources.Dialogs, steps = sources.Steps, fromAt, toAt }, buffered: false))
        {
            if (!reports.TryGetValue(row.SubmissionId, out var rows))
                reports.Add(row.SubmissionId, rows = []);
            rows.Add(row);
        }

        var amounts = new Dictionary<TallyKey, decimal>();
        foreach (var report in reports.Values)
            foreach (var (output, source) in sources.Of(report[0].DialogId).Where(o => Holds(o.Source, report)))
                foreach (var (key, amount) in WorthOf(source, report))
                {
                    var place = new TallyKey(output, YearOf(source, report, (int)office.UtcOffsetMinutes), key);
                    amounts[place] = amounts.GetValueOrDefault(place) + amount;
                }

        return amounts;
    }

    private const string ReadSql = """
        select s.id as SubmissionId, s.dialog_id as DialogId, s.submitted_at as SubmittedAt, p.lembaga_key as LembagaKey,
            a.step_id as StepId, a.choice as Choice, a.number as Number, a.region_code as RegionCode, a.to_on as ToOn
        from submission s left join person p on p.id = s.person_id
            left join answer a on a.submission_id = s.id and (a.region_code is not null or @steps like '%|' || a.step_id || '|%')
        where s.satker_code = @satker and s.submitted_at >= @fromAt and s.submitted_at < @toAt and @dialogs like '%|' || s.dialog_id || '|%' and
        """ + " " + VerifiedSql.Is;

    /// <summary>What one report adds: a number, or things that count once however often they are named.</summary>
    private static IEnumerable<(string Key, decimal Amount)> WorthOf(OutputSource source, List<Row> report) => source.Counts switch
    {
        OutputCount.Reports => [("", 1m)],
        OutputCount.Sum => [("", report.Where(a => a.StepId == source.Sum && a.Number is not null).Sum(a => (decimal)a.Number!.Value))],
        OutputCount.Lembaga => report[0].LembagaKey is { } lembaga ? [(lembaga, 1m)] : [],
        OutputCount.Region => report.Select(a => a.RegionCode).OfType<string>().Distinct().Select(r => (r, 1m)),
        _ => throw new UnreachableException(),
    };

    /// <summary>The year of the report's own last day, else that of its sending by the clock of the office.</summary>
    private static int YearOf(OutputSource source, List<Row> report, int utcOffsetMinutes) =>
        source.Dated is not null && report.Find(a => a.StepId == source.Dated)?.ToOn is { } day
            ? Instant.Day(day).Year
            : Instant.At(report[0].SubmittedAt).ToOffset(TimeSpan.FromMinutes(utcOffsetMinutes)).Year;

    private static bool Holds(OutputSource source, List<Row> report)
    {
        foreach (var condition in source.When)
            if (!report.Exists(a => a.StepId == condition.Step && a.Choice is { } choice && condition.Values.Contains(choice)))
                return false;
        return true;
    }

    /// <summary>Names as one parameter, to be looked for with <c>like</c>.</summary>
    internal static string Listed(IEnumerable<string> names) => $"|{string.Join('|', names.Where(n => n.Length > 0).Distinct())}|";
}
