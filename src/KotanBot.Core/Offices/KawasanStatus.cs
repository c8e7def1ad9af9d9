using KotanBot.Core.Indices;

namespace KotanBot.Core.Offices;

/// <summary>
/// How prone to drugs a kawasan (desa or kelurahan) is, from the worst up. On this scale Siaga is safer than Waspada, whatever the words
/// suggest in daily speech (DOMAIN §3.1). The number is the rank of the IKKR's categories.
/// </summary>
public enum KawasanStatus
{
    Bahaya = 1,
    Waspada = 2,
    Siaga = 3,
    Aman = 4,
}

/// <summary>What became of a kawasan between two statuses.</summary>
public enum RecoveryVerdict
{
    /// <summary>Better than before.</summary>
    Pulih,

    /// <summary>As before: not recovered yet.</summary>
    BelumPulih,

    /// <summary>Worse than before.</summary>
    TidakPulih,
}

/// <summary>From a value of the IKKR to a status, and from two statuses to a verdict.</summary>
public static class KawasanRecovery
{
    public const string Index = "ikkr";

    /// <summary>Pulih only if better; as good as before is not recovered yet ("Rancangan Aplikasi Dayamas 2023": filled when the status changes for the better; DOMAIN §3.2).</summary>
    public static RecoveryVerdict Judge(KawasanStatus before, KawasanStatus after) =>
        after > before ? RecoveryVerdict.Pulih : after == before ? RecoveryVerdict.BelumPulih : RecoveryVerdict.TidakPulih;

    /// <summary>The category of this value (1.00–4.00) in the IKKR's definition; null outside the scale.</summary>
    public static KawasanStatus? Classify(IndexCatalog indices, decimal value) =>
        indices.Find(Index) is { } ikkr && ikkr.Scale.Contains(value) && ikkr.Classify(value) is { } category ? (KawasanStatus)category.Rank : null;
}
