using KotanBot.Core.Definitions;
using KotanBot.Storage;

namespace KotanBot.Offices;

/// <summary>The one way in for targets from the machine itself, whether the verb writes or asks the server: all of it or nothing.</summary>
public sealed class TargetImport(TargetStore targets, SatkerStore satkers, ServedDefinitions definitions, TimeProvider time)
{
    /// <summary>The lines to print. Throws <see cref="RefusedException"/> with every issue.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string name, byte[] content)
    {
        var issues = new IssueList();
        var figures = TargetReader.Read(name, content, definitions.Current.Outputs, satkers.List().Select(s => s.Code), issues);
        if (issues.Count > 0)
            throw new RefusedException($"{issues.Count} masalah di {name}; tidak ada yang diubah", [.. issues.Select(i => i.ToString())]);
        await targets.SaveAsync(figures, time.GetUtcNow());
        return [$"{name}: {figures.Count(f => !f.Done)} target, {figures.Count(f => f.Done)} realisasi"];
    }
}
