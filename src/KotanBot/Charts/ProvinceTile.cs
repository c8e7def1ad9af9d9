using System.Collections.Immutable;
using System.Globalization;

namespace KotanBot.Charts;

/// <summary>Where a province stands on the map of tiles: column from the west, row from the north, both from 0.</summary>
/// <param name="Short">Few letters, for the label of a tile.</param>
public sealed record ProvinceTile(string Province, string Short, string Name, int Column, int Row)
{
    private const string Header = "code,short,name,column,row";

    /// <summary>Those that ship beside the program.</summary>
    public static ImmutableArray<ProvinceTile> ReadShipped() => Read(File.ReadAllText(Path.Combine(ShippedFiles.Dialogs, "wilayah", "tiles.csv")));

    /// <param name="csv">A line for each province under a line with the names of the columns.</param>
    public static ImmutableArray<ProvinceTile> Read(string csv)
    {
        var lines = csv.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is not [Header, ..])
            throw new InvalidDataException($"tiles.csv begins with \"{Header}\"");
        return [.. lines.Skip(1).Select(Tile)];
    }

    private static ProvinceTile Tile(string line) => line.Split(',') is [var code, var shortName, var name, var column, var row]
        ? new ProvinceTile(code, shortName, name, int.Parse(column, CultureInfo.InvariantCulture), int.Parse(row, CultureInfo.InvariantCulture))
        : throw new InvalidDataException($"\"{line}\" is no line of tiles.csv");
}
