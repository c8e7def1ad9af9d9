using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Offices;

namespace KotanBot.Storage.Offices;

/// <summary>The outputs that count up from reports. What was tallied by other definitions than these is not looked at, so <see cref="Hash"/> names them.</summary>
internal sealed class OutputSources
{
    private OutputSources(ImmutableArray<Output> counted)
    {
        Counted = counted;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', counted.Select(Describe)))).AsSpan(0, 16));
        Dialogs = ReportedRows.Listed(counted.Select(o => o.Source!.Dialog));
        Steps = ReportedRows.Listed(counted.SelectMany(o => o.Source!.When.Select(w => w.Step).Append(o.Source.Sum ?? "").Append(o.Source.Dated ?? "")));
    }

    public ImmutableArray<Output> Counted { get; }

    public string Hash { get; }

    /// <summary>Names of dialogs as one parameter.</summary>
    public string Dialogs { get; }

    /// <summary>Names of the steps whose answers are read, as one parameter.</summary>
    public string Steps { get; }

    /// <param name="outputs">All that the definitions have.</param>
    public static OutputSources Of(ImmutableArray<Output> outputs) => new([.. outputs.Where(o => o.Source is not null).OrderBy(o => o.Id, StringComparer.Ordinal)]);

    private static string Describe(Output output)
    {
        var source = output.Source!;
        return string.Join('|', output.Id, source.Dialog, source.Counts, source.Sum, source.Dated, string.Join('&', source.When.Select(w => $"{w.Step}={string.Join(',', w.Values)}")));
    }
}
