namespace KotanBot.Charts;

/// <summary>The style sheet of charts on pages. A page goes without it too, in the colours for light paper.</summary>
public static class ChartStyles
{
    public static string Css { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(ChartStyles).Assembly.GetManifestResourceStream("charts/chart.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
