namespace KotanBot.Charts;

/// <summary>How many of a group are there of how many that are needed.</summary>
public sealed record GroupProgress(string Label, int Count, int Needed);

/// <summary>Progress per group: a bar that fills; a group that has enough says so in words.</summary>
public static class ProgressChart
{
    private const double Thick = 9;
    private const double Gap = 9;

    public static ChartPart Draw(string heading, IReadOnlyList<GroupProgress> groups, ChartWords words)
    {
        var canvas = new SvgCanvas();
        var y = 0.0;
        if (groups.Count == 0)
        {
            canvas.Text(Chart.Margin, 12, words.NoData, LabelRow.Size, soft: true);
            return new ChartPart(heading, words.NoData + ".", 18, canvas.ToString());
        }

        foreach (var group in groups)
        {
            y = LabelRow.Draw(canvas, y, group.Label, Words(group, words));
            canvas.Rect(Chart.Margin, y, LabelRow.Inner, Thick, Paint.Track);
            canvas.Rect(Chart.Margin, y, group.Needed <= 0 ? 0 : LabelRow.Inner * Math.Min(1.0, (double)group.Count / group.Needed), Thick, Paint.Main);
            y += Thick + Gap;
        }
        return new ChartPart(heading, string.Join("; ", groups.Select(g => $"{g.Label}: {Words(g, words)}")) + ".", y, canvas.ToString());
    }

    private static string Words(GroupProgress group, ChartWords words) =>
        words.OutOf(group.Count, group.Needed) + (group.Count >= group.Needed ? $", {words.Enough}" : "");
}
