using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>
/// Things of one kind that offices follow over time, such as prone areas: each office writes down its own entries. Invariant when it was read without issues:
/// statuses have keys of their own.
/// </summary>
public sealed record Register
{
    /// <summary>The longest name of an entry, in characters.</summary>
    public const int LongestName = 80;

    /// <summary>Stable for ever, because stored entries name it.</summary>
    public required string Id { get; init; }

    public required LocalText Title { get; init; }

    /// <summary>How one entry is spoken of in a sentence: "kawasan".</summary>
    public required LocalText Entry { get; init; }

    /// <summary>What a new entry is asked by first: the place where it lies.</summary>
    public required LocalText AskPlace { get; init; }

    /// <summary>What it is called.</summary>
    public required LocalText AskName { get; init; }

    /// <summary>How wide and how narrow the place of an entry may be.</summary>
    public RegionLevel Coarsest { get; init; } = RegionLevel.District;

    public RegionLevel Finest { get; init; } = RegionLevel.District;

    /// <summary>From the worst up; empty where entries have none. The place in this list, from 1, is the rank.</summary>
    public ImmutableArray<RegisterStatus> Statuses { get; init; } = [];

    /// <summary>The index whose categories are the statuses, rank by rank; null for none.</summary>
    public string? Index { get; init; }

    public RegisterStatus? FindStatus(string key) => Statuses.FirstOrDefault(s => s.Key == key);

    /// <summary>From 1, the worst; above all where no status was set or the definition has it no more.</summary>
    public int RankOf(string? key) => key is not null && FindStatus(key) is { } status ? Statuses.IndexOf(status) + 1 : int.MaxValue;

    public RegisterStatus? StatusOfRank(int rank) => rank >= 1 && rank <= Statuses.Length ? Statuses[rank - 1] : null;

    /// <summary>Its label, or the bare key where the definition has it no more.</summary>
    public string LabelOf(string key, string language) => FindStatus(key)?.Label.In(language) ?? key;
}

/// <summary>How an entry may stand. <see cref="Key"/> is stored; the label is what people read.</summary>
public sealed record RegisterStatus(string Key, LocalText Label);

/// <summary>An entry of a register as it is named in answers. The name is the office's own writing and no person's.</summary>
/// <param name="Status">How it stands now; null where no status was ever set, and where nobody needs to know.</param>
public sealed record EntryLine(string Id, string Name, string RegionCode, string? Status);
