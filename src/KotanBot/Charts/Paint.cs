namespace KotanBot.Charts;

/// <summary>
/// How a shape is painted: a class for the style sheet of a page, and the same as attributes where there is none. The colours are those of Okabe and Ito
/// (2008), which colour-blind people tell apart; each goes with a form of its own, so that none is told by colour alone.
/// </summary>
internal sealed record Paint(string Attributes)
{
    public static readonly Paint Ink = new(" class=\"chart-ink\" fill=\"currentColor\"");
    public static readonly Paint Soft = new(" class=\"chart-soft\" fill=\"currentColor\" fill-opacity=\".75\"");
    public static readonly Paint Track = new(" class=\"chart-track\" fill=\"currentColor\" fill-opacity=\".12\"");
    public static readonly Paint Rule = new(" class=\"chart-rule\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".25\"");
    public static readonly Paint Mark = new(" class=\"chart-mark\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2.5\"");
    public static readonly Paint Outline = new(" class=\"chart-outline\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.2\" stroke-opacity=\".75\"");
    public static readonly Paint Main = new(" class=\"chart-main\" fill=\"#0072b2\"");
    public static readonly Paint MainRing = new(" class=\"chart-main-line\" fill=\"none\" stroke=\"#0072b2\" stroke-width=\"1\"");
    public static readonly Paint Second = new(" class=\"chart-second\" fill=\"#d55e00\"");

    /// <summary>The paints of the lines of a chart, in their order.</summary>
    public static readonly string[] Colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

    private static readonly string[] Dashes = ["", "6 3", "2 2.5", "8 3 2 3"];

    public static Paint LineOf(int line) => new($" class=\"chart-line chart-line-{Of(line) + 1}\" fill=\"none\" stroke=\"{Colours[Of(line)]}\" stroke-width=\"2\" stroke-linejoin=\"round\"{Dash(line)}");

    public static Paint MarkOf(int line) => new($" class=\"chart-point chart-point-{Of(line) + 1}\" fill=\"{Colours[Of(line)]}\"");

    public static Paint BandOf(int line) => new($" class=\"chart-band chart-point-{Of(line) + 1}\" fill=\"{Colours[Of(line)]}\" fill-opacity=\".2\"");

    public static Paint ReachOf(int line) => new($" class=\"chart-line chart-line-{Of(line) + 1}\" fill=\"none\" stroke=\"{Colours[Of(line)]}\" stroke-width=\"1\"");

    private static int Of(int line) => line % Colours.Length;

    private static string Dash(int line) => Dashes[Of(line)] is { Length: > 0 } dash ? $" stroke-dasharray=\"{dash}\"" : "";
}
