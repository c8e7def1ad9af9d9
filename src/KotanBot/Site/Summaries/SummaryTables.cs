using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Site.Summaries;

/// <summary>How often each option was chosen, by its label.</summary>
public sealed record CountTable(string Title, ImmutableArray<(string Label, int Count)> Rows);

/// <summary>An output of the office against its target of the year. <paramref name="Behind"/>: less is done than the year is over.</summary>
public sealed record TargetLine(string Title, string Unit, decimal Done, decimal? Target, decimal? Percent, bool Behind);

/// <summary>The numbers of a summary as a page shows them, with labels for the stored keys.</summary>
public sealed class SummaryTables(DefinitionSet definitions, SiteVisit visit)
{
    private readonly SummaryLabels _labels = new(definitions, visit.Visitor.Language);

    /// <summary>Only tables that have a row.</summary>
    public ImmutableArray<CountTable> Counts(WeekFacts week)
    {
        CountTable[] tables =
        [
            Table(visit.Say("Jenis kegiatan", "Kinds of activity"), week.Kinds, _labels.Kind),
            Table("Lingkungan", week.Lingkungan, _labels.Lingkungan),
            Table(visit.Say("Sumber dana", "Funding"), week.Funding, _labels.Funding),
            Table(visit.Say("Kendala", "Obstacles"), week.Obstacles, _labels.Obstacle),
            Table(visit.Say("Alasan laporan nihil", "Reasons of null reports"), week.Reasons, _labels.Reason),
        ];
        return [.. tables.Where(t => !t.Rows.IsEmpty)];
    }

    /// <summary>Outputs with a target or with something done, in the order of their definition.</summary>
    public ImmutableArray<TargetLine> Targets(WeekSummary summary)
    {
        var sunday = summary.Monday.AddDays(6);
        var (day, days) = (sunday.DayOfYear, DateTime.IsLeapYear(sunday.Year) ? 366 : 365);
        return
        [
            .. from output in definitions.Outputs
               join figures in summary.Facts.Targets on output.Id equals figures.Output
               let real = figures.Realisation
               where real.Target is not null || real.Done > 0
               select new TargetLine(_labels.Output(output.Id), _labels.Unit(output.Id), real.Done, real.Target, real.Percent, real.IsBehind(day, days)),
        ];
    }

    private static CountTable Table(string title, ImmutableArray<KeyCount> counts, Func<string, string> label) => new(title, [.. counts.Select(c => (label(c.Key), c.Count))]);
}
