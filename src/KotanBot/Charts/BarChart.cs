namespace KotanBot.Charts;

/// <summary>A count by its name, with what it was <paramref name="Before"/> where that is compared.</summary>
public sealed record Bar(string Label, decimal Value, decimal? Before = null);

/// <summary>Counts by name as bars from one edge. What was before is a thin open bar below, so that the two are told apart without colours.</summary>
public static class BarChart
{
    private const double Thick = 9;
    private const double Thin = 4;
    private const double Gap = 8;

    /// <param name="now">What the full bars are, such as "minggu ini".</param>
    /// <param name="before">What the open bars are; null where nothing is compared.</param>
    public static ChartPart Draw(string heading, IReadOnlyList<Bar> bars, ChartWords words, string? now = null, string? before = null)
    {
        var canvas = new SvgCanvas();
        var (most, y) = (bars.SelectMany(b => new[] { b.Value, b.Before ?? 0 }).DefaultIfEmpty().Max(), 0.0);
        if (bars.Count == 0)
        {
            canvas.Text(Chart.Margin, 12, words.NoData, LabelRow.Size, soft: true);
            return new ChartPart(heading, words.NoData + ".", 18, canvas.ToString());
        }

        foreach (var bar in bars)
        {
            y = LabelRow.Draw(canvas, y, bar.Label, bar.Before is { } was && before is not null ? $"{ChartWords.Number(bar.Value)} ({ChartWords.Number(was)})" : ChartWords.Number(bar.Value));
            canvas.Rect(Chart.Margin, y, Length(bar.Value), Thick, Paint.Main);
            y += Thick;
            if (before is not null)
            {
                canvas.Rect(Chart.Margin, y + 1, Length(bar.Before ?? 0), Thin, Paint.Outline);
                y += Thin + 1;
            }
            y += Gap;
        }

        if (before is not null)
        {
            y = LabelRow.DrawKey(canvas, y, now ?? "", (c, x, m) => c.Rect(x - 8, m - 5, 16, Thick, Paint.Main));
            y = LabelRow.DrawKey(canvas, y, $"({before})", (c, x, m) => c.Rect(x - 8, m - 2, 16, Thin, Paint.Outline));
        }
        return new ChartPart(heading, Text(bars, before), y, canvas.ToString());

        double Length(decimal value) => most == 0 ? 0 : Math.Max(value > 0 ? 1.5 : 0, (double)(value / most) * LabelRow.Inner);
    }

    private static string Text(IReadOnlyList<Bar> bars, string? before) => string.Join("; ", bars.Select(b =>
        before is not null ? $"{b.Label} {ChartWords.Number(b.Value)} ({before} {ChartWords.Number(b.Before ?? 0)})" : $"{b.Label} {ChartWords.Number(b.Value)}")) + ".";
}
