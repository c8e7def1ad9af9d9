using System.Collections.Immutable;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Conversations;

/// <summary>
/// A questionnaire that began within a run: the version of the bank that it stays on, the respondent's group, what was drawn before the
/// first item, and the items asked so far in their order. A correction never changes what was asked.
/// </summary>
public sealed record RunQuestionnaire(string StepId, string Bank, string Hash, string Group, DeliveryStart Start)
{
    public ImmutableArray<AskedItem> Asked { get; init; } = [];

    /// <summary>Nothing more is to come.</summary>
    public bool Done { get; init; }

    /// <summary>What the person's own reports suggested when it began.</summary>
    public ImmutableArray<SuggestedOption> Suggested { get; init; } = [];
}

/// <summary>An item of a run and how it came to be asked.</summary>
public sealed record AskedItem(string Id, AskedAs As, double Probability);
