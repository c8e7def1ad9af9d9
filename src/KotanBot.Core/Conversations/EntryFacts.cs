using System.Collections.Immutable;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// What was read of a register before a turn that may ask for one of its entries: a stretch of those that the person may name, by name, and those that the
/// input may mean. However many an office has, a turn keeps few of them.
/// </summary>
/// <param name="Count">How many there are.</param>
/// <param name="Skip">So many stand before the listed ones.</param>
public sealed record EntryFacts(string Register, int Count, int Skip, ImmutableArray<EntryLine> Listed, ImmutableArray<EntryLine> Found)
{
    /// <summary>How many a prompt shows.</summary>
    public const int PageSize = 6;

    /// <summary>How many that fit are kept.</summary>
    public const int MostFound = 7;

    /// <param name="all">By name.</param>
    public static EntryFacts Of(string register, EntryNeeds needs, IReadOnlyCollection<EntryLine> all) => new(
        register,
        all.Count,
        needs.Skip,
        [.. all.Skip(needs.Skip).Take(2 * PageSize)],
        [.. EntrySearch.Find(needs.Text, all).Found.Take(MostFound).Concat(all.Where(e => needs.Ids.Contains(e.Id))).DistinctBy(e => e.Id)]);
}

/// <summary>What must be read for a turn: entries of these registers, from which on, and those that a text or these ids may mean.</summary>
public sealed record EntryNeeds(ImmutableArray<string> Registers, string Text, int Skip, ImmutableArray<string> Ids);
