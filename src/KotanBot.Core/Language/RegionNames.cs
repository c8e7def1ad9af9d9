using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KotanBot.Core.Language;

internal enum RegionKind
{
    Province,
    Kabupaten,
    Kota,
    District,
    Village,
}

/// <summary>How region names are written for people, and how written names are taken apart.</summary>
public static class RegionNames
{
    private static readonly FrozenDictionary<string, RegionKind> Kinds = new (string Words, RegionKind Kind)[]
    {
        ("provinsi prov propinsi prop province", RegionKind.Province),
        ("kabupaten kab kabupatn kbupaten regency", RegionKind.Kabupaten),
        ("kota kotamadya kotamadia kodya city", RegionKind.Kota),
        ("kecamatan kec kecamatn distrik kapanewon kemantren district", RegionKind.District),
        ("desa kelurahan kel ds dusun rt rw jalan jl gang kampung village", RegionKind.Village),
    }.SelectMany(k => k.Words.Split(' ').Select(w => KeyValuePair.Create(w, k.Kind))).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Abbreviations = new (string Word, string Spellings)[]
    {
        ("kepulauan", "kep kepl"), ("gunung", "gn"), ("tanjung", "tj tjg tg"), ("sungai", "sei sungei"), ("pematang", "pem"),
        ("sumatera", "sumatra"),
    }.SelectMany(a => a.Spellings.Split(' ').Select(s => KeyValuePair.Create(s, a.Word))).ToFrozenDictionary();

    /// <summary>"KABUPATEN ROTE NDAO" as "Kab. Rote Ndao"; a name already written for people stays as it is.</summary>
    public static string ForPeople(string name, RegionLevel level)
    {
        var words = name.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        if (level == RegionLevel.District || words.Any(w => w.Any(char.IsAsciiLetterLower))) return string.Join(' ', words);
        if (level == RegionLevel.Province && words is ["DAERAH", "ISTIMEWA", ..]) words.RemoveRange(0, 2);
        else words = [.. words.Select(Shorten)];
        var cased = string.Join(' ', words.Select(Case));
        return level == RegionLevel.Province && name.StartsWith("DAERAH ISTIMEWA", StringComparison.Ordinal) ? $"DI {cased}" : cased;

        string Shorten(string word, int i) => (word, i) switch
        {
            ("KABUPATEN", 0) => "Kab.",
            ("ADMINISTRASI" or "ADM.", 1) => "Adm.",
            _ => word,
        };
    }

    /// <summary>The name with its kind: "Kec. Lobalain" ("Distrik" in Papua); other levels carry it already.</summary>
    public static string Label(Region region) => region.Level != RegionLevel.District
        ? region.Name
        : region.Code.StartsWith('9') ? $"Distrik {region.Name}" : $"Kec. {region.Name}";

    internal static RegionKind? KindOf(string word) => Kinds.TryGetValue(word, out var kind) ? kind : null;

    /// <summary>The kind that the words begin with, if any, and the words of the name itself.</summary>
    internal static (RegionKind? Kind, ImmutableArray<string> Name) TakeApart(ImmutableArray<string> words)
    {
        if (words.Length < 2 || KindOf(words[0]) is not { } kind) return (null, words);
        var skip = words.Length > 2 && words[1] is "administrasi" or "adm" && kind is RegionKind.Kota or RegionKind.Kabupaten ? 2 : 1;
        return (kind, words[skip..]);
    }

    /// <summary>Folded words with the abbreviations of place names written out ("Kep." is "kepulauan").</summary>
    internal static ImmutableArray<string> Words(string text) =>
        [.. TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => Abbreviations.GetValueOrDefault(w, w))];

    private static string Case(string word) => word is "DKI" or "DI" ? word
        : string.Join('-', word.Split('-').Select(p => p.Length < 2 ? p : p[0] + p[1..].ToLowerInvariant()));
}
