using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace KotanBot.Core.Language;

/// <summary>
/// All regions, findable by code, by name without spaces, by word and by similar name. Built once; immutable.
/// </summary>
public sealed class RegionIndex
{
    private static readonly FrozenSet<string> CommonWords = new[]
    {
        "utara", "selatan", "timur", "barat", "tengah", "kota", "baru", "kepulauan", "raya", "besar", "pulau", "daya", "tenggara", "hulu",
        "hilir", "ulu", "ilir", "atas", "bawah", "lama", "jaya", "laut", "i", "ii", "iii", "iv", "v", "dan", "x", "kec", "tanjung", "sungai",
    }.ToFrozenSet();

    // Written only while the index is built. Plain dictionaries: freezing thousands of strings takes longer than the rest.
    private readonly Dictionary<string, Region> _byCode;
    private readonly Dictionary<string, ImmutableArray<Region>> _byKey;
    private readonly Dictionary<string, ImmutableArray<Region>> _byWord;
    private readonly Dictionary<string, ImmutableArray<Region>> _children;
    private readonly ImmutableArray<ImmutableArray<NameKey>> _keysByLength;

    private RegionIndex(IEnumerable<Region> regions, IEnumerable<RegionAlias> aliases)
    {
        Regions = [.. regions];
        _byCode = Regions.ToDictionary(r => r.Code);
        var keys = new List<(string Key, Region Region)>();
        var words = new List<(string Word, Region Region)>();
        foreach (var region in Regions)
        {
            var name = RegionNames.Words(region.Name);
            if (region.Level != RegionLevel.District) name = RegionNames.TakeApart(name).Name;
            keys.Add((string.Concat(name), region));
            if (region.Level == RegionLevel.Province && name is [("di" or "dki") and var prefix, .. var rest])
            {
                keys.Add((string.Concat(rest), region));
                if (prefix is "di") keys.Add(($"daerahistimewa{string.Concat(rest)}", region));
            }
            foreach (var word in name)
            {
                if (word.Length >= 3 && !CommonWords.Contains(word)) words.Add((word, region));
            }
        }
        foreach (var alias in aliases)
        {
            if (Find(alias.Code) is { } region) keys.Add((string.Concat(RegionNames.Words(alias.Alias)), region));
        }
        _byKey = Group(keys);
        _byWord = Group(words);
        _children = Group(Regions.Where(r => r.ParentCode is not null).Select(r => (r.ParentCode!, r)));
        _keysByLength = BucketByLength(_byKey.Keys);
    }

    public ImmutableArray<Region> Regions { get; }

    /// <exception cref="ArgumentException">Two regions share a code.</exception>
    public static RegionIndex Create(IEnumerable<Region> regions, IEnumerable<RegionAlias>? aliases = null) => new(regions, aliases ?? []);

    /// <summary>By code, with or without dots ("53.14", "5314").</summary>
    public Region? Find(string code)
    {
        if (_byCode.TryGetValue(code, out var region)) return region;
        var digits = string.Concat(code.Where(char.IsAsciiDigit));
        var dotted = digits.Length switch
        {
            4 => $"{digits[..2]}.{digits[2..]}",
            6 => $"{digits[..2]}.{digits[2..4]}.{digits[4..]}",
            _ => digits,
        };
        return _byCode.GetValueOrDefault(dotted);
    }

    public Region? Parent(Region region) => region.ParentCode is { } code ? _byCode.GetValueOrDefault(code) : null;

    public ImmutableArray<Region> Children(string code) => _children.GetValueOrDefault(code, []);

    /// <summary>The region itself or the one above it at that level; null when it is wider than the level.</summary>
    public Region? AncestorAt(Region region, RegionLevel level)
    {
        Region? at = region;
        while (at is not null && at.Level > level) at = Parent(at);
        return at?.Level == level ? at : null;
    }

    public bool IsWithin(Region region, Region ancestor) => AncestorAt(region, ancestor.Level)?.Code == ancestor.Code;

    /// <summary>"Kec. Lobalain, Kab. Rote Ndao, Nusa Tenggara Timur"; empty for an unknown code.</summary>
    public string Path(string code)
    {
        var labels = new List<string>();
        for (var region = Find(code); region is not null; region = Parent(region)) labels.Add(RegionNames.Label(region));
        return string.Join(", ", labels);
    }

    internal static RegionKind KindOf(Region region) => region.Level switch
    {
        RegionLevel.Province => RegionKind.Province,
        RegionLevel.District => RegionKind.District,
        _ => region.Name.StartsWith("Kota", StringComparison.OrdinalIgnoreCase) ? RegionKind.Kota : RegionKind.Kabupaten,
    };

    /// <summary>Words such as "utara" that alone name nothing.</summary>
    internal static bool IsCommon(string word) => CommonWords.Contains(word);

    internal ImmutableArray<Region> Named(string key) => _byKey.GetValueOrDefault(key, []);

    /// <summary>Regions whose name contains these words in this order; none for words such as "utara" alone.</summary>
    internal IEnumerable<Region> Containing(ImmutableArray<string> words)
    {
        var rare = words.FirstOrDefault(_byWord.ContainsKey);
        return rare is null
            ? []
            : _byWord[rare].Where(r => $" {string.Join(' ', RegionNames.Words(r.Name))} ".Contains($" {string.Join(' ', words)} ", StringComparison.Ordinal));
    }

    /// <summary>Regions with the names nearest to the key within the bound, out of those that fit.</summary>
    internal ImmutableArray<Region> Near(string key, int bound, Func<Region, bool> fits)
    {
        var letters = NameKey.LettersOf(key);
        var found = new List<Region>();
        for (var length = Math.Max(3, key.Length - bound); length <= key.Length + bound && length < _keysByLength.Length; length++)
        {
            foreach (var name in _keysByLength[length])
            {
                // One edit changes at most two letters of the set, so most names fall out without a distance.
                if (System.Numerics.BitOperations.PopCount(letters ^ name.Letters) > 2 * bound) continue;
                var distance = EditDistance.Bounded(key, name.Key, bound);
                if (distance > bound) continue;
                var fitting = _byKey[name.Key].Where(fits).ToList();
                if (fitting.Count == 0) continue;
                if (distance < bound) found.Clear();
                bound = distance;
                found.AddRange(fitting);
            }
        }
        return [.. found.Distinct()];
    }

    private static ImmutableArray<ImmutableArray<NameKey>> BucketByLength(IEnumerable<string> keys)
    {
        var buckets = new List<List<NameKey>>();
        foreach (var key in keys)
        {
            while (buckets.Count <= key.Length) buckets.Add([]);
            buckets[key.Length].Add(new NameKey(key, NameKey.LettersOf(key)));
        }
        return [.. buckets.Select(b => b.ToImmutableArray())];
    }

    private static Dictionary<string, ImmutableArray<Region>> Group(IEnumerable<(string Key, Region Region)> pairs)
    {
        var groups = new Dictionary<string, ImmutableArray<Region>>();
        foreach (var (key, region) in pairs)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out var exists);
            if (!exists) group = [region];
            else if (!group.Contains(region)) group = group.Add(region);
        }
        return groups;
    }

    private readonly record struct NameKey(string Key, uint Letters)
    {
        public static uint LettersOf(string key)
        {
            uint letters = 0;
            foreach (var c in key) letters |= 1u << (char.IsAsciiLetterLower(c) ? c - 'a' : 26);
            return letters;
        }
    }
}
