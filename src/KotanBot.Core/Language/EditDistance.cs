namespace KotanBot.Core.Language;

/// <summary>
/// Damerau–Levenshtein distance (insert, delete, replace, swap of neighbours; no substring edited twice), bounded so that
/// a hopeless pair costs little.
/// </summary>
public static class EditDistance
{
    private const int LongestStackWord = 64;

    /// <summary>The distance, or <paramref name="bound"/> + 1 when it is larger than the bound.</summary>
    public static int Bounded(string left, string right, int bound)
    {
        if (Math.Abs(left.Length - right.Length) > bound) return bound + 1;
        if (string.Equals(left, right, StringComparison.Ordinal)) return 0;
        var width = right.Length + 1;
        var cells = width <= LongestStackWord ? stackalloc int[3 * width] : new int[3 * width];
        var twoBefore = cells[..width];
        var before = cells.Slice(width, width);
        var row = cells[(2 * width)..];
        for (var j = 0; j < width; j++) before[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            if (FillRow(left, right, i, row, before, twoBefore) > bound) return bound + 1;
            var spare = twoBefore;
            twoBefore = before;
            before = row;
            row = spare;
        }
        return Math.Min(before[right.Length], bound + 1);
    }

    /// <summary>Typing errors we forgive in a word: none up to two letters, one up to five, two beyond.</summary>
    public static int Allowance(int length) => length <= 2 ? 0 : length <= 5 ? 1 : 2;

    private static int FillRow(string left, string right, int i, Span<int> row, Span<int> before, Span<int> twoBefore)
    {
        row[0] = i;
        var least = i;
        for (var j = 1; j <= right.Length; j++)
        {
            var cost = left[i - 1] == right[j - 1] ? 0 : 1;
            var cell = Math.Min(Math.Min(row[j - 1], before[j]) + 1, before[j - 1] + cost);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                cell = Math.Min(cell, twoBefore[j - 2] + 1);
            row[j] = cell;
            least = Math.Min(least, cell);
        }
        return least;
    }
}
