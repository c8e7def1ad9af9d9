namespace KotanBot.Charts;

/// <summary>The line above a bar: what it is on the left, its number on the right. Names may be long, so they stand above and not beside.</summary>
internal static class LabelRow
{
    public const double Inner = Chart.Width - (2 * Chart.Margin);
    public const double Size = 13;
    private const double LineHeight = 16;

    /// <summary>Returns where the bar begins.</summary>
    public static double Draw(SvgCanvas canvas, double y, string label, string value)
    {
        var room = Inner - LetterWidths.Of(value, Size, bold: true) - 10;
        if (room < Inner / 3)
            return DrawUnder(canvas, y, label, value);
        canvas.Text(Chart.Width - Chart.Margin, y + 12, value, Size, TextEnd.End, bold: true);
        foreach (var line in LetterWidths.Wrap(label, Size, room, most: 2))
        {
            canvas.Text(Chart.Margin, y + 12, line, Size);
            y += LineHeight;
        }
        return y + 2;
    }

    /// <summary>Returns where the next thing begins.</summary>
    public static double DrawKey(SvgCanvas canvas, double y, string label, Action<SvgCanvas, double, double> sample)
    {
        sample(canvas, Chart.Margin + 8, y + 8);
        foreach (var line in LetterWidths.Wrap(label, 12, Inner - 24, most: 3))
        {
            canvas.Text(Chart.Margin + 24, y + 12, line, 12, soft: true);
            y += LineHeight;
        }
        return y + 1;
    }

    private static double DrawUnder(SvgCanvas canvas, double y, string label, string value)
    {
        foreach (var line in LetterWidths.Wrap(label, Size, Inner, most: 2))
        {
            canvas.Text(Chart.Margin, y + 12, line, Size);
            y += LineHeight;
        }
        canvas.Text(Chart.Margin, y + 12, LetterWidths.Fit(value, Size, Inner, bold: true), Size, bold: true);
        return y + LineHeight + 2;
    }
}
