using System.Collections.Frozen;

namespace KotanBot.Core.Language;

/// <summary>
/// Finds people by a part of their name as others say it: case, marks, titles before the name and degrees behind it make no difference
/// ("Bu Rina S.Pd" finds "Hj. Rina Wati"). Every word that is left must occur in the name.
/// </summary>
public static class NameSearch
{
    private static readonly FrozenSet<string> Titles = (
        "bapak bpk pak ibu bu sdr sdri saudara saudari tuan nyonya tn ny kak kakak mas mbak mba bang abang dik adik haji hajah hajjah hj prof dr drs dra ir "
        + "ustad ustadz ustadzah ust kh kiai kyai gus mr mrs ms miss "
        + "spd ssi sh se skm ssos skom mpd msi mm mh mkes amd phd pd si kes sos kom "
        + "bripda briptu brigadir bripka aipda aiptu ipda iptu akp kompol akbp kombes serda sertu serka kapten mayor letkol kolonel").Split(' ').ToFrozenSet();

    /// <summary>A search of titles alone means them as they stand.</summary>
    public static bool Finds(string search, string name)
    {
        var words = TextFolding.Fold(search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var meant = words.Where(w => w.Length > 1 && !Titles.Contains(w)).ToList();
        var folded = TextFolding.Fold(name);
        return words.Length > 0 && (meant.Count > 0 ? meant : words.AsEnumerable()).All(w => folded.Contains(w, StringComparison.Ordinal));
    }
}
