using System.Collections.Immutable;
using KotanBot.Core.Offices;

namespace KotanBot.Site.Review;

/// <summary>The ways to decide about a report that waits, with what was typed so far.</summary>
/// <param name="Id">The report.</param>
/// <param name="From">The page that the form stands on: where a decision leads back to.</param>
/// <param name="Reasons">What nearly everybody says who rejects one.</param>
public sealed record ReviewForm(string Id, string From, ImmutableArray<string> Reasons)
{
    public const string FromReport = "report";

    public const string FromQueue = "queue";

    public const string FromField = "from";

    /// <summary>What is done: one of the keys below.</summary>
    public const string DoField = "do";

    public const string Accept = "accept";

    public const string Reject = "reject";

    public const string Fix = "fix";

    public const string Apart = "apart";

    public const string ReasonField = "reason";

    public const string StepField = "step";

    public const string NoteField = "note";

    public const string TwinField = "twin";

    public const int LongestWords = ReviewDeeds.LongestWords;

    /// <summary>The answers that can be asked for anew; empty where nobody is there to ask.</summary>
    public ImmutableArray<(string StepId, string Label)> Parts { get; init; } = [];

    /// <summary>Whether the visitor may accept it; what gives a kawasan its status only the admin may.</summary>
    public bool MayAccept { get; init; } = true;

    public string Reason { get; init; } = "";

    public string Step { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>Why what was sent could not be taken, and which of the ways it was.</summary>
    public string? Problem { get; init; }

    public string? ProblemOf { get; init; }
}
