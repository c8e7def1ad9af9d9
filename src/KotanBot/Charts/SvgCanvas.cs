using System.Globalization;
using System.Text;

namespace KotanBot.Charts;

/// <summary>Collects the shapes of a chart as SVG elements with presentation attributes and classes only.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _shapes = new();

    public void Rect(double x, double y, double width, double height, Paint paint) =>
        _shapes.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(height)}\"{paint.Attributes}/>");

    public void Line(double x1, double y1, double x2, double y2, Paint paint) =>
        _shapes.Append($"<path d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\"{paint.Attributes}/>");

    /// <param name="data">Nothing is drawn where it is empty.</param>
    public void Path(string data, Paint paint)
    {
        if (data.Length > 0)
            _shapes.Append($"<path d=\"{data}\"{paint.Attributes}/>");
    }

    public void Text(double x, double y, string text, double size, TextEnd end = TextEnd.Start, bool bold = false, bool soft = false)
    {
        var anchor = end switch
        {
            TextEnd.Middle => " text-anchor=\"middle\"",
            TextEnd.End => " text-anchor=\"end\"",
            _ => "",
        };
        _shapes.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\"{anchor}{(bold ? " font-weight=\"bold\"" : "")}{(soft ? Paint.Soft : Paint.Ink).Attributes}>{Escape(text)}</text>");
    }

    public void Group(double x, double y, string shapes) => _shapes.Append($"<g transform=\"translate({Number(x)} {Number(y)})\">{shapes}</g>");

    public override string ToString() => _shapes.ToString();

    /// <summary>One decimal: finer is not seen and costs bytes.</summary>
    public static string Number(double value) => Math.Round(value, 1).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Without what no XML file can hold.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            escaped.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\n' => "\n",
                < ' ' or 0xFFFE or 0xFFFF => " ",
                _ => rune.ToString(),
            });
        return escaped.ToString();
    }
}

/// <summary>Which end of a text stands at its place.</summary>
internal enum TextEnd
{
    Start,
    Middle,
    End,
}
