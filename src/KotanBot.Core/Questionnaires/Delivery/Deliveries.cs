using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// How an item came to be asked. Only drawn answers have a probability that does not depend on earlier answers, so only they enter design-based
/// estimates; an item of the full form has probability 1.
/// </summary>
public enum AskedAs
{
    Drawn,
    Chosen,
    Full,
}

/// <summary>An item to ask, by its place in the pool, with the probability of its being drawn (for chosen items that of the draw it was not in).</summary>
public sealed record PickedItem(int Item, AskedAs As, double Probability);

/// <summary>What was settled before the first question: whether this respondent gets the full form, and the balanced draw. Stored with the run.</summary>
public sealed record DeliveryStart(bool FullForm, ImmutableArray<PickedItem> Drawn)
{
    /// <summary>Items per variable of this respondent, in the order of the pool's variables.</summary>
    public required ImmutableArray<int> Quotas { get; init; }

    /// <summary>Each item's probability of being drawn, in the order of the pool; empty where nothing is chosen after the draw.</summary>
    public ImmutableArray<double> Probabilities { get; init; } = [];
}

/// <summary>An item that was asked and its answer: the response category from 1, or 0 for an item that was skipped.</summary>
public sealed record ItemAnswer(int Item, int Category);
