using System.Numerics;
using System.Runtime.InteropServices;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// What the estimators need of symmetric matrices, stored whole, row by row. Small and dependency-free on purpose: the largest matrix is
/// that of a bank's items, a few hundred rows.
/// </summary>
public static class SymmetricMatrix
{
    /// <summary>
    /// Replaces the lower triangle by the Cholesky factor; the upper one is left as it was. False, with the contents spoilt, when the matrix
    /// is not positive definite.
    /// </summary>
    public static bool TryFactor(Span<double> matrix, int size)
    {
        for (var column = 0; column < size; column++)
        {
            var pivotRow = matrix.Slice(column * size, column);
            var pivot = matrix[(column * size) + column] - Dot(pivotRow, pivotRow);
            if (!(pivot > 1e-12 * Math.Abs(matrix[(column * size) + column])))
                return false;
            pivot = Math.Sqrt(pivot);
            matrix[(column * size) + column] = pivot;
            for (var row = column + 1; row < size; row++)
            {
                ref var entry = ref matrix[(row * size) + column];
                entry = (entry - Dot(matrix.Slice(row * size, column), matrix.Slice(column * size, column))) / pivot;
            }
        }

        return true;
    }

    /// <summary>Solves for one right-hand side, in place, with a factor from <see cref="TryFactor"/>.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int size, Span<double> right)
    {
        for (var row = 0; row < size; row++)
            right[row] = (right[row] - Dot(factor.Slice(row * size, row), right[..row])) / factor[(row * size) + row];
        for (var row = size - 1; row >= 0; row--)
        {
            right[row] /= factor[(row * size) + row];
            for (var above = 0; above < row; above++)
                right[above] -= factor[(row * size) + above] * right[row];
        }
    }

    /// <summary>Replaces a positive definite matrix by its inverse; false, with the contents spoilt, when it is none.</summary>
    public static bool TryInvert(Span<double> matrix, int size)
    {
        if (!TryFactor(matrix, size))
            return false;
        // The inverse of the factor, in its place, then its transpose times itself.
        for (var column = 0; column < size; column++)
        {
            matrix[(column * size) + column] = 1 / matrix[(column * size) + column];
            for (var row = column + 1; row < size; row++)
            {
                double sum = 0;
                for (var k = column; k < row; k++)
                    sum -= matrix[(row * size) + k] * matrix[(k * size) + column];
                matrix[(row * size) + column] = sum / matrix[(row * size) + row];
            }
        }

        for (var column = 0; column < size; column++)
            for (var row = column; row < size; row++)
            {
                double sum = 0;
                for (var k = row; k < size; k++)
                    sum += matrix[(k * size) + row] * matrix[(k * size) + column];
                matrix[(row * size) + column] = sum;
            }

        for (var row = 0; row < size; row++)
            for (var column = 0; column < row; column++)
                matrix[(column * size) + row] = matrix[(row * size) + column];
        return true;
    }

    /// <summary>left × middle × left, all symmetric and of the same size.</summary>
    public static double[] Sandwich(ReadOnlySpan<double> left, ReadOnlySpan<double> middle, int size)
    {
        var half = Multiply(left, middle, size);
        return Multiply(half, left, size);
    }

    public static double[] Multiply(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int size)
    {
        var product = new double[size * size];
        for (var row = 0; row < size; row++)
            for (var k = 0; k < size; k++)
                AddScaled(product.AsSpan(row * size, size), right.Slice(k * size, size), left[(row * size) + k]);
        return product;
    }

    /// <summary>Eigenvalues, largest first, by the cyclic method of Jacobi (Golub and Van Loan 2013, §8.5).</summary>
    public static double[] Eigenvalues(ReadOnlySpan<double> matrix, int size) => Decompose(matrix, size).Values;

    /// <summary>Eigenvalues, largest first, and the eigenvectors as the rows of <c>Vectors</c>.</summary>
    public static (double[] Values, double[] Vectors) Decompose(ReadOnlySpan<double> matrix, int size)
    {
        var a = matrix.ToArray();
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++)
            vectors[(i * size) + i] = 1;
        for (var sweep = 0; sweep < 60 && OffDiagonal(a, size) > 1e-22 * Dot(a, a); sweep++)
            for (var p = 0; p < size - 1; p++)
                for (var q = p + 1; q < size; q++)
                    Rotate(a, vectors, size, p, q);
        var order = Enumerable.Range(0, size).OrderByDescending(i => a[(i * size) + i]).ToArray();
        return ([.. order.Select(i => a[(i * size) + i])], [.. order.SelectMany(i => vectors.AsSpan(i * size, size).ToArray())]);
    }

    public static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var ones = MemoryMarshal.Cast<double, Vector<double>>(one);
        var others = MemoryMarshal.Cast<double, Vector<double>>(other);
        var sums = Vector<double>.Zero;
        for (var i = 0; i < ones.Length; i++)
            sums += ones[i] * others[i];
        var sum = Vector.Sum(sums);
        for (var i = ones.Length * Vector<double>.Count; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }

    /// <summary>target += factor × values.</summary>
    public static void AddScaled(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        var targets = MemoryMarshal.Cast<double, Vector<double>>(target);
        var added = MemoryMarshal.Cast<double, Vector<double>>(values);
        for (var i = 0; i < targets.Length; i++)
            targets[i] += factor * added[i];
        for (var i = targets.Length * Vector<double>.Count; i < target.Length; i++)
            target[i] += factor * values[i];
    }

    private static double OffDiagonal(double[] a, int size)
    {
        double sum = 0;
        for (var row = 0; row < size; row++)
            for (var column = 0; column < row; column++)
                sum += a[(row * size) + column] * a[(row * size) + column];
        return sum;
    }

    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        var off = a[(p * size) + q];
        if (off == 0)
            return;
        var ratio = (a[(q * size) + q] - a[(p * size) + p]) / (2 * off);
        var tangent = (ratio >= 0 ? 1 : -1) / (Math.Abs(ratio) + Math.Sqrt((ratio * ratio) + 1));
        var cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
        var sine = tangent * cosine;
        for (var k = 0; k < size; k++)
        {
            var (kp, kq) = (a[(k * size) + p], a[(k * size) + q]);
            (a[(k * size) + p], a[(k * size) + q]) = ((cosine * kp) - (sine * kq), (sine * kp) + (cosine * kq));
        }

        RotateRows(a, size, p, q, cosine, sine);
        RotateRows(vectors, size, p, q, cosine, sine);
    }

    private static void RotateRows(double[] a, int size, int p, int q, double cosine, double sine)
    {
        for (var k = 0; k < size; k++)
        {
            var (pk, qk) = (a[(p * size) + k], a[(q * size) + k]);
            (a[(p * size) + k], a[(q * size) + k]) = ((cosine * pk) - (sine * qk), (sine * pk) + (cosine * qk));
        }
    }
}
