using System.Collections.Immutable;
using System.Text.Json.Serialization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Offices;

/// <summary>What a weekly summary says of indices: the readings of the office itself, and of offices below only how many have a value and which are the lowest; never a mean over units.</summary>
public sealed record SummaryIndices
{
    private const int MostLowest = 3;

    /// <summary>Of the office, its regions and its kawasan; never of one lembaga, whose name people typed.</summary>
    public ImmutableArray<SummaryIndex> Own { get; init; } = [];

    /// <summary>Per index with drafts, how its lembaga are.</summary>
    public ImmutableArray<SummaryLembaga> Lembaga { get; init; } = [];

    public ImmutableArray<SummaryIndexBelow> Below { get; init; } = [];

    /// <param name="own">The newest readings of the office's own units.</param>
    /// <param name="below">Those of units of the offices below it.</param>
    /// <param name="standing">The status of each kawasan, by its id.</param>
    /// <returns>Null where nothing was ever collected.</returns>
    public static SummaryIndices? Of(IReadOnlyCollection<IndexReading> own, IReadOnlyCollection<IndexReading> below, IReadOnlyDictionary<string, string>? standing = null)
    {
        var indices = new SummaryIndices
        {
            Own = [.. own.Where(r => r.Unit.Kind != IndexUnitKind.Lembaga).OrderBy(r => r.Unit.Kind).ThenBy(r => r.Index, StringComparer.Ordinal).ThenBy(r => r.Basis).Select(r => SummaryIndex.Of(r) with { Standing = r is { Unit.Kind: IndexUnitKind.Kawasan, Basis: IndexBasis.Questionnaire } ? standing?.GetValueOrDefault(r.Unit.Code) : null })],
            Lembaga = [.. own.Where(r => r.Unit.Kind == IndexUnitKind.Lembaga && r.Inputs.Sheets > 0).GroupBy(r => r.Index).OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => LembagaOf(i.Key, [.. i])).OfType<SummaryLembaga>()],
            Below = [.. below.Where(r => r.Unit.Kind is IndexUnitKind.Satker or IndexUnitKind.Region).GroupBy(r => (r.Index, r.Edition, r.Basis, r.Unit.Kind)).OrderBy(g => g.Key.Index, StringComparer.Ordinal).ThenBy(g => g.Key.Basis).ThenBy(g => g.Key.Edition, StringComparer.Ordinal).Select(g => BelowOf([.. g]))],
        };
        return indices.Own.IsEmpty && indices.Lembaga.IsEmpty && indices.Below.IsEmpty ? null : indices;
    }

    private static SummaryLembaga? LembagaOf(string index, List<IndexReading> readings)
    {
        var drafts = readings.Where(r => r.IsDraft).ToList();
        return drafts.Count == 0 ? null : new SummaryLembaga(index, drafts.Count, readings.Where(r => r.Basis == IndexBasis.Sheets).Select(r => r.Unit.Code).Intersect(drafts.Select(d => d.Unit.Code)).Count())
        {
            Missing = [.. drafts.SelectMany(d => d.Missing).GroupBy(m => m.Id).OrderByDescending(m => m.Count()).ThenBy(m => m.Key, StringComparer.Ordinal).Take(MostLowest).Select(m => m.First().Title)],
        };
    }

    private static SummaryIndexBelow BelowOf(List<IndexReading> readings) => new(readings[0].Index, readings[0].Edition, readings[0].Basis, readings[0].Unit.Kind, readings.Count, readings.Count(r => r.Value is not null))
    {
        IsProvisional = readings.Exists(r => r.IsProvisional),
        Decimals = readings[0].Decimals,
        Entries = readings.Select(r => r.Entries).OfType<IndexEntries>().ToList() is { Count: > 0 } counted ? new IndexEntries(counted.Sum(e => e.All), counted.Sum(e => e.Reported), counted.Sum(e => e.Complete)) : null,
        Lowest = [.. readings.Where(r => r.Value is not null).OrderBy(r => r.Value).ThenBy(r => r.Unit.Code, StringComparer.Ordinal).Take(MostLowest).Select(r => new SummaryUnitValue(r.Unit.Name ?? r.Unit.Code, r.Value!.Value))],
    };
}

/// <summary>One reading as a summary tells it.</summary>
public sealed record SummaryIndex(string Index, string Edition, IndexBasis Basis, IndexUnitKind Kind, string Unit)
{
    public decimal? Value { get; init; }

    public LocalText? Reason { get; init; }

    public IndexInterval? Interval { get; init; }

    public LocalText? Category { get; init; }

    public bool IsProvisional { get; init; }

    public int Decimals { get; init; }

    public int N { get; init; }

    /// <summary>Of what is only counted.</summary>
    public IndexEntries? Entries { get; init; }

    /// <summary>The rank of the category; 0 for none.</summary>
    public int Rank { get; init; }

    /// <summary>Of a kawasan with a computed value: the status that stood when the summary was made, by its key.</summary>
    public string? Standing { get; init; }

    /// <summary>Groups with a target, of questionnaires and of what is only counted.</summary>
    public ImmutableArray<IndexGroupReading> Groups { get; init; } = [];

    [JsonIgnore]
    public int Wanted => Groups.Sum(g => g.Target ?? 0);

    /// <summary>More than a group wants does not make up for what another lacks.</summary>
    [JsonIgnore]
    public int Spoken => Groups.Sum(g => Math.Min(g.N, g.Target ?? 0));

    /// <summary>The group that is farthest from what is wanted; null where all are there.</summary>
    [JsonIgnore]
    public IndexGroupReading? Farthest => Groups.Where(g => g.Target > g.N).OrderBy(g => (decimal)g.N / g.Target!.Value).ThenByDescending(g => g.Target).FirstOrDefault();

    internal static SummaryIndex Of(IndexReading reading) => new(reading.Index, reading.Edition, reading.Basis, reading.Unit.Kind, reading.Unit.Name ?? reading.Unit.Code)
    {
        Value = reading.Value,
        Reason = reading.Reason,
        Interval = reading.Interval,
        Category = reading.Category?.Label,
        IsProvisional = reading.IsProvisional,
        Decimals = reading.Decimals,
        N = reading.N,
        Rank = reading.Category?.Rank ?? 0,
        Entries = reading.Entries,
        Groups = reading.Basis is IndexBasis.Questionnaire or IndexBasis.Progress ? [.. reading.Groups.Where(g => g.Target is not null)] : [],
    };
}

/// <summary>How many lembaga have a draft from reports, and how many of them have filled in a sheet.</summary>
public sealed record SummaryLembaga(string Index, int Drafts, int Confirmed)
{
    /// <summary>The parts that reports most often do not prove.</summary>
    public ImmutableArray<LocalText> Missing { get; init; } = [];
}

/// <summary>Units of offices below, by edition: numbers of different editions are not compared.</summary>
public sealed record SummaryIndexBelow(string Index, string Edition, IndexBasis Basis, IndexUnitKind Kind, int Units, int WithValue)
{
    public bool IsProvisional { get; init; }

    public int Decimals { get; init; }

    /// <summary>Of what is only counted, all offices together.</summary>
    public IndexEntries? Entries { get; init; }

    public ImmutableArray<SummaryUnitValue> Lowest { get; init; } = [];
}

public sealed record SummaryUnitValue(string Unit, decimal Value);
