using System.Globalization;
using System.Text;
using QRCoder;

namespace KotanBot.Pages;

/// <summary>A QR code as SVG: dark modules on a white ground with the quiet zone that readers need, in any colour scheme and on paper.</summary>
public static class QrPicture
{
    /// <param name="text">What a phone reads.</param>
    /// <param name="label">What it is, for those who do not see it; already HTML.</param>
    public static string Draw(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        // A quarter of it may be lost (Q): a poster gets creases and a phone sees it at an angle.
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.Q);
        // The library surrounds the modules with a quiet zone of its own.
        var modules = code.ModuleMatrix;
        var size = modules.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<svg role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/><path fill=\"#000\" d=\"{Path(modules)}\"/></svg>");
    }

    /// <summary>Each run of dark modules in a row is one rectangle.</summary>
    private static string Path(List<System.Collections.BitArray> modules)
    {
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules[y].Count; x++)
            {
                if (!modules[y][x])
                    continue;
                var from = x;
                while (x < modules[y].Count && modules[y][x])
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }

        return path.ToString();
    }
}
