using System.Collections.Immutable;
using System.Text;

namespace KotanBot.Charts;

/// <summary>A value with its interval; a null <paramref name="Value"/> is a gap, which no line crosses.</summary>
public sealed record LinePoint(decimal? Value, decimal? Low = null, decimal? High = null);

/// <summary>One line: a point for every tick of the axis. Editions that cannot be compared are lines of their own.</summary>
public sealed record ChartLine(string Label, ImmutableArray<LinePoint> Points);

/// <summary>
/// Values over time with their intervals. Each line has a colour, a dash and a mark of its own; the newest value stands in the key, so that no number has to be
/// guessed from the height of a line.
/// </summary>
public static class LineChart
{
    private const double Height = 150;
    private const double Top = 8;
    private const double TickSize = 11;
    private const double Right = Chart.Width - Chart.Margin;

    /// <param name="ticks">What stands below: periods such as "Jan 2026", the oldest first.</param>
    /// <param name="scale">The ends of the scale; null takes what the values need.</param>
    public static ChartPart Draw(string heading, IReadOnlyList<string> ticks, IReadOnlyList<ChartLine> lines, ChartWords words, (decimal Low, decimal High)? scale = null)
    {
        var canvas = new SvgCanvas();
        var values = lines.SelectMany(l => l.Points).SelectMany(p => new[] { p.Value, p.Low, p.High }).OfType<decimal>().ToList();
        if (values.Count == 0)
        {
            canvas.Text(Chart.Margin, 12, words.NoData, LabelRow.Size, soft: true);
            return new ChartPart(heading, words.NoData + ".", 18, canvas.ToString());
        }

        var axis = ValueAxis.Of(scale?.Low ?? values.Min(), scale?.High ?? values.Max());
        var left = Chart.Margin + axis.Ticks.Max(t => LetterWidths.Of(ChartWords.Number(t), TickSize)) + 6;
        double X(int tick) => left + ((Right - left) * (tick + 0.5) / Math.Max(1, ticks.Count));
        double Y(decimal value) => Top + (Height * (1 - axis.Share(value)));
        foreach (var tick in axis.Ticks)
        {
            canvas.Line(left, Y(tick), Right, Y(tick), Paint.Rule);
            canvas.Text(left - 5, Y(tick) + 4, ChartWords.Number(tick), TickSize, TextEnd.End, soft: true);
        }
        DrawTicks(canvas, ticks, X, left);
        for (var i = 0; i < lines.Count; i++)
            DrawLine(canvas, lines[i], i, X, Y);

        var y = Top + Height + 26;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = i;
            y = LabelRow.DrawKey(canvas, y, Key(lines[i], ticks, words), (c, x, m) =>
            {
                c.Line(x - 8, m, x + 8, m, Paint.LineOf(line));
                c.Path(PointMark.Of(line, x, m), Paint.MarkOf(line));
            });
        }
        if (lines.SelectMany(l => l.Points).Any(p => p.Low is not null))
            y = LabelRow.DrawKey(canvas, y, words.Band, (c, x, m) => c.Rect(x - 8, m - 5, 16, 10, Paint.BandOf(0)));
        return new ChartPart(heading, Text(lines, ticks, words), y, canvas.ToString());
    }

    private static void DrawLine(SvgCanvas canvas, ChartLine line, int number, Func<int, double> x, Func<decimal, double> y)
    {
        foreach (var run in Runs(line))
        {
            var inside = run.Where(i => line.Points[i] is { Low: not null, High: not null }).ToList();
            if (inside.Count > 1)
                canvas.Path(Polygon([.. inside.Select(i => (x(i), y(line.Points[i].High!.Value))), .. inside.AsEnumerable().Reverse().Select(i => (x(i), y(line.Points[i].Low!.Value)))]) + "z", Paint.BandOf(number));
            else if (inside is [var only])
                canvas.Path($"M{SvgCanvas.Number(x(only))} {SvgCanvas.Number(y(line.Points[only].Low!.Value))}V{SvgCanvas.Number(y(line.Points[only].High!.Value))}", Paint.ReachOf(number));
            if (run.Count > 1)
                canvas.Path(Polygon([.. run.Select(i => (x(i), y(line.Points[i].Value!.Value)))]), Paint.LineOf(number));
            canvas.Path(string.Concat(run.Select(i => PointMark.Of(number, x(i), y(line.Points[i].Value!.Value)))), Paint.MarkOf(number));
        }
    }

    /// <summary>Ticks that have a value and no gap between them.</summary>
    private static List<List<int>> Runs(ChartLine line)
    {
        List<List<int>> runs = [];
        for (var i = 0; i < line.Points.Length; i++)
        {
            if (line.Points[i].Value is null)
                continue;
            if (runs.Count == 0 || runs[^1][^1] != i - 1)
                runs.Add([]);
            runs[^1].Add(i);
        }
        return runs;
    }

    /// <summary>As many periods as have room, always with the newest.</summary>
    private static void DrawTicks(SvgCanvas canvas, IReadOnlyList<string> ticks, Func<int, double> x, double left)
    {
        var free = Right;
        for (var i = ticks.Count - 1; i >= 0; i--)
        {
            var half = LetterWidths.Of(ticks[i], TickSize) / 2;
            var middle = Math.Min(x(i), Right - half);
            if (middle + half > free || middle - half < left - 20)
                continue;
            canvas.Line(x(i), Top + Height, x(i), Top + Height + 4, Paint.Rule);
            canvas.Text(middle, Top + Height + 16, ticks[i], TickSize, TextEnd.Middle, soft: true);
            free = middle - half - 8;
        }
    }

    private static string Polygon(IReadOnlyList<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach (var (x, y) in points)
            path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgCanvas.Number(x)).Append(' ').Append(SvgCanvas.Number(y));
        return path.ToString();
    }

    private static string Key(ChartLine line, IReadOnlyList<string> ticks, ChartWords words)
    {
        var last = line.Points.Select((p, i) => (Point: p, Tick: i)).LastOrDefault(p => p.Point.Value is not null);
        return last.Point is null ? $"{line.Label}: {words.NoData}" : $"{line.Label}: {words.Latest} {Words(last.Point)}, {ticks[last.Tick]}";
    }

    private static string Text(IReadOnlyList<ChartLine> lines, IReadOnlyList<string> ticks, ChartWords words) => string.Join(' ', lines.Select(l =>
        $"{l.Label}: {string.Join("; ", l.Points.Select((p, i) => $"{ticks[i]} {(p.Value is null ? words.NoData : Words(p))}"))}."));

    private static string Words(LinePoint point) => point is { Low: { } low, High: { } high }
        ? $"{ChartWords.Number(point.Value!.Value)} ({ChartWords.Number(low)}–{ChartWords.Number(high)})"
        : ChartWords.Number(point.Value!.Value);
}
