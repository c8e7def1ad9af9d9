namespace KotanBot.Core.Indices;

/// <summary>The closed range of an index or of a score. <paramref name="Decimals"/> says how many decimals people see.</summary>
public sealed record IndexScale(decimal Minimum, decimal Maximum, int Decimals)
{
    public bool Contains(decimal value) => value >= Minimum && value <= Maximum;
}
