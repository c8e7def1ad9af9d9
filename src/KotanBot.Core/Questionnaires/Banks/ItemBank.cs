using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>
/// The items of a questionnaire as an author wrote them, grouped by variable and dimension. Immutable; two banks with the same
/// <see cref="Hash"/> are the same text, so that a running questionnaire finishes on the version it started.
/// </summary>
public sealed record ItemBank
{
    public required string Id { get; init; }

    public required string Edition { get; init; }

    /// <summary>First 16 hex digits of the SHA-256 of the file's text.</summary>
    public required string Hash { get; init; }

    public required LocalText Title { get; init; }

    public required IndexStatus Status { get; init; }

    /// <summary>Shown with every result while the wording is not official.</summary>
    public LocalText? Note { get; init; }

    /// <summary>Id of the index whose variables and dimensions these are, or null.</summary>
    public string? Index { get; init; }

    /// <summary>The edition of that index; null for its default one.</summary>
    public string? IndexEdition { get; init; }

    /// <summary>Respondent groups; empty where everybody answers the same items.</summary>
    public required ImmutableArray<BankGroup> Groups { get; init; }

    public required ImmutableArray<BankVariable> Variables { get; init; }

    public required ImmutableArray<BankItem> Items { get; init; }

    public required ImmutableArray<string> Sources { get; init; }

    public BankItem? FindItem(string id) => Items.FirstOrDefault(i => i.Id == id);

    /// <summary>The items that a group is asked; its full form.</summary>
    public ImmutableArray<BankItem> ItemsOf(string group) => Groups.IsEmpty ? Items : [.. Items.Where(i => i.Groups.Contains(group))];
}

/// <summary>A group of respondents, its weight when groups are combined (never their head count) and how many are wanted per kab/kota, or null.</summary>
public sealed record BankGroup(string Id, LocalText Title, decimal Weight, int? Target);

public sealed record BankVariable(string Id, LocalText Title, ImmutableArray<BankDimension> Dimensions);

public sealed record BankDimension(string Id, LocalText Title);

/// <summary>One item. Options ascend in score; "tidak tahu" and "tidak berlaku" are no options but reasons for a missing answer.</summary>
public sealed record BankItem
{
    public required string Id { get; init; }

    public required string Variable { get; init; }

    public string? Dimension { get; init; }

    /// <summary>Respondent groups it suits; empty only where the bank has no groups.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public required ItemStem Stem { get; init; }

    public required LocalText Text { get; init; }

    /// <summary>Short name in reviews.</summary>
    public required LocalText Label { get; init; }

    public required StepHelp Help { get; init; }

    public required ImmutableArray<Option> Options { get; init; }

    /// <summary>What the respondent's own reports say about it, offered for confirmation; null asks afresh.</summary>
    public ReportEvidence? Evidence { get; init; }
}

/// <summary>Whether the text states something, which options judge, or asks something, which options answer.</summary>
public enum ItemStem
{
    Statement,
    Question,
}

/// <summary>
/// How an option follows from the person's own reports of the year: counts something and takes the option whose lower bound it reaches.
/// </summary>
/// <param name="Dialog">The dialog whose submissions count, such as <c>lapor-kegiatan</c>.</param>
/// <param name="Step">The step whose answers count.</param>
/// <param name="Counts">What is counted: reports whose answer is one of <paramref name="Options"/>, or distinct options among them.</param>
/// <param name="Options">Option keys that count; empty means all.</param>
/// <param name="LowerBounds">For options of the item in order, from the second on, the least count; never descending. Options beyond them are never taken.</param>
public sealed record ReportEvidence(string Dialog, string Step, EvidenceCount Counts, ImmutableArray<string> Options, ImmutableArray<int> LowerBounds);

public enum EvidenceCount
{
    Reports,
    DistinctOptions,
}
