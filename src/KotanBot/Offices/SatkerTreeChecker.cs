using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>
/// Checks how the offices of a file fit together and with those that stay: one centre, every BNNP under it, every BNNK under the BNNP
/// that has its province, no region served twice, no province that loses its BNNP.
/// </summary>
internal sealed class SatkerTreeChecker
{
    private readonly SatkerFile _file;
    private readonly OfficialRegions _regions;
    private readonly IssueList _issues;
    private readonly Dictionary<string, SatkerRow> _rows;
    private readonly IReadOnlyList<Satker> _before;
    private readonly IReadOnlyDictionary<string, Satker> _after;

    private SatkerTreeChecker(SatkerFile file, OfficialRegions regions, IReadOnlyList<Satker> present, IssueList issues)
    {
        _file = file;
        _regions = regions;
        _issues = issues;
        _before = present;
        _rows = file.Rows.DistinctBy(r => r.Satker.Code).ToDictionary(r => r.Satker.Code);
        _after = present.Where(s => !_rows.ContainsKey(s.Code)).Concat(_rows.Values.Select(r => r.Satker)).ToDictionary(s => s.Code);
    }

    public static void Check(SatkerFile file, OfficialRegions regions, IReadOnlyList<Satker> present, IssueList issues)
    {
        var checker = new SatkerTreeChecker(file, regions, present, issues);
        foreach (var row in checker._rows.Values)
            checker.CheckParent(row);
        checker.CheckThoseWhoStay();
        checker.CheckCentre();
        checker.CheckAreas();
        checker.CheckProvinces();
    }

    private void CheckParent(SatkerRow row)
    {
        var satker = row.Satker;
        if (satker.ParentCode is not { } code)
        {
            if (satker.Level != SatkerLevel.Pusat)
                Add("no-parent", row, SatkerReader.Parent, $"satker {SatkerWords.Of(satker.Level)} perlu induk");
        }
        else if (!_after.ContainsKey(code) && _file.Codes.Contains(code))
            return; // Its own row is an issue already.
        else if (!_after.ContainsKey(code))
            Add("unknown-parent", row, SatkerReader.Parent, $"induk `{code}` tidak ada, baik di berkas ini maupun di antara satker yang sudah ada");
        else if (IsInCycle(satker))
            Add("parent-cycle", row, SatkerReader.Parent, $"{satker.Code} menjadi induk dari induknya sendiri");
        else if (!Fits(satker))
            Add("parent-of-wrong-level", row, SatkerReader.Parent, satker.Level == SatkerLevel.Pusat
                ? "pusat tidak berinduk; kosongkan"
                : $"induk {code} adalah {SatkerWords.Of(_after[code].Level)}, padahal satker {SatkerWords.Of(satker.Level)} berinduk pada {SatkerWords.Of(satker.Level - 1)}");
    }

    /// <summary>A row may pull away the parent from under an office that the file does not name.</summary>
    private void CheckThoseWhoStay()
    {
        foreach (var satker in _after.Values.Where(s => !_rows.ContainsKey(s.Code) && s.ParentCode is not null && !Fits(s)))
            if (_rows.TryGetValue(satker.ParentCode!, out var row))
                Add("parent-of-wrong-level", row, SatkerReader.Level, $"{satker.Code}, yang tidak ada di berkas ini, berinduk pada {row.Satker.Code} dan tidak dapat di bawah {SatkerWords.Of(row.Satker.Level)}");
    }

    private void CheckCentre()
    {
        var centres = _after.Values.Where(s => s.Level == SatkerLevel.Pusat).Select(s => s.Code).Order(StringComparer.Ordinal).ToList();
        if (centres.Count == 1)
            return;
        var row = _rows.Values.FirstOrDefault(r => r.Satker.Level == SatkerLevel.Pusat) ?? _rows.Values.FirstOrDefault();
        if (row is not null)
            Add("not-one-centre", row, SatkerReader.Level, centres.Count == 0 ? "tidak ada satker pusat" : $"harus satu satker pusat, bukan {centres.Count}: {string.Join(", ", centres)}");
    }

    private void CheckAreas()
    {
        var served = _after.Values.Where(s => !_rows.ContainsKey(s.Code)).SelectMany(s => s.Areas.Select(a => (a, By: $"{s.Code}, yang tidak ada di berkas ini"))).ToDictionary(a => a.a, a => a.By);
        foreach (var row in _rows.Values)
            foreach (var area in row.Satker.Areas)
            {
                if (!served.TryAdd(area, $"{row.Satker.Code} di baris {row.Line}"))
                    Add("region-served-twice", row, SatkerReader.Regions, $"wilayah {area} sudah dilayani {served[area]}");
                if (row.Satker is { Level: SatkerLevel.Bnnk, ParentCode: { } code } && _after.TryGetValue(code, out var parent) && parent.Level == SatkerLevel.Bnnp
                    && !parent.Areas.Contains(_regions.ProvinceOf[area]) && !parent.Areas.Contains(area))
                    Add("region-of-another-bnnp", row, SatkerReader.Regions, $"{area} terletak di provinsi {_regions.ProvinceOf[area]}, yang tidak dilayani induknya {code}");
            }
    }

    private void CheckProvinces()
    {
        var after = _after.Values.SelectMany(s => s.Areas).ToHashSet();
        foreach (var satker in _before)
            foreach (var province in satker.Areas.Where(a => _regions.Provinces.Contains(a) && !after.Contains(a)))
                Add("province-without-bnnp", _rows[satker.Code], SatkerReader.Regions, $"provinsi {province} tidak lagi dilayani BNNP mana pun");
    }

    private bool Fits(Satker satker) => satker.Level == SatkerLevel.Pusat
        ? satker.ParentCode is null
        : satker.ParentCode is { } code && _after.TryGetValue(code, out var parent) && parent.Level == satker.Level - 1;

    private bool IsInCycle(Satker satker)
    {
        var seen = new HashSet<string>();
        for (var at = satker; at.ParentCode is { } code && seen.Add(at.Code) && _after.TryGetValue(code, out var parent); at = parent)
            if (code == satker.Code)
                return true;
        return false;
    }

    private void Add(string code, SatkerRow row, string column, string text) => _issues.Add(_file.Issue(code, row.Line, column, text));
}
