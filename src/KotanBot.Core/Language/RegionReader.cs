using System.Collections.Frozen;
using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// Finds the region that a reply names: by code, exact name or alias, path ("Kec. X, Kab. Y"), words of the name, and
/// typing errors with a unique winner. Homonyms are asked back; the person's own region settles them only when they are
/// of one kind. A finer region than wanted counts as the wanted one that contains it.
/// </summary>
public static class RegionReader
{
    private const int MostWords = 24;
    private const int MostParts = 6;
    private const int LongestKey = 60;

    private static readonly FrozenSet<string> Fillers = new[]
    {
        "di", "dari", "daerah", "wilayah", "saya", "tinggal", "kami", "asal", "lokasi", "in", "from", "at", "ada", "itu", "kak", "pak",
        "bu", "tempatnya", "lokasinya", "pada", "ya",
    }.ToFrozenSet();

    /// <summary>Reads a region between the levels <paramref name="from"/> (widest) and <paramref name="to"/> (finest).</summary>
    /// <param name="text">The reply.</param>
    /// <param name="index">The regions to choose from.</param>
    /// <param name="from">The widest level accepted.</param>
    /// <param name="to">The finest level accepted.</param>
    /// <param name="near">Code of the person's own region: ranks what is asked back, and settles homonyms of one kind.</param>
    public static RegionReading Read(
        string text, RegionIndex index, RegionLevel from = RegionLevel.Province, RegionLevel to = RegionLevel.District, string? near = null)
    {
        var choice = new RegionChoice(index, from, to, near is null ? null : index.Find(near));
        if (ReadCode(text, index) is { } coded) return choice.Settle([coded]);
        var words = Strip(RegionNames.Words(text));
        if (words.Length is 0 or > MostWords) return new RegionReading.None([]);
        // "Misool (Misool Utara)" is one name, "Lobalain (Rote Ndao)" a path.
        var parts = Parts(text, [',', ';', '\n', '|', '>']);
        if (parts.Any(p => Exact(p, index).IsEmpty)) parts = Parts(text, [',', ';', '\n', '|', '>', '(', ')']);
        if (parts.Count > 1 && ReadPath(parts, index, choice) is { } path) return path;
        if (Exact(words, index) is { Length: > 0 } exact) return ReadWider(words, exact, index, choice) ?? choice.Settle(exact);
        foreach (var split in Splits(words))
        {
            var isCertain = split.All(p => Exact(p, index).Length > 0);
            if (isCertain && ReadPath(split, index, choice) is RegionReading.One or RegionReading.AskBack)
                return ReadPath(split, index, choice)!;
        }
        return SplitAtKinds(words) is { Count: > 1 } kinds && ReadPath(kinds, index, choice) is { } narrowed
            ? narrowed
            : ReadSimilar(words, index, choice);
    }

    private static Region? ReadCode(string text, RegionIndex index)
    {
        var folded = TextFolding.FoldKeepingMarks(text);
        if (folded.Length is < 2 or > 20 || !folded.All(c => char.IsAsciiDigit(c) || c is '.' or ' ' or '-')) return null;
        var digits = string.Concat(folded.Where(char.IsAsciiDigit));
        // A village code begins with the code of its district.
        return index.Find(digits.Length is 10 or 13 ? digits[..6] : digits);
    }

    private static List<ImmutableArray<string>> Parts(string text, char[] separators) =>
        [.. text.Split(separators).Select(p => Strip(RegionNames.Words(p))).Where(p => p.Length > 0).Take(MostParts)];

    private static ImmutableArray<string> Strip(ImmutableArray<string> words)
    {
        var start = 0;
        while (start < words.Length - 1 && Fillers.Contains(words[start]) && !IsTitle(words[start], words[start + 1]))
            start++;
        return words[start..];
    }

    // "Daerah Istimewa Yogyakarta", "DI Yogyakarta": part of the name.
    private static bool IsTitle(string word, string next) =>
        (word is "daerah" && next is "istimewa" or "khusus") || (word is "di" && next is "yogyakarta" or "jogja" or "yogya");

    private static ImmutableArray<Region> Exact(ImmutableArray<string> words, RegionIndex index)
    {
        var whole = string.Concat(words);
        if (whole.Length > LongestKey) return [];
        var (kind, name) = RegionNames.TakeApart(words);
        if (kind is null) return index.Named(whole);
        ImmutableArray<Region> typed = [.. index.Named(string.Concat(name)).Where(r => RegionIndex.KindOf(r) == kind)];
        // "kota" and "kampung" also begin names ("Kec. Kota Bahagia").
        return typed.IsEmpty ? index.Named(whole) : typed;
    }

