namespace KotanBot.Core.Questionnaires.Measurement.Calibration;

/// <summary>
/// The answers of one estimation: rows with at least one answer, columns of one variable, codes that are categories of the model plus one
/// (0 is missing), and the population of each row. A column may stand for an item in some populations only.
/// </summary>
internal sealed class GradedData
{
    private readonly byte[] _codes;

    public GradedData(byte[] codes, int[] categories, int[] populations, int populationCount)
    {
        _codes = codes;
        Categories = categories;
        Populations = populations;
        PopulationCount = populationCount;
    }

    /// <summary>Number of categories of each column, at least two.</summary>
    public int[] Categories { get; }

    /// <summary>Population of each row, from 0.</summary>
    public int[] Populations { get; }

    public int PopulationCount { get; }

    public int Rows => Populations.Length;

    public int Columns => Categories.Length;

    public ReadOnlySpan<byte> Row(int row) => _codes.AsSpan(row * Categories.Length, Categories.Length);

    public int CountIn(int population) => Populations.Count(p => p == population);
}
