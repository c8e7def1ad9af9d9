namespace KotanBot.Charts;

/// <summary>A target and what was done for it. <paramref name="Due"/>: how much should be done by now.</summary>
public sealed record Bullet(string Label, decimal Done, decimal? Target, decimal? Due = null);

/// <summary>Targets against realisation: a full bar for what was done, an upright line at the target, a triangle where one should be by now.</summary>
public static class BulletChart
{
    private const double Thick = 10;
    private const double Gap = 10;

    public static ChartPart Draw(string heading, IReadOnlyList<Bullet> bullets, ChartWords words)
    {
        var canvas = new SvgCanvas();
        var y = 0.0;
        if (bullets.Count == 0)
        {
            canvas.Text(Chart.Margin, 12, words.NoTarget, LabelRow.Size, soft: true);
            return new ChartPart(heading, words.NoTarget + ".", 18, canvas.ToString());
        }

        foreach (var bullet in bullets)
        {
            y = LabelRow.Draw(canvas, y, bullet.Label, Words(bullet, words));
            // Done beyond the target stays on the paper, and the line then stands where the target is.
            var end = Math.Max(bullet.Target ?? 0, bullet.Done);
            canvas.Rect(Chart.Margin, y, LabelRow.Inner, Thick, Paint.Track);
            // Without a target a full bar would look like one that is reached.
            if (end > 0 && bullet.Target is not null)
                canvas.Rect(Chart.Margin, y + 2, At(bullet.Done, end) - Chart.Margin, Thick - 4, Paint.Main);
            if (bullet.Target is { } target && end > 0)
                canvas.Line(At(target, end) - 1.2, y - 1.5, At(target, end) - 1.2, y + Thick + 1.5, Paint.Mark);
            if (bullet.Due is { } due && end > 0)
                canvas.Path(Triangle(At(Math.Min(due, end), end), y + Thick + 1), Paint.Second);
            y += Thick + Gap;
        }

        if (bullets.Any(b => b.Target is not null))
            y = LabelRow.DrawKey(canvas, y, words.Target, (c, x, m) => c.Line(x, m - 6, x, m + 6, Paint.Mark));
        if (bullets.Any(b => b.Due is not null))
            y = LabelRow.DrawKey(canvas, y, words.Expected, (c, x, m) => c.Path(Triangle(x, m - 3), Paint.Second));
        return new ChartPart(heading, string.Join("; ", bullets.Select(b => $"{b.Label}: {Words(b, words)}")) + ".", y, canvas.ToString());
    }

    private static string Words(Bullet bullet, ChartWords words) => bullet.Target switch
    {
        null => $"{ChartWords.Number(bullet.Done)}, {words.NoTarget}",
        0 => words.OutOf(bullet.Done, 0),
        { } target => $"{words.OutOf(bullet.Done, target)} ({ChartWords.Percent(bullet.Done, target)})",
    };

    private static double At(decimal value, decimal end) => Chart.Margin + ((double)(value / end) * LabelRow.Inner);

    private static string Triangle(double x, double y) => $"M{SvgCanvas.Number(x)} {SvgCanvas.Number(y)}l4 6h-8z";
}
