using System.Collections.Immutable;
using System.Text;

namespace KotanBot.Core.Language;

/// <summary>Parses the region lists that ship in dialogs/wilayah; the level follows from the header line.</summary>
public static class Regions
{
    /// <summary>Regions with names for people, in file order.</summary>
    /// <exception cref="FormatException">An unknown header or a broken line, named by its number.</exception>
    public static ImmutableArray<Region> ParseCsv(params ReadOnlySpan<string> texts)
    {
        var regions = ImmutableArray.CreateBuilder<Region>();
        foreach (var text in texts)
        {
            RegionLevel? level = null;
            foreach (var (line, fields) in Lines(text))
            {
                if (level is null) level = LevelOf(fields, line);
                else regions.Add(ParseRegion(fields, level.Value, line));
            }
        }
        return regions.ToImmutable();
    }

    /// <summary>Aliases of a file with the header "alias,code".</summary>
    /// <exception cref="FormatException">An unknown header or a broken line, named by its number.</exception>
    public static ImmutableArray<RegionAlias> ParseAliases(string text)
    {
        var aliases = ImmutableArray.CreateBuilder<RegionAlias>();
        var hasHeader = false;
        foreach (var (line, fields) in Lines(text))
        {
            if (fields.Count != 2) throw new FormatException($"line {line}: expected alias,code");
            if (hasHeader) aliases.Add(new RegionAlias(fields[0], fields[1]));
            else if (fields is not ["alias", "code"]) throw new FormatException($"line {line}: expected the header alias,code");
            hasHeader = true;
        }
        return aliases.ToImmutable();
    }

    private static RegionLevel LevelOf(List<string> header, int line) => header switch
    {
        ["code", "name"] => RegionLevel.Province,
        ["code", "province_code", "name"] => RegionLevel.Regency,
        ["code", "regency_code", "name"] => RegionLevel.District,
        _ => throw new FormatException($"line {line}: unknown header"),
    };

    private static Region ParseRegion(List<string> fields, RegionLevel level, int line)
    {
        if (fields.Count != (level == RegionLevel.Province ? 2 : 3)) throw new FormatException($"line {line}: wrong number of columns");
        var parent = level == RegionLevel.Province ? null : fields[1];
        return new Region(fields[0], RegionNames.ForPeople(fields[^1], level), level, parent);
    }

    private static IEnumerable<(int Line, List<string> Fields)> Lines(string text)
    {
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (line.Length > 0) yield return (number, Fields(line));
        }
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
