using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// How far the items of one group lie above the calibrated means: m = Dγ + u. γ holds one free shift per variable, without any prior, so that
/// no group is drawn towards the national mean; u ~ N(0, T) holds what single items do differently in this group. Solved by the mixed-model
/// equations (Henderson 1975, doi:10.2307/2529430) in the form that allows T = 0 (Harville 1977, doi:10.1080/01621459.1977.10480998).
/// </summary>
internal sealed class GroupShift
{
    private readonly int _items;
    private readonly double[] _precision;
    private readonly double[] _vector;
    private readonly double[] _root;

    /// <param name="precision">S = Σ_i P_i, items × items.</param>
    /// <param name="vector">s = Σ_i P_i (y_i − μ_i).</param>
    /// <param name="directions">D: one vector over the items for each free shift.</param>
    /// <param name="covariance">T, positive semi-definite.</param>
    public GroupShift(double[] precision, double[] vector, IReadOnlyList<double[]> directions, double[] covariance)
    {
        _items = vector.Length;
        _precision = precision;
        _vector = vector;
        // Z = (D, T^½), so that the effects of the second part are N(0, 1) and none is needed where T has no variance.
        _root = [.. directions.Concat(CovarianceRoot.Of(covariance, _items)).SelectMany(c => c)];
        Mean = Solve(directions.Count);
    }

    /// <summary>The shift of each item.</summary>
    public double[] Mean { get; }

    /// <summary>Columns of Z L'⁻¹: the covariance of the shift's error is the sum of the products of each with itself.</summary>
    public double[][] ErrorColumns { get; private set; } = [];

    /// <summary>What is left in the answers: q = s − S m, the gradient of the log-likelihood by the items' effects.</summary>
    public double[] Residual()
    {
        var residual = (double[])_vector.Clone();
        for (var i = 0; i < _items; i++)
            residual[i] -= SymmetricMatrix.Dot(_precision.AsSpan(i * _items, _items), Mean);
        return residual;
    }

    /// <summary>The variances that <see cref="Residual"/> has under the model: the diagonal of S − S C S with C the covariance of the shift's error.</summary>
    public double[] ResidualVariances()
    {
        var variances = new double[_items];
        for (var i = 0; i < _items; i++)
        {
            var row = _precision.AsSpan(i * _items, _items);
            variances[i] = row[i];
            foreach (var column in ErrorColumns)
            {
                var share = SymmetricMatrix.Dot(row, column);
                variances[i] -= share * share;
            }
        }

        return variances;
    }

    /// <summary>a'Ca': the covariance of the errors of two weighted sums of shifts.</summary>
    public double ErrorCovariance(double[] one, double[] other)
    {
        var sum = 0.0;
        foreach (var column in ErrorColumns)
            sum += SymmetricMatrix.Dot(column, one) * SymmetricMatrix.Dot(column, other);
        return sum;
    }

    /// <summary>A draw from what the answers say about the shift.</summary>
    public double[] Draw(SeededDraws draws)
    {
        var drawn = (double[])Mean.Clone();
        foreach (var column in ErrorColumns)
            SymmetricMatrix.AddScaled(drawn, column, draws.Normal());
        return drawn;
    }

    private double[] Solve(int free)
    {
        var count = _root.Length / _items;
        var equations = new double[count * count];
        var right = new double[count];
        var product = new double[_items];
        for (var k = 0; k < count; k++)
        {
            var column = _root.AsSpan(k * _items, _items);
            for (var i = 0; i < _items; i++)
                product[i] = SymmetricMatrix.Dot(_precision.AsSpan(i * _items, _items), column);
            for (var j = 0; j <= k; j++)
                equations[(k * count) + j] = equations[(j * count) + k] = SymmetricMatrix.Dot(_root.AsSpan(j * _items, _items), product);
            if (k >= free)
                equations[(k * count) + k] += 1;
            right[k] = SymmetricMatrix.Dot(column, _vector);
        }

        if (!SymmetricMatrix.TryFactor(equations, count))
            throw new InvalidOperationException("the shifts of a group do not follow from its answers");
        ErrorColumns = Errors(equations, count);
        SymmetricMatrix.Solve(equations, count, right);
        var mean = new double[_items];
        for (var k = 0; k < count; k++)
            SymmetricMatrix.AddScaled(mean, _root.AsSpan(k * _items, _items), right[k]);
        return mean;
    }

    /// <summary>Z L'⁻¹ by forward substitution: row by row of L⁻¹Z'.</summary>
    private double[][] Errors(double[] factor, int count)
    {
        var columns = new double[count][];
        for (var k = 0; k < count; k++)
        {
            columns[k] = _root.AsSpan(k * _items, _items).ToArray();
            for (var j = 0; j < k; j++)
                SymmetricMatrix.AddScaled(columns[k], columns[j], -factor[(k * count) + j]);
            for (var i = 0; i < _items; i++)
                columns[k][i] /= factor[(k * count) + k];
        }

        return columns;
    }
}
