using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Offices;

namespace KotanBot;

/// <summary>What <c>kotanbot check</c> finds in a dialogs folder. <see cref="Set"/> is null when the files cannot be read at all.</summary>
public sealed record DefinitionCheck(int Files, DefinitionSet? Set, ImmutableArray<Issue> Issues)
{
    /// <summary>Throws <see cref="RefusedException"/> when there is no such folder.</summary>
    public static DefinitionCheck Of(string folder)
    {
        var issues = new IssueList();
        var texts = DefinitionFiles.ReadTexts(folder, issues);
        var set = DefinitionsReader.Read(texts, issues);
        if (set is not null)
            ShippedOffices.Check(texts, OfficialRegions.Of(set.Regions), issues);
        return new DefinitionCheck(texts.Count, set, [.. issues]);
    }
}

/// <summary>The files of the running server as they lie there now, checked anew only when one of them changed.</summary>
public sealed class DefinitionsOnDisk(GatewayOptions options)
{
    private readonly Lock _checking = new();
    private (string Stamp, DefinitionCheck Found)? _last;

    public DefinitionCheck Look()
    {
        lock (_checking)
        {
            var stamp = Stamp();
            if (_last is not { } last || last.Stamp != stamp)
                _last = (stamp, Check());
            return _last.Value.Found;
        }
    }

    private DefinitionCheck Check()
    {
        try
        {
            return DefinitionCheck.Of(options.DefinitionsPath);
        }
        catch (RefusedException)
        {
            return new DefinitionCheck(0, null, [new Issue("missing-folder", ".", 1, 1, "the dialogs folder is gone; the server would not start again")]);
        }
    }

    private string Stamp()
    {
        try
        {
            var files = new DirectoryInfo(options.DefinitionsPath).EnumerateFiles("*", SearchOption.AllDirectories).ToList();
            return FormattableString.Invariant($"{files.Count} {files.Sum(f => f.Length)} {files.Aggregate(0L, (sum, f) => unchecked(sum + f.LastWriteTimeUtc.Ticks))}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
