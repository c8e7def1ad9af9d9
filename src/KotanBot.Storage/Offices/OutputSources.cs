using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The outputs that count up from reports. What was tallied by other definitions than these is not looked at, so <see cref="Hash"/> names them.</summary>
internal sealed class OutputSources
{
    private readonly ILookup<string, (string Output, OutputSource Source)> _byDialog;

    private OutputSources(ImmutableArray<Output> counted)
    {
        Counted = counted;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', counted.SelectMany(o => o.Sources.Select(s => Describe(o.Id, s)))))).AsSpan(0, 16));
        var sources = counted.SelectMany(o => o.Sources).ToList();
        Dialogs = ReportedRows.Listed(sources.Select(s => s.Dialog));
        Steps = ReportedRows.Listed(sources.SelectMany(s => s.When.Select(w => w.Step).Append(s.Sum ?? "").Append(s.Dated ?? "")));
        _byDialog = counted.SelectMany(o => o.Sources.Select(s => (o.Id, s))).ToLookup(o => o.s.Dialog);
    }

    public ImmutableArray<Output> Counted { get; }

    public string Hash { get; }

    /// <summary>Names of dialogs as one parameter.</summary>
    public string Dialogs { get; }

    /// <summary>Names of the steps whose answers are read, as one parameter.</summary>
    public string Steps { get; }

    /// <param name="outputs">All that the definitions have.</param>
    public static OutputSources Of(ImmutableArray<Output> outputs) => new([.. outputs.Where(o => !o.IsEntered).OrderBy(o => o.Id, StringComparer.Ordinal)]);

    /// <summary>What a report of this dialog may count for.</summary>
    public IEnumerable<(string Output, OutputSource Source)> Of(string dialog) => _byDialog[dialog];

    private static string Describe(string output, OutputSource source) =>
        string.Join('|', output, source.Dialog, source.Counts, source.Sum, source.Dated, string.Join('&', source.When.Select(w => $"{w.Step}={string.Join(',', w.Values)}")));
}
