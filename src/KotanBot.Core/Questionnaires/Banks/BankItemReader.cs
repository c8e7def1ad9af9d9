using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Reads the items of a bank and the scales that they share. What an item refers to is looked up here, where its place is known.</summary>
internal sealed class BankItemReader(YamlMap root, ImmutableArray<BankGroup> groups, ImmutableArray<BankVariable> variables)
{
    private readonly IssueList _issues = root.Issues;
    private readonly Dictionary<string, BankScale> _scales = [];
    private readonly HashSet<string> _used = [];

    /// <summary>Options that several items share, and the stems that they fit.</summary>
    private sealed record BankScale(ItemStem Fits, ImmutableArray<Option> Options);

    public ImmutableArray<BankItem> Read()
    {
        var places = ReadScales();
        var seen = new HashSet<string>();
        ImmutableArray<BankItem> items = [.. root.Maps("items").Select(m => ReadItem(m, seen))];
        foreach (var (id, place) in places.Where(p => !_used.Contains(p.Id)))
            _issues.Add("unused-scale", place, $"no item uses the scale `{id}`");
        return items;
    }

    private List<(string Id, YamlNode Place)> ReadScales()
    {
        var seen = new HashSet<string>();
        var places = new List<(string, YamlNode)>();
        foreach (var map in root.OptionalMaps("scales"))
        {
            var id = BankReader.NewId(map, seen, "scale");
            _scales[id] = new BankScale(ReadStem(map, "fits"), BankOptions.Read(map));
            places.Add((id, map));
            map.Close();
        }

        return places;
    }

    private BankItem ReadItem(YamlMap map, HashSet<string> seen)
    {
        var stem = ReadStem(map, "stem");
        var options = ReadOptions(map, stem);
        var variable = map.Text("variable");
        var item = new BankItem
        {
            Id = BankReader.NewId(map, seen, "item"),
            Variable = variable,
            Dimension = ReadDimension(map, variable),
            Groups = ReadGroups(map),
            Stem = stem,
            Text = LocalText.Read(map, "text"),
            Label = LocalText.Read(map, "label"),
            Help = ReadHelp(map),
            Options = options,
            Evidence = EvidenceReader.Read(map, options.Length),
        };
        map.Close();
        return item;
    }

    private static ItemStem ReadStem(YamlMap map, string key)
    {
        map.Require(key);
        return map.OneOf(key, "", "statement", "question") == "question" ? ItemStem.Question : ItemStem.Statement;
    }

    private ImmutableArray<Option> ReadOptions(YamlMap map, ItemStem stem)
    {
        var own = map.Has("options");
        if (map.OptionalText("scale") is not { } name)
        {
            if (own)
                return BankOptions.Read(map);
            if (!map.Has("scale"))
                _issues.Add("missing-key", map, "`scale` or `options` is missing");
            return [];
        }

        if (own)
            _issues.Add("scale-and-options", map.Find("options")!, "an item has the options of its `scale` or its own, not both");
        _used.Add(name);
        if (!_scales.TryGetValue(name, out var scale))
        {
            _issues.Add("unknown-scale", map.Find("scale")!, $"`{name}` is none of `scales`");
            return [];
        }

        if (scale.Fits != stem)
            _issues.Add("unfit-scale", map.Find("scale")!, $"the scale `{name}` fits a {Named(scale.Fits)}, and this item is a {Named(stem)}");
        return scale.Options;
    }

    private static string Named(ItemStem stem) => stem == ItemStem.Question ? "question" : "statement";

    private string? ReadDimension(YamlMap map, string variable)
    {
        var dimension = map.OptionalText("dimension");
        if (variables.FirstOrDefault(v => v.Id == variable) is not { } known)
        {
            if (variable.Length > 0)
                _issues.Add("unknown-variable", map.Find("variable")!, $"`{variable}` is none of `variables`");
            return dimension;
        }

        if (dimension is null && !known.Dimensions.IsEmpty)
            map.Require("dimension");
        if (dimension is not null && known.Dimensions.All(d => d.Id != dimension))
            _issues.Add("unknown-dimension", map.Find("dimension")!, $"`{dimension}` is no dimension of `{variable}`");
        return dimension;
    }

    private ImmutableArray<string> ReadGroups(YamlMap map)
    {
        var named = map.Scalars("groups");
        foreach (var group in named)
            if (groups.All(g => g.Id != group.Value))
                _issues.Add("unknown-group", group, $"`{group.Value}` is none of the bank's `groups`");
        foreach (var twice in named.GroupBy(g => g.Value).Where(g => g.Count() > 1))
            _issues.Add("duplicate-id", twice.Last(), $"the group `{twice.Key}` stands twice");
        if (!groups.IsEmpty && named.Count == 0)
            _issues.Add("item-without-group", map, "nobody would be asked this item: `groups` names none");
        return [.. named.Select(g => g.Value)];
    }

    /// <summary>"?" must answer what is meant, what counts and what does not; people found the old questionnaire unclear for want of it.</summary>
    private StepHelp ReadHelp(YamlMap map)
    {
        var help = StepReader.ReadHelp(map);
        if (help is null && !map.Has("help"))
            _issues.Add("missing-help", map, "an item needs a `help` with definition, includes and excludes");
        if (help is not null && (help.Includes.IsEmpty || help.Excludes.IsEmpty))
            _issues.Add("missing-examples", map.Find("help")!, "`includes` and `excludes` each need at least one example");
        return help ?? new StepHelp(new LocalText("", null), [], []);
    }
}
