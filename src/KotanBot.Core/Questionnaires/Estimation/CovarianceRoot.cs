using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Questionnaires.Estimation;

/// <summary>
/// A covariance matrix as a sum of columns times themselves, by Cholesky without its last step for what has no variance left; so matrices
/// of deficient rank, even zero, are fine.
/// </summary>
internal static class CovarianceRoot
{
    public static List<double[]> Of(double[] covariance, int size)
    {
        var columns = new List<double[]>();
        var rest = (double[])covariance.Clone();
        var scale = 0.0;
        for (var i = 0; i < size; i++)
            scale = Math.Max(scale, covariance[(i * size) + i]);
        for (var k = 0; k < size; k++)
        {
            var pivot = rest[(k * size) + k];
            if (pivot <= 1e-10 * scale)
                continue;
            var column = new double[size];
            for (var i = k; i < size; i++)
                column[i] = rest[(i * size) + k] / Math.Sqrt(pivot);
            for (var i = k; i < size; i++)
                SymmetricMatrix.AddScaled(rest.AsSpan(i * size, size), column, -column[i]);
            columns.Add(column);
        }

        return columns;
    }
}
