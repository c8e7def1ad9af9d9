using System.Collections.Immutable;
using KotanBot.Charts;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Summaries;

/// <summary>The one chart of a weekly summary: reports by lingkungan beside those of the week before, who sent nothing, and the targets that are furthest behind.</summary>
public sealed class SummaryChart(DefinitionSet definitions, string language)
{
    private const int MostBars = 6;
    private const int MostTargets = 4;

    private readonly SummaryLabels _labels = new(definitions, language);
    private readonly ChartWords _words = new(language);

    /// <param name="before">The summary of the week before, where there is one.</param>
    public Chart Draw(WeekSummary summary, WeekSummary? before)
    {
        var parts = ImmutableArray.CreateBuilder<ChartPart>();
        parts.Add(Reports(summary, before));
        var (silent, all) = (summary.Facts.Offices.Sum(o => o.Silence.Silent), summary.Facts.Offices.Sum(o => o.Silence.Volunteers));
        if (all > 0)
            parts.Add(SplitChart.Draw(Of("Penggiat", "Volunteers"), (Of("Mengirim kabar", "Sent word"), all - silent), (Of("Tidak mengirim apa pun", "Sent nothing"), silent)));
        if (summary.Facts.Targets.Any(t => t.Target > 0))
            parts.Add(Targets(summary));
        return new Chart($"{summary.Satker.Name}, {_labels.Days(summary.Week)}", parts.ToImmutable());
    }

    private ChartPart Reports(WeekSummary summary, WeekSummary? before)
    {
        var was = before?.Facts.Lingkungan.ToDictionary(c => c.Key, c => c.Count);
        var keys = summary.Facts.Lingkungan.Select(c => c.Key).Concat(was?.Keys ?? Enumerable.Empty<string>()).Distinct();
        var counts = summary.Facts.Lingkungan.ToDictionary(c => c.Key, c => c.Count);
        Bar[] bars = [.. keys.Select(k => new Bar(_labels.Lingkungan(k), counts.GetValueOrDefault(k), was?.GetValueOrDefault(k)))];
        if (bars.Length > MostBars)
            bars = [.. bars.Take(MostBars - 1), new Bar(Of("Lainnya", "Others"), bars.Skip(MostBars - 1).Sum(b => b.Value), was is null ? null : bars.Skip(MostBars - 1).Sum(b => b.Before ?? 0))];
        return BarChart.Draw(Of("Laporan per lingkungan", "Reports by setting"), bars, _words, Of("minggu ini", "this week"), before is null ? null : Of("minggu sebelumnya", "the week before"));
    }

    private ChartPart Targets(WeekSummary summary)
    {
        var last = summary.Monday.AddDays(6);
        var (day, days) = (last.DayOfYear, DateTime.IsLeapYear(last.Year) ? 366 : 365);
        return BulletChart.Draw(
            Of($"Target {last.Year}", $"Targets of {last.Year}"),
            [
                .. summary.Facts.Targets.Where(t => t.Target > 0).OrderBy(t => t.Realisation.Percent).Take(MostTargets)
                    .Select(t => new Bullet(_labels.Output(t.Output), t.Realisation.Done, t.Target, Math.Round(t.Target!.Value * day / days, 2))),
            ],
            _words);
    }

    private string Of(string indonesian, string english) => language == Languages.English ? english : indonesian;
}
