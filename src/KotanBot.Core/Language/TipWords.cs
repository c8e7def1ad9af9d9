using System.Collections.Immutable;

namespace KotanBot.Core.Language;

/// <summary>
/// The words by which a tip about crime is recognised; data, so that an office can add the words of its region. Entries are
/// folded words or phrases; a final "*" matches any ending ("edar*").
/// </summary>
/// <param name="Actors">People of the trade: "bandar", "pengedar".</param>
/// <param name="Acts">What they do: "jual*", "transaksi".</param>
/// <param name="Drugs">What they do it with: "sabu", "ganja", "narkoba".</param>
/// <param name="Signals">What makes it a sighting of somebody somewhere: "tetangga", "gang", "mau lapor".</param>
/// <param name="Educational">Words of ordinary programme work that cancel: "sosialisasi", "tes urine".</param>
/// <param name="Ignored">Phrases removed before matching: "bahaya narkoba", "bandar lampung".</param>
public sealed record TipWords(
    ImmutableArray<string> Actors,
    ImmutableArray<string> Acts,
    ImmutableArray<string> Drugs,
    ImmutableArray<string> Signals,
    ImmutableArray<string> Educational,
    ImmutableArray<string> Ignored);
