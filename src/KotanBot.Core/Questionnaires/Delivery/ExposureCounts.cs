using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>
/// How often each item has been asked so far, within one region and one group of respondents: a fact read before the questionnaire starts,
/// so that the draw can favour what was asked least. An item that is not named has been asked zero times.
/// </summary>
public sealed class ExposureCounts
{
    private readonly ImmutableDictionary<string, int> _asked;

    private ExposureCounts(ImmutableDictionary<string, int> asked) => _asked = asked;

    /// <summary>Nothing was asked yet.</summary>
    public static ExposureCounts None { get; } = new(ImmutableDictionary<string, int>.Empty);

    /// <param name="asked">Times asked by item id, whatever way the item came to be asked; skipped items count.</param>
    public static ExposureCounts From(IEnumerable<KeyValuePair<string, int>> asked) => new(asked.ToImmutableDictionary());

    public int this[string item] => _asked.GetValueOrDefault(item);
}