    // "lobalain rote ndao": a region inside another one, without a comma.
    private static IEnumerable<List<ImmutableArray<string>>> Splits(ImmutableArray<string> words)
    {
        for (var at = 1; at < words.Length; at++) yield return [words[..at], words[at..]];
        for (var at = 1; at < words.Length - 1 && words.Length <= 8; at++)
        {
            for (var then = at + 1; then < words.Length; then++) yield return [words[..at], words[at..then], words[then..]];
        }
    }

    // "kec lobalain kab rote ndao": a new part at every word that names a kind.
    private static List<ImmutableArray<string>> SplitAtKinds(ImmutableArray<string> words)
    {
        var parts = new List<ImmutableArray<string>>();
        var start = 0;
        for (var i = 1; i <= words.Length; i++)
        {
            if (i < words.Length && RegionNames.KindOf(words[i]) is null) continue;
            if (i < words.Length && RegionNames.KindOf(words[i - 1]) is not null) continue;
            parts.Add(words[start..i]);
            start = i;
        }
        return parts.Count <= MostParts ? parts : [];
    }

    private static RegionReading? ReadPath(List<ImmutableArray<string>> parts, RegionIndex index, RegionChoice choice)
    {
        var isVillage = parts.Select(p => RegionNames.TakeApart(p).Kind == RegionKind.Village && Exact(p, index).IsEmpty).ToList();
        var found = parts.Select((p, i) => isVillage[i] ? [] : Exact(p, index)).ToList();
        if (found.All(f => f.IsEmpty)) return null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!found[i].IsEmpty || isVillage[i]) continue;
            var known = found.Where(f => !f.IsEmpty).ToList();
            found[i] = Near(parts[i], index, r => known.All(f => f.Any(a => a.Level < r.Level && index.IsWithin(r, a))));
        }
        var named = found.Where(f => !f.IsEmpty).ToList();
        var consistent = named.SelectMany(f => f).Distinct()
            .Where(r => named.All(f => f.Any(a => index.IsWithin(r, a)))).ToList();
        if (consistent.Count == 0) return choice.Offer(named.SelectMany(f => f).Distinct());
        var finest = consistent.Max(r => r.Level);
        return choice.Settle([.. consistent.Where(r => r.Level == finest)]);
    }

    // "Jakarta" is a province; asked for a kota, the five that carry the name are meant.
    private static RegionReading.AskBack? ReadWider(
        ImmutableArray<string> words, ImmutableArray<Region> exact, RegionIndex index, RegionChoice choice) =>
        exact.Any(choice.IsFineEnough) ? null : choice.Settle([.. index.Containing(words).Where(choice.IsWanted)]) as RegionReading.AskBack;

    private static RegionReading ReadSimilar(ImmutableArray<string> words, RegionIndex index, RegionChoice choice)
    {
        var (kind, name) = RegionNames.TakeApart(words);
        var containing = index.Containing(name).Where(r => (kind is null || RegionIndex.KindOf(r) == kind) && choice.IsWanted(r)).ToList();
        if (containing.Count > 0)
        {
            var widest = containing.Min(r => r.Level);
            return choice.Settle([.. containing.Where(r => r.Level == widest)]);
        }
        var near = Near(words, index, choice.IsWanted);
        if (!near.IsEmpty) return choice.Settle(near);
        near = Near(words, index, _ => true);
        if (!near.IsEmpty) return choice.Settle(near);
        var key = string.Concat(name);
        return key.Length is < 6 or > LongestKey ? new RegionReading.None([]) : choice.Offer(index.Near(key, 3, choice.IsWanted));
    }

    private static ImmutableArray<Region> Near(ImmutableArray<string> words, RegionIndex index, Func<Region, bool> fits)
    {
        var (kind, name) = RegionNames.TakeApart(words);
        var key = string.Concat(name);
        var bound = EditDistance.Allowance(key.Length);
        if (bound == 0 || key.Length > LongestKey || name.All(RegionIndex.IsCommon)) return [];
        var typed = index.Near(key, bound, r => (kind is null || RegionIndex.KindOf(r) == kind) && fits(r));
        return typed.IsEmpty && kind == RegionKind.Kota ? index.Near(string.Concat(words), bound, fits) : typed;
    }
}
