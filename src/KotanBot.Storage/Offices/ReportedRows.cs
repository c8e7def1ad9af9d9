using System.Data.Common;
using System.Diagnostics;
using Dapper;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>
/// What verified reports say of outputs, all outputs in one pass over an office's reports. Each office counts by itself and they are added up: a
/// lembaga that reported to two offices counts at both.
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
    }

    public static Dictionary<string, decimal> Count(DbConnection connection, TargetPlace place, IReadOnlyList<Output> outputs)
    {
        var sums = outputs.ToDictionary(o => o.Id, _ => 0m);
        var sources = outputs.Select(o => (o.Id, Source: o.Source!)).ToList();
        if (sources.Count == 0)
            return sums;
        var dialogs = Listed(sources.Select(s => s.Source.Dialog));
        var steps = Listed(sources.SelectMany(s => s.Source.When.Select(w => w.Step).Append(s.Source.Sum ?? "").Append(s.Source.Dated ?? "")));
        foreach (var office in connection.Query<Office>(OfficesSql, new { scopeRoot = place.Satker, scopeBelow = place.WithBelow ? 1L : 0L }))
        {
            var reports = ReadReports(connection, place.Year, office, dialogs, steps);
            foreach (var (id, source) in sources)
                sums[id] += CountOne(source, reports, place.Year, (int)office.UtcOffsetMinutes);
        }

        return sums;
    }

    private const string OfficesSql = "with recursive " + ScopeSql.Tree + " select s.code as Code, s.utc_offset_minutes as UtcOffsetMinutes from satker s where s.code in (select code from scope)";

    private static List<List<Row>> ReadReports(DbConnection connection, int year, Office office, string dialogs, string steps)
    {
        var offset = TimeSpan.FromMinutes(office.UtcOffsetMinutes);
        var byReport = new Dictionary<string, List<Row>>();
        var parameters = new
        {
            satker = office.Code,
            dialogs,
            steps,
            fromAt = Instant.ToColumn(new DateTimeOffset(year, 1, 1, 0, 0, 0, offset)),
            toAt = Instant.ToColumn(new DateTimeOffset(year + 2, 1, 1, 0, 0, 0, offset)),
        };
        foreach (var row in connection.Query<Row>(ReadSql, parameters, buffered: false))
        {
            if (!byReport.TryGetValue(row.SubmissionId, out var rows))
                byReport.Add(row.SubmissionId, rows = []);
            rows.Add(row);
        }

        return [.. byReport.Values];
    }

    /// <summary>Nothing is reported before its time, so what was sent before the year is not looked at; nor is what was sent more than a year after it.</summary>
    private const string ReadSql = """
        select s.id as SubmissionId, s.dialog_id as DialogId, s.submitted_at as SubmittedAt, p.lembaga_key as LembagaKey,
            a.step_id as StepId, a.choice as Choice, a.number as Number, a.region_code as RegionCode, a.to_on as ToOn
        from submission s left join person p on p.id = s.person_id
            left join answer a on a.submission_id = s.id and (a.region_code is not null or @steps like '%|' || a.step_id || '|%')
        where s.satker_code = @satker and s.submitted_at >= @fromAt and s.submitted_at < @toAt and @dialogs like '%|' || s.dialog_id || '|%' and
        """ + " " + VerifiedSql.Is;

    private static decimal CountOne(OutputSource source, List<List<Row>> reports, int year, int utcOffsetMinutes)
    {
        var counted = reports.Where(r => r[0].DialogId == source.Dialog && YearOf(source, r, utcOffsetMinutes) == year && Holds(source, r));
        return source.Counts switch
        {
            OutputCount.Reports => counted.Count(),
            OutputCount.Sum => counted.Sum(r => r.Where(a => a.StepId == source.Sum && a.Number is not null).Sum(a => (decimal)a.Number!.Value)),
            OutputCount.Lembaga => counted.Select(r => r[0].LembagaKey).OfType<string>().Distinct().Count(),
            OutputCount.Region => counted.SelectMany(r => r.Select(a => a.RegionCode)).OfType<string>().Distinct().Count(),
            _ => throw new UnreachableException(),
        };
    }

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
