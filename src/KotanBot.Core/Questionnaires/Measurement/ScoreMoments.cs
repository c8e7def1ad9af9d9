using System.Runtime.InteropServices;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// The E-step of the multivariate normal in a form that needs only the answered items of a row. With z = Σₒₒ⁻¹(x − μ) on the answered items
/// and 0 elsewhere, the expected deviations of the whole row are Σz, and Σ over rows of their expected products is nΣ + Σ(Zᵀ Z − W)Σ, where W
/// sums the Σₒₒ⁻¹. So twelve answers out of sixty cost 12³ steps and not 60³.
/// </summary>
internal sealed class ScoreMoments
{
    private readonly ResponseMatrix _responses;
    private readonly int _size;
    private readonly List<(int[] Items, List<int> Rows)> _patterns = [];
    private readonly double[] _work;
    private readonly double[] _deviations;
    private readonly double[] _solved;

    public ScoreMoments(ResponseMatrix responses)
    {
        _responses = responses;
        _size = responses.Columns;
        _work = new double[_size * _size];
        _deviations = new double[_size];
        _solved = new double[_size];
        Linear = new double[_size];
        Quadratic = new double[_size * _size];
        var places = new Dictionary<string, int>();
        for (var row = 0; row < responses.Rows; row++)
        {
            var items = Answered(row);
            if (items.Length == 0)
                continue;
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, string.Create(items.Length, items, (text, all) => Write(text, all)), out var known);
            if (!known)
            {
                place = _patterns.Count;
                _patterns.Add((items, []));
            }

            _patterns[place].Rows.Add(row);
            Rows++;
        }
    }

    /// <summary>Rows with at least one answer.</summary>
    public int Rows { get; }

    /// <summary>Sum of z over rows.</summary>
    public double[] Linear { get; }

    /// <summary>Zᵀ Z − W, size × size.</summary>
    public double[] Quadratic { get; }

    public void Sum(double[] means, double[] covariances)
    {
        Array.Clear(Linear);
        Array.Clear(Quadratic);
        foreach (var (items, rows) in _patterns)
        {
            var count = items.Length;
            var inverse = _work.AsSpan(0, count * count);
            for (var row = 0; row < count; row++)
                for (var column = 0; column < count; column++)
                    inverse[(row * count) + column] = covariances[(items[row] * _size) + items[column]];
            if (!SymmetricMatrix.TryInvert(inverse, count))
                throw new InvalidOperationException("the covariance matrix of the item scores is not positive definite");
            AddPattern(items, rows, means, inverse);
        }
    }

    private void AddPattern(int[] items, List<int> rows, double[] means, Span<double> inverse)
    {
        var count = items.Length;
        var deviations = _deviations.AsSpan(0, count);
        var solved = _solved.AsSpan(0, count);
        // Scaled by −rows, the inverse is what the pattern adds to −W; z zᵀ of each row is then added to it.
        var total = new double[count * count];
        SymmetricMatrix.AddScaled(total, inverse, -rows.Count);
        foreach (var row in rows)
        {
            var answers = _responses.Row(row);
            for (var i = 0; i < count; i++)
                deviations[i] = answers[items[i]] - means[items[i]];
            for (var i = 0; i < count; i++)
            {
                solved[i] = SymmetricMatrix.Dot(inverse.Slice(i * count, count), deviations);
                Linear[items[i]] += solved[i];
            }

            for (var i = 0; i < count; i++)
                SymmetricMatrix.AddScaled(total.AsSpan(i * count, count), solved, solved[i]);
        }

        for (var row = 0; row < count; row++)
            for (var column = 0; column < count; column++)
                Quadratic[(items[row] * _size) + items[column]] += total[(row * count) + column];
    }

    private int[] Answered(int row)
    {
        var items = new List<int>();
        var answers = _responses.Row(row);
        for (var item = 0; item < answers.Length; item++)
            if (answers[item] != 0)
                items.Add(item);
        return [.. items];
    }

    private static void Write(Span<char> text, int[] items)
    {
        for (var i = 0; i < items.Length; i++)
            text[i] = (char)items[i];
    }
}
