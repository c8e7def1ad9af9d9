using System.Collections.Immutable;
using System.Text;

namespace KotanBot.Charts;

/// <summary>
/// A finished chart: parts under each other, 320 units wide, as SVG for a page or for a picture, and all its numbers in words. It holds no style and no
/// script, so that any content security policy shows it; <c>chart.css</c> gives its classes other colours in the dark.
/// </summary>
public sealed record Chart(string Title, ImmutableArray<ChartPart> Parts)
{
    /// <summary>The width of the smallest phones: what does not overlap there does not overlap anywhere.</summary>
    public const int Width = 320;

    internal const double Margin = 8;
    private const double TitleSize = 16;
    private const double HeadingSize = 14;
    private const double Gap = 14;

    public Chart(string title, ChartPart part)
        : this(title, [part])
    {
    }

    /// <summary>What the chart shows, for those who do not see it, and for a caption.</summary>
    public string Text => string.Join('\n', Parts.Select(p => Parts.Length > 1 ? $"{p.Heading}: {p.Text}" : p.Text));

    /// <summary>To stand within an HTML page: letters and ink are those of the page around it, and the page itself says the title.</summary>
    public string ToPage()
    {
        var canvas = new SvgCanvas();
        var height = DrawParts(canvas, 0);
        return Svg(height, "", canvas.ToString());
    }

    /// <summary>To stand alone: with its title, dark ink on white paper.</summary>
    public string ToPicture()
    {
        var canvas = new SvgCanvas();
        var y = 4.0;
        foreach (var line in LetterWidths.Wrap(Title, TitleSize, Width - (2 * Margin), most: 3, bold: true))
            canvas.Text(Margin, (y += 20) - 4, line, TitleSize, bold: true);
        var height = DrawParts(canvas, y + 6) + Margin;
        var root = $" width=\"{Width}\" height=\"{SvgCanvas.Number(height)}\" color=\"#14262a\" font-family=\"'DejaVu Sans', 'Liberation Sans', Arial, sans-serif\"";
        return Svg(height, root, $"<rect class=\"chart-paper\" width=\"{Width}\" height=\"{SvgCanvas.Number(height)}\" fill=\"#fff\"/>{canvas}");
    }

    private double DrawParts(SvgCanvas canvas, double y)
    {
        foreach (var part in Parts)
        {
            if (Parts.Length > 1)
            {
                foreach (var line in LetterWidths.Wrap(part.Heading, HeadingSize, Width - (2 * Margin), most: 2, bold: true))
                    canvas.Text(Margin, (y += 18) - 4, line, HeadingSize, bold: true);
                y += 4;
            }
            canvas.Group(0, y, part.Svg);
            y += part.Height + (part == Parts[^1] ? 0 : Gap);
        }
        return y;
    }

    private string Svg(double height, string root, string body) => new StringBuilder()
        .Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 {Width} {SvgCanvas.Number(height)}\"{root}>")
        .Append($"<title>{SvgCanvas.Escape(Title)}</title><desc>{SvgCanvas.Escape(Text)}</desc>")
        .Append(body)
        .Append("</svg>")
        .ToString();
}

/// <summary>A part of a chart that was drawn: its heading, its numbers in words, and its shapes from its own upper edge on.</summary>
public sealed record ChartPart(string Heading, string Text, double Height, string Svg);
