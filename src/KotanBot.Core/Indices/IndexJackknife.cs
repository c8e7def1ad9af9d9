namespace KotanBot.Core.Indices;

/// <summary>
/// Delete-one jackknife standard error (Quenouille 1956, Tukey 1958). With separate groups it is stratified by group (Jones
/// 1974): a fixed group is a stratum, and pooling the replicates would count differences between groups as noise.
/// </summary>
internal static class IndexJackknife
{
    /// <summary>The standard error, or null when a stratum holds fewer than two replicates or a replicate has no value.</summary>
    /// <param name="replicates">The unrounded value without each respondent, with the respondent's stratum.</param>
    public static decimal? StandardError(IReadOnlyList<(string Stratum, decimal? Value)> replicates)
    {
        if (replicates.Count == 0)
            return null;
        decimal variance = 0;
        foreach (var stratum in replicates.GroupBy(r => r.Stratum).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            var values = stratum.Select(r => r.Value).ToArray();
            if (values.Length < 2 || values.Contains(null))
                return null;
            var mean = values.Sum()!.Value / values.Length;
            variance += values.Sum(v => (v!.Value - mean) * (v.Value - mean)) * (values.Length - 1) / values.Length;
        }

        return (decimal)Math.Sqrt((double)variance);
    }
}
