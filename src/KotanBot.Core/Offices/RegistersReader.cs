using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Reads <c>registers.yaml</c>.</summary>
internal static class RegistersReader
{
    private const int LongestKey = 32;

    /// <summary>Sound only when there was no issue; empty for a file that cannot be read at all.</summary>
    public static ImmutableArray<Register> Read(string file, string text, IssueList issues)
    {
        if (YamlReader.Read(file, text, issues) is not { } root)
            return [];
        var registers = ImmutableArray.CreateBuilder<Register>();
        foreach (var entry in root.Maps("registers"))
        {
            var register = ReadRegister(entry);
            if (registers.Any(r => r.Id == register.Id))
                issues.Add("duplicate-register", entry, $"the register `{register.Id}` stands twice");
            registers.Add(register);
        }

        root.Close();
        if (registers.Count(r => !r.Statuses.IsEmpty) != 1)
            issues.Add("status-register", root, "exactly one register has `statuses`: it is the one that `/kawasan` shows");
        return registers.ToImmutable();
    }

    /// <summary>A status follows from a value by its rank, so the index must have as many categories.</summary>
    public static void Check(string file, IEnumerable<Register> registers, IndexCatalog indices, IssueList issues)
    {
        foreach (var register in registers.Where(r => r.Index is not null))
            if (indices.Find(register.Index!) is not { } index)
                issues.Add(new Issue("unknown-index", file, 1, 1, $"no file under indices/ defines `{register.Index}`, which the register `{register.Id}` names"));
            else if (!index.Categories.Select(c => c.Rank).SequenceEqual(Enumerable.Range(1, register.Statuses.Length)))
                issues.Add(new Issue("status-ranks", file, 1, 1, $"the categories of {index.Code} do not have the ranks 1 to {register.Statuses.Length}, one for each status of `{register.Id}`"));
    }

    private static Register ReadRegister(YamlMap map)
    {
        var register = new Register
        {
            Id = map.Text("id"),
            Title = LocalText.Read(map, "title"),
            Entry = LocalText.Read(map, "entry"),
            AskPlace = LocalText.Read(map, "ask-place"),
            AskName = LocalText.Read(map, "ask-name"),
            Coarsest = Level(map, "coarsest"),
            Finest = Level(map, "finest"),
            Statuses = [.. map.OptionalMaps("statuses").Select(ReadStatus)],
            Index = map.OptionalText("index"),
        };
        if (map.Find("id") is { } id && register.Id.Length > 0 && !IsKey(register.Id))
            map.Issues.Add("bad-register-id", id, $"a register's id is up to {LongestKey} lower-case letters, digits and hyphens");
        if (register.Coarsest > register.Finest)
            map.Issues.Add("bad-range", map, "`coarsest` is finer than `finest`");
        foreach (var status in register.Statuses.Where(s => s.Key.Length > 0 && !IsKey(s.Key)))
            map.Issues.Add("bad-option-key", map.Find("statuses")!, $"`{status.Key}` must be up to {LongestKey} lower-case letters, digits and hyphens");
        foreach (var twice in register.Statuses.GroupBy(s => s.Key).Where(s => s.Count() > 1))
            map.Issues.Add("duplicate-option", map.Find("statuses")!, $"the status `{twice.Key}` stands twice");
        if (register.Index is not null && register.Statuses.IsEmpty)
            map.Issues.Add("missing-key", map, "an `index` tells a status, and there are no `statuses`");
        map.Close();
        return register;
    }

    private static RegisterStatus ReadStatus(YamlMap map)
    {
        var status = new RegisterStatus(map.Text("key"), LocalText.Read(map, "label"));
        map.Close();
        return status;
    }

    private static bool IsKey(string key) => key.Length <= LongestKey && key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static RegionLevel Level(YamlMap map, string key) => map.OneOf(key, "district", "province", "regency", "district") switch
    {
        "province" => RegionLevel.Province,
        "regency" => RegionLevel.Regency,
        _ => RegionLevel.District,
    };
}
