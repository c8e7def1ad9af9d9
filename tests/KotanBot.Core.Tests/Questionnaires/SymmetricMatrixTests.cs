using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Measurement;

namespace KotanBot.Core.Tests.Questionnaires;

public sealed class SymmetricMatrixTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(17)]
    public void The_inverse_times_the_matrix_is_one(int size)
    {
        var matrix = Positive(size);
        var inverse = matrix.ToArray();
        Assert.True(SymmetricMatrix.TryInvert(inverse, size));
        var product = SymmetricMatrix.Multiply(matrix, inverse, size);
        for (var entry = 0; entry < product.Length; entry++)
            Assert.Equal(entry / size == entry % size ? 1 : 0, product[entry], 9);
    }

    [Fact]
    public void A_solution_solves()
    {
        var matrix = Positive(9);
        var right = Enumerable.Range(0, 9).Select(i => i - 3.5).ToArray();
        var solution = right.ToArray();
        var factor = matrix.ToArray();
        Assert.True(SymmetricMatrix.TryFactor(factor, 9));
        SymmetricMatrix.Solve(factor, 9, solution);
        for (var row = 0; row < 9; row++)
            Assert.Equal(right[row], SymmetricMatrix.Dot(matrix.AsSpan(row * 9, 9), solution), 9);
    }

    [Fact]
    public void Eigenvectors_put_the_matrix_together_again()
    {
        var matrix = Positive(8);
        var (values, vectors) = SymmetricMatrix.Decompose(matrix, 8);
        Assert.Equal(values.OrderDescending(), values);
        var sum = new double[64];
        for (var k = 0; k < 8; k++)
            for (var row = 0; row < 8; row++)
                SymmetricMatrix.AddScaled(sum.AsSpan(row * 8, 8), vectors.AsSpan(k * 8, 8), values[k] * vectors[(k * 8) + row]);
        for (var entry = 0; entry < 64; entry++)
            Assert.Equal(matrix[entry], sum[entry], 9);
    }

    [Fact]
    public void A_matrix_that_is_not_positive_definite_is_told()
    {
        Assert.False(SymmetricMatrix.TryFactor(new double[] { 1, 2, 2, 1 }, 2));
        Assert.False(SymmetricMatrix.TryInvert(new double[] { 1, 1, 1, 1 }, 2));
    }

    private static double[] Positive(int size)
    {
        var draws = new SeededDraws(11);
        var matrix = new double[size * size];
        for (var k = 0; k < size + 3; k++)
        {
            var row = Enumerable.Range(0, size).Select(_ => draws.Normal()).ToArray();
            for (var i = 0; i < size; i++)
                SymmetricMatrix.AddScaled(matrix.AsSpan(i * size, size), row, row[i]);
        }

        return matrix;
    }
}
