namespace KotanBot.Core.Questionnaires.Delivery;

/// <summary>Draws that follow from a seed and from nothing else (SplitMix64: Steele, Lea &amp; Flood 2014, doi:10.1145/2660193.2660195).</summary>
internal sealed class DeliveryDraws(ulong seed)
{
    private ulong _state = seed;

    public ulong NextBits()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>Uniform from 0 (included) to 1 (excluded).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform among 0 … <paramref name="bound"/> − 1.</summary>
    public int NextInt(int bound) => (int)(NextDouble() * bound);

    /// <summary>Puts the values in a uniformly random order (Fisher &amp; Yates).</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }
}
