using KotanBot.Core.Indices;

namespace KotanBot.Core.Offices;

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

/// <summary>
/// From a value of a register's index to a status, and from two statuses to a verdict. On the scale of kawasan Siaga is safer than Waspada, whatever the words
/// suggest in daily speech (DOMAIN §3.1).
/// </summary>
public static class Recovery
{
    /// <summary>Pulih only if better; as good as before is not recovered yet ("Rancangan Aplikasi Dayamas 2023": filled when the status changes for the better; DOMAIN §3.3).</summary>
    public static RecoveryVerdict Judge(Register register, string before, string after) =>
        register.RankOf(after).CompareTo(register.RankOf(before)) switch { > 0 => RecoveryVerdict.Pulih, 0 => RecoveryVerdict.BelumPulih, _ => RecoveryVerdict.TidakPulih };

    /// <summary>The status of the category of this value in the default edition of the register's index; null outside the scale, and without an index.</summary>
    public static string? Classify(IndexCatalog indices, Register register, decimal value) =>
        register.Index is { } id && indices.Find(id) is { } index && index.Scale.Contains(value) && index.Classify(value) is { } category ? register.StatusOfRank(category.Rank)?.Key : null;
}
