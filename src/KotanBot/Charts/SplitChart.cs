namespace KotanBot.Charts;

/// <summary>One bar in two: those that are so, full, and the others, open.</summary>
public static class SplitChart
{
    public static ChartPart Draw(string heading, (string Label, int Count) full, (string Label, int Count) open)
    {
        var canvas = new SvgCanvas();
        var all = full.Count + open.Count;
        var split = all == 0 ? 0 : LabelRow.Inner * full.Count / all;
        canvas.Rect(Chart.Margin + 0.6, 0.6, LabelRow.Inner - 1.2, 14, Paint.Outline);
        canvas.Rect(Chart.Margin, 0, split, 15.2, Paint.Main);
        var y = LabelRow.DrawKey(canvas, 20, Words(full, all), (c, x, m) => c.Rect(x - 8, m - 5, 16, 10, Paint.Main));
        y = LabelRow.DrawKey(canvas, y, Words(open, all), (c, x, m) => c.Rect(x - 8, m - 5, 16, 10, Paint.Outline));
        return new ChartPart(heading, $"{Words(full, all)}; {Words(open, all)}.", y, canvas.ToString());
    }

    private static string Words((string Label, int Count) part, int all) =>
        all == 0 ? $"{part.Label} {ChartWords.Number(part.Count)}" : $"{part.Label} {ChartWords.Number(part.Count)} ({ChartWords.Percent(part.Count, all)})";
}
