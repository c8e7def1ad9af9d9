using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>The one way in for a file of offices, whether the verb writes itself or asks the server: all of it or nothing.</summary>
public sealed class SatkerImport(SatkerStore satkers, RegionStore regions, TimeProvider time)
{
    /// <summary>The lines to print. Throws <see cref="RefusedException"/> with every issue.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string name, byte[] content)
    {
        var issues = new IssueList();
        var before = satkers.List();
        var wanted = Read(name, content, OfficialRegions.Of(regions), before, issues);
        if (issues.Count > 0)
            throw new RefusedException($"{issues.Count} masalah di {name}; tidak ada yang diubah", [.. issues.Select(i => i.ToString())]);
        var changes = new SatkerChanges(before, wanted);
        if (changes.ToSave.Count > 0)
            await satkers.SaveAsync(changes.ToSave, time.GetUtcNow());
        return [.. changes.Lines(name), .. CoverageSummary.Lines(satkers.List(), satkers.ReadCoverage())];
    }

    /// <summary>The offices of a file that stands alone, such as the one that ships. Sound only when there was no issue.</summary>
    internal static IReadOnlyList<Satker> Read(string name, byte[] content, OfficialRegions regions, IReadOnlyList<Satker> present, IssueList issues)
    {
        var file = SatkerReader.Read(name, content, regions, issues);
        if (file.Rows.Count > 0)
            SatkerTreeChecker.Check(file, regions, present, issues);
        return [.. file.Rows.Select(r => r.Satker)];
    }
}
