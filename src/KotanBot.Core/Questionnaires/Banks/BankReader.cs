using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Reads an item bank strictly. A bank is returned only when the file has no issue, or, without checks, when its items can be asked.</summary>
public sealed class BankReader
{
    private readonly YamlMap _root;
    private readonly IssueList _issues;

    private BankReader(YamlMap root)
    {
        _root = root;
        _issues = root.Issues;
    }

    /// <param name="checks">False for a version that was checked when it was stored: rules and keys that came later do not judge it.</param>
    public static ItemBank? Read(string file, string text, IssueList issues, bool checks = true)
    {
        var before = issues.Count;
        if (YamlReader.Read(file, text, issues) is not { } root)
            return null;
        var bank = new BankReader(root).ReadBank(DialogReader.HashOf(text));
        if (!checks)
            return IsUsable(bank) ? bank : null;
        if (issues.Count == before)
            BankChecker.Check(bank, root, issues);
        return issues.Count == before ? bank : null;
    }

    private static bool IsUsable(ItemBank bank) => bank.Id.Length > 0 && !bank.Items.IsEmpty && bank.Items.All(i => i.Id.Length > 0 && i.Options.Length >= 2);

    private ItemBank ReadBank(string hash)
    {
        var id = IndexReader.ReadId(_root, "bank");
        var status = IndexReader.ReadStatus(_root, "status", IndexStatus.Official, required: true);
        var (groups, variables) = (ReadGroups(), ReadVariables());
        var bank = new ItemBank
        {
            Id = id,
            Edition = IndexReader.ReadId(_root, "edition"),
            Hash = hash,
            Title = LocalText.Read(_root, "title"),
            Status = status,
            Note = IndexReader.ReadNote(_root, status),
            Index = _root.OptionalText("index"),
            IndexEdition = _root.OptionalText("index-edition"),
            Groups = groups,
            Variables = variables,
            Items = new BankItemReader(_root, groups, variables).Read(),
            Sources = [.. IndexReader.ReadSources(_root)],
        };
        _root.Close();
        CheckUse(bank);
        return bank;
    }

    private ImmutableArray<BankGroup> ReadGroups()
    {
        var seen = new HashSet<string>();
        var groups = ImmutableArray.CreateBuilder<BankGroup>();
        foreach (var map in _root.OptionalMaps("groups"))
        {
            groups.Add(new BankGroup(NewId(map, seen, "group"), LocalText.Read(map, "title"), IndexReader.ReadWeight(map) ?? 1, map.OptionalInteger("target")));
            if (groups[^1].Target < 1)
                _issues.Add("bad-target", map.Find("target")!, "`target` is a number of respondents, at least 1");
            map.Close();
        }

        if (_root.Find("groups") is YamlList { Items.Count: 0 } empty)
            _issues.Add("no-groups", empty, "leave `groups` out when everybody answers the same items");
        return groups.ToImmutable();
    }

    private ImmutableArray<BankVariable> ReadVariables()
    {
        var seen = new HashSet<string>();
        var variables = ImmutableArray.CreateBuilder<BankVariable>();
        foreach (var map in _root.Maps("variables"))
        {
            variables.Add(new BankVariable(NewId(map, seen, "variable"), LocalText.Read(map, "title"), ReadDimensions(map)));
            map.Close();
        }

        return variables.ToImmutable();
    }

    private static ImmutableArray<BankDimension> ReadDimensions(YamlMap variable)
    {
        var seen = new HashSet<string>();
        var dimensions = ImmutableArray.CreateBuilder<BankDimension>();
        foreach (var map in variable.OptionalMaps("dimensions"))
        {
            dimensions.Add(new BankDimension(NewId(map, seen, "dimension"), LocalText.Read(map, "title")));
            map.Close();
        }

        return dimensions.ToImmutable();
    }

    internal static string NewId(YamlMap map, HashSet<string> seen, string what)
    {
        var id = IndexReader.ReadId(map, "id");
        if (id.Length > 0 && !seen.Add(id))
            map.Issues.Add("duplicate-id", map.Find("id")!, $"the {what} `{id}` stands twice");
        return id;
    }

    /// <summary>What no item belongs to would never get a value, and nobody would see why.</summary>
    private void CheckUse(ItemBank bank)
    {
        if (bank.Items.IsEmpty)
        {
            _issues.Add("no-items", _root.Find("items") ?? _root, "a bank needs items");
            return;
        }

        foreach (var map in Mappings(_root, "groups"))
            if (bank.Items.All(i => !i.Groups.Contains(IdOf(map))))
                _issues.Add("no-items", map, $"no item is for the group `{IdOf(map)}`");
        foreach (var map in Mappings(_root, "variables"))
        {
            var items = bank.Items.Where(i => i.Variable == IdOf(map)).ToArray();
            if (items.Length == 0)
                _issues.Add("no-items", map, $"the variable `{IdOf(map)}` has no items");
            foreach (var dimension in Mappings(map, "dimensions").Where(d => items.Length > 0 && items.All(i => i.Dimension != IdOf(d))))
                _issues.Add("no-items", dimension, $"the dimension `{IdOf(dimension)}` has no items");
        }
    }

    /// <summary>The mappings of a list that was read before, without reporting its faults again.</summary>
    internal static IEnumerable<YamlMap> Mappings(YamlMap map, string key) => map.Find(key) is YamlList list ? list.Items.OfType<YamlMap>() : [];

    private static string IdOf(YamlMap map) => map.Find("id") is YamlScalar id ? id.Value : "";
}
