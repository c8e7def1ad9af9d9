using System.Collections.Frozen;
using System.Collections.Immutable;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Language;

/// <summary>How sure it is that an entry is meant, from the surest.</summary>
public enum EntryFit
{
    /// <summary>Its id, or its whole name, whatever word for a kind of place stands before it.</summary>
    Exact,

    /// <summary>Every word of the search occurs in the name.</summary>
    Part,

    /// <summary>But for typing errors.</summary>
    Near,
}

/// <summary>
/// Finds entries of a register by what people call them: "perawas" and "desa Perawas" are the same place, since offices write villages down with and
/// without the word for their kind. Only the surest fit that occurs counts.
/// </summary>
public static class EntrySearch
{
    private static readonly FrozenSet<string> Kinds = "desa kelurahan kel ds kampung kp dusun gampong nagari kawasan di village".Split(' ').ToFrozenSet();

    /// <returns>In the order given; empty where nothing fits.</returns>
    public static (EntryFit Fit, ImmutableArray<EntryLine> Found) Find(string search, IEnumerable<EntryLine> entries)
    {
        var fits = entries.Select(e => (Entry: e, Fit: FitOf(search, e))).Where(f => f.Fit is not null).ToList();
        if (fits.Count == 0)
            return (EntryFit.Near, []);
        var best = fits.Min(f => f.Fit!.Value);
        return (best, [.. fits.Where(f => f.Fit == best).Select(f => f.Entry)]);
    }

    /// <summary>The one of this name at this place; null where none was written down.</summary>
    public static EntryLine? FindSame(IEnumerable<EntryLine> entries, string regionCode, string name) => entries.FirstOrDefault(e => e.RegionCode == regionCode && IsSame(e.Name, name));

    /// <summary>Whether two offices' writings are one name.</summary>
    public static bool IsSame(string one, string other) => Bare(one) == Bare(other);

    private static EntryFit? FitOf(string search, EntryLine entry)
    {
        var (meant, name) = (Bare(search), Bare(entry.Name));
        if (search.Trim() == entry.Id || meant == name)
            return EntryFit.Exact;
        if (meant.Length < 2)
            return null;
        if (meant.Split(' ').All(w => name.Contains(w, StringComparison.Ordinal)))
            return EntryFit.Part;
        var allowed = EditDistance.Allowance(Math.Min(meant.Length, name.Length));
        return allowed > 0 && EditDistance.Bounded(Compact(meant), Compact(name), allowed) <= allowed ? EntryFit.Near : null;
    }

    /// <summary>Without the words for its kind; with them where nothing else is left.</summary>
    private static string Bare(string name)
    {
        var words = TextFolding.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var meant = words.SkipWhile(Kinds.Contains).ToArray();
        return string.Join(' ', meant.Length > 0 ? meant : words);
    }

    private static string Compact(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
