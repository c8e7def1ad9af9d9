using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// Whether two people may mean the same place by what they typed: "SMP Negeri 2 Tanjung Pandan" and "smpn 2 tanjungpandan", "Desa Perawas" and
/// "balai desa perawas". Only a guess for a human to judge: numbers must agree, and no word of the shorter may be missing in the longer.
/// </summary>
public static class PlaceNames
{
    private const int ShortestMistyped = 5;

    /// <summary>Words that say what kind of place it is or where it lies, and tell no two places apart.</summary>
    private static readonly ImmutableHashSet<string> Generic =
        ["di", "desa", "ds", "dusun", "kelurahan", "kel", "kecamatan", "kec", "kabupaten", "kab", "kota", "aula", "gedung", "balai", "ruang", "halaman", "lapangan", "jalan", "jl", "the", "of"];

    /// <summary>State schools are written "smp negeri 1", "smp n 1" and "smpn 1".</summary>
    private static readonly ImmutableHashSet<string> Schools = ["tk", "sd", "mi", "smp", "mts", "sma", "smk", "ma"];

    /// <summary>Buildings that every place has: alone they name none, so then the words around them count too.</summary>
    private static readonly ImmutableHashSet<string> Buildings = ["kantor", "sekolah", "masjid", "gereja", "puskesmas", "posyandu", "pasar", "hotel", "kampus", "rumah"];

    public static bool MayBeSame(string one, string other)
    {
        var (left, right) = (Words(one), Words(other));
        if (left.IsEmpty || right.IsEmpty)
            return false;
        var (tellingLeft, tellingRight) = (Telling(left), Telling(right));
        if (string.Concat(tellingLeft) == string.Concat(tellingRight))
            return true;
        return tellingLeft.All(Buildings.Contains) || tellingRight.All(Buildings.Contains) ? IsPart(left, right) : IsPart(tellingLeft, tellingRight);
    }

    /// <summary>Whether the longer has every word of the shorter.</summary>
    private static bool IsPart(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return shorter.All(word => longer.Any(w => IsSame(word, w)));
    }

    private static ImmutableArray<string> Words(string text) => [.. TextFolding.Words(text).SelectMany(Parts)];

    private static ImmutableArray<string> Telling(ImmutableArray<string> words)
    {
        ImmutableArray<string> telling = [.. words.Where(w => !Generic.Contains(w))];
        return telling.IsEmpty ? words : telling;
    }

    private static IEnumerable<string> Parts(string word) => word switch
    {
        "negeri" => ["n"],
        [.. var school, 'n'] when Schools.Contains(school) => [school, "n"],
        _ => [word],
    };

    /// <summary>Typing errors are forgiven in words of five letters and more: in shorter ones, as in numbers, one letter makes another place.</summary>
    private static bool IsSame(string one, string other)
    {
        var length = Math.Min(one.Length, other.Length);
        var allowed = length < ShortestMistyped || one.Any(char.IsAsciiDigit) || other.Any(char.IsAsciiDigit) ? 0 : EditDistance.Allowance(length);
        return EditDistance.Bounded(one, other, allowed) <= allowed;
    }
}
