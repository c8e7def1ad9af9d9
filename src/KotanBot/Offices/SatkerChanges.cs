using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>What a file of offices changes about those that are there. Running it again changes nothing.</summary>
internal sealed class SatkerChanges
{
    /// <summary>How many new offices are named; the first import of a whole country is told as a number.</summary>
    private const int MostNamed = 20;

    private readonly int _wanted;
    private readonly List<Satker> _added = [];
    private readonly List<Satker> _staying;
    private readonly List<string> _changed = [];

    public SatkerChanges(IReadOnlyList<Satker> before, IReadOnlyList<Satker> wanted)
    {
        _wanted = wanted.Count;
        var known = before.ToDictionary(s => s.Code);
        foreach (var satker in wanted)
        {
            if (!known.Remove(satker.Code, out var old))
                _added.Add(satker);
            else if (Differences(old, satker with { Certainty = satker.Certainty ?? old.Certainty }) is { Count: > 0 } differences)
            {
                _changed.Add($"  {satker.Code}: {string.Join("; ", differences)}");
                ToSave.Add(satker with { Certainty = satker.Certainty ?? old.Certainty });
            }
        }

        ToSave.AddRange(_added);
        _staying = [.. known.Values.OrderBy(s => s.Code, StringComparer.Ordinal)];
    }

    public List<Satker> ToSave { get; } = [];

    public IEnumerable<string> Lines(string file)
    {
        yield return $"{file}: {_wanted} satker; baru {_added.Count}, berubah {_changed.Count}, tetap {_wanted - _added.Count - _changed.Count}";
        foreach (var satker in _added.Take(MostNamed))
            yield return $"  baru {satker.Code}: {satker.Name}";
        if (_added.Count > MostNamed)
            yield return $"  dan {_added.Count - MostNamed} satker baru lagi";
        foreach (var line in _changed)
            yield return line;
        if (_staying.Count > 0)
            yield return $"tidak ada di berkas, tetap seperti semula: {string.Join(", ", _staying.Select(s => $"{s.Code} ({s.Name})"))}";
    }

    private static List<string> Differences(Satker old, Satker now)
    {
        var differences = new List<string>();
        Compare("nama", old.Name, now.Name);
        Compare("tingkat", SatkerWords.Of(old.Level), SatkerWords.Of(now.Level));
        Compare("induk", old.ParentCode, now.ParentCode);
        Compare("wilayah", string.Join(' ', old.Areas), string.Join(' ', now.Areas));
        Compare("zona waktu", old.Zone, now.Zone);
        Compare("kepastian", old.Certainty is { } a ? SatkerWords.Of(a) : null, now.Certainty is { } b ? SatkerWords.Of(b) : null);
        return differences;

        void Compare(string what, string? before, string? after)
        {
            if ((before ?? "") != (after ?? ""))
                differences.Add($"{what} {Shown(before)} → {Shown(after)}");
        }

        static string Shown(string? value) => string.IsNullOrEmpty(value) ? "(kosong)" : $"\"{value}\"";
    }
}
