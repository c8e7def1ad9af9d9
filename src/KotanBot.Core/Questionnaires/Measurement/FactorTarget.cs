namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// The simple correlation matrix towards which rarely seen pairs are drawn: one factor per variable, fitted by least squares weighed by the
/// number of rows (minres, Harman and Jones 1966, doi:10.1007/BF02289468), and one correlation per pair of variables. Positive definite.
/// </summary>
internal static class FactorTarget
{
    private const double MostLoading = 0.95;

    /// <summary>Columns × columns. <paramref name="variables"/> is the variable of each column, numbered from 0.</summary>
    public static double[] Correlations(PairwiseMoments moments, IReadOnlyList<int> variables)
    {
        var size = variables.Count;
        var loadings = Loadings(moments, variables);
        var factors = FactorCorrelations(moments, variables, loadings);
        var count = variables.Max() + 1;
        var target = new double[size * size];
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
                target[(row * size) + column] = row == column ? 1 : loadings[row] * loadings[column] * factors[(variables[row] * count) + variables[column]];
        return target;
    }

    private static double[] Loadings(PairwiseMoments moments, IReadOnlyList<int> variables)
    {
        var size = variables.Count;
        var loadings = Enumerable.Repeat(0.6, size).ToArray();
        for (var sweep = 0; sweep < 100; sweep++)
            for (var item = 0; item < size; item++)
            {
                double product = 0, square = 0;
                for (var other = 0; other < size; other++)
                {
                    if (other == item || variables[other] != variables[item])
                        continue;
                    var weight = moments.PairCounts[(item * size) + other] * loadings[other];
                    product += weight * moments.Correlations[(item * size) + other];
                    square += weight * loadings[other];
                }

                // An item that met no other of its variable keeps the start: an ordinary loading.
                if (square > 0)
                    loadings[item] = Math.Clamp(product / square, -MostLoading, MostLoading);
            }

        return loadings;
    }

    private static double[] FactorCorrelations(PairwiseMoments moments, IReadOnlyList<int> variables, double[] loadings)
    {
        var size = variables.Count;
        var count = variables.Max() + 1;
        var products = new double[count * count];
        var squares = new double[count * count];
        double allProducts = 0, allSquares = 0;
        for (var row = 0; row < size; row++)
            for (var column = 0; column < size; column++)
            {
                if (variables[row] == variables[column])
                    continue;
                var expected = loadings[row] * loadings[column];
                var weight = moments.PairCounts[(row * size) + column];
                var pair = (variables[row] * count) + variables[column];
                products[pair] += weight * expected * moments.Correlations[(row * size) + column];
                squares[pair] += weight * expected * expected;
                allProducts += weight * expected * moments.Correlations[(row * size) + column];
                allSquares += weight * expected * expected;
            }

        // Variables that never met are taken to be related as the others are on average.
        var average = allSquares > 0 ? Math.Clamp(allProducts / allSquares, -0.99, 0.99) : 0;
        for (var pair = 0; pair < products.Length; pair++)
            products[pair] = pair / count == pair % count ? 1 : squares[pair] > 0 ? Math.Clamp(products[pair] / squares[pair], -0.99, 0.99) : average;
        return Possible(products, count);
    }

    /// <summary>The nearest matrix without negative eigenvalues, with ones on the diagonal again.</summary>
    private static double[] Possible(double[] correlations, int size)
    {
        var (values, vectors) = SymmetricMatrix.Decompose(correlations, size);
        if (values[^1] >= 0)
            return correlations;
        var mended = new double[size * size];
        for (var k = 0; k < size; k++)
            for (var row = 0; row < size; row++)
                SymmetricMatrix.AddScaled(mended.AsSpan(row * size, size), vectors.AsSpan(k * size, size), Math.Max(0, values[k]) * vectors[(k * size) + row]);
        var scale = Enumerable.Range(0, size).Select(i => Math.Sqrt(mended[(i * size) + i])).ToArray();
        for (var pair = 0; pair < mended.Length; pair++)
            mended[pair] = pair / size == pair % size ? 1 : mended[pair] / (scale[pair / size] * scale[pair % size]);
        return mended;
    }
}
