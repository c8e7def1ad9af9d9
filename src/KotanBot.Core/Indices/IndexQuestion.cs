using System.Collections.Immutable;

namespace KotanBot.Core.Indices;

/// <summary>What a reading is to be made of: which index, of what, from which kind of data, and up to when.</summary>
/// <param name="Year">By the clock of the unit's office.</param>
/// <param name="Week">Its name.</param>
public sealed record IndexQuestion(IndexDefinition Definition, IndexUnit Unit, IndexBasis Basis, int Year, string Week, DateTimeOffset AsOf);

/// <summary>One respondent's answers that count, under no name at all.</summary>
/// <param name="Group">The respondent's group, or lingkungan; empty where none is known.</param>
public sealed record IndexSheet(string Group, ImmutableArray<IndexAnswer> Answers)
{
    /// <summary>A name that leads to nobody, for whoever checks the working; it changes nothing.</summary>
    public string Name { get; init; } = "";

    /// <summary>How many sent things it stands for: one sheet, or the reports behind a draft.</summary>
    public int Sent { get; init; } = 1;

    /// <summary>The same for the same answers, whoever gave them and in whatever order they were read.</summary>
    internal string Line => Group + "|" + string.Join(';', Answers.Select(a => a.Line).Order(StringComparer.Ordinal));
}

/// <summary>An answer to an item: an option, or the reason why there is none.</summary>
/// <param name="Weight">1 ÷ its probability of being drawn; null for one that was chosen by earlier answers.</param>
public sealed record IndexAnswer(string Item, string? Option, string? MissingReason, decimal? Weight = 1)
{
    internal string Line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Item}={Option ?? MissingReason}@{Weight:0.##########}");
}
