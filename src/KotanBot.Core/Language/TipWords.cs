using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// The words by which a tip about crime is recognised; data, so that an office can add the words of its region. Entries are
/// folded words or phrases; a final "*" matches any ending ("edar*").
/// </summary>
/// <remarks>Folded once here: they are looked for in every text that anybody writes.</remarks>
/// <param name="Actors">People of the trade: "bandar", "pengedar".</param>
/// <param name="Acts">What they do: "jual*", "transaksi".</param>
/// <param name="Drugs">What they do it with: "sabu", "ganja", "narkoba".</param>
/// <param name="Signals">What makes it a sighting of somebody somewhere: "tetangga", "gang", "mau lapor".</param>
/// <param name="Educational">Words of ordinary programme work that cancel: "sosialisasi", "tes urine".</param>
/// <param name="Ignored">Phrases removed before matching: "bahaya narkoba", "bandar lampung".</param>
public sealed class TipWords(
    ImmutableArray<string> Actors,
    ImmutableArray<string> Acts,
    ImmutableArray<string> Drugs,
    ImmutableArray<string> Signals,
    ImmutableArray<string> Educational,
    ImmutableArray<string> Ignored)
{
    internal ImmutableArray<Phrase> Actors { get; } = Prepare(Actors);

    internal ImmutableArray<Phrase> Acts { get; } = Prepare(Acts);

    internal ImmutableArray<Phrase> Drugs { get; } = Prepare(Drugs);

    internal ImmutableArray<Phrase> Signals { get; } = Prepare(Signals);

    internal ImmutableArray<Phrase> Educational { get; } = Prepare(Educational);

    internal ImmutableArray<Phrase> Ignored { get; } = Prepare(Ignored);

    private static ImmutableArray<Phrase> Prepare(ImmutableArray<string> entries) =>
        [.. entries.Select(e => new Phrase([.. TextFolding.Words(e)], e.EndsWith('*'))).Where(p => p.Words.Length > 0)];

    /// <summary>One entry, folded. The last word of a prefix matches any ending.</summary>
    internal sealed record Phrase(string[] Words, bool IsPrefix);
}
