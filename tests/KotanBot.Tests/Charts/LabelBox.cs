using System.Globalization;
using System.Xml.Linq;
using KotanBot.Charts;

namespace KotanBot.Tests.Charts;

/// <summary>Where a label of a chart stands, at the most.</summary>
internal sealed record LabelBox(string Text, double Left, double Top, double Right, double Bottom)
{
    public static LabelBox Of(XElement text)
    {
        double Value(string name) => double.Parse(text.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var (x, y, size) = (Value("x"), Value("y"), Value("font-size"));
        foreach (var group in text.Ancestors().Select(g => g.Attribute("transform")?.Value).OfType<string>())
        {
            var move = group["translate(".Length..^1].Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            (x, y) = (x + move[0], y + move[1]);
        }
        var width = LetterWidths.Of(text.Value, size, text.Attribute("font-weight") is not null);
        var left = text.Attribute("text-anchor")?.Value switch
        {
            "middle" => x - (width / 2),
            "end" => x - width,
            _ => x,
        };
        // From the height of capitals to the depth of a g.
        return new LabelBox(text.Value, left, y - (size * 0.73), left + width, y + (size * 0.21));
    }

    public bool Overlaps(LabelBox other) => Left < other.Right - 0.1 && other.Left < Right - 0.1 && Top < other.Bottom - 0.1 && other.Top < Bottom - 0.1;
}
