namespace KotanBot.Charts;

/// <summary>The mark of a line's points, as the data of a path: a disc, a square, a triangle, a diamond.</summary>
internal static class PointMark
{
    public static string Of(int line, double x, double y) => (line % 4) switch
    {
        0 => $"M{N(x - 3.2)} {N(y)}a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z",
        1 => $"M{N(x - 3)} {N(y - 3)}h6v6h-6z",
        2 => $"M{N(x)} {N(y - 4)}l4 7h-8z",
        _ => $"M{N(x)} {N(y - 4.2)}l4.2 4.2l-4.2 4.2l-4.2-4.2z",
    };

    private static string N(double value) => SvgCanvas.Number(value);
}
