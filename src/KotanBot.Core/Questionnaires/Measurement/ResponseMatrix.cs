using System.Collections.Immutable;

namespace KotanBot.Core.Questionnaires.Measurement;

/// <summary>
/// Answers of respondents (rows) to items (columns) as response categories from 1; 0 means no answer, whatever the reason. Immutable.
/// </summary>
public sealed class ResponseMatrix
{
    /// <summary>More categories than this no item has; a file that says otherwise is wrong.</summary>
    public const int MostCategories = 20;

    private readonly byte[] _categories;

    /// <param name="categories">Row by row, rows × columns values.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public ResponseMatrix(ImmutableArray<string> respondents, ImmutableArray<string> groups, ImmutableArray<string> items, byte[] categories)
    {
        if (respondents.Length != groups.Length || categories.Length != respondents.Length * items.Length)
            throw new ArgumentException($"{respondents.Length} respondents, {groups.Length} groups and {items.Length} items do not fit {categories.Length} answers", nameof(categories));
        Respondents = respondents;
        Groups = groups;
        Items = items;
        _categories = categories;
    }

    public ImmutableArray<string> Respondents { get; }

    /// <summary>The group of each row.</summary>
    public ImmutableArray<string> Groups { get; }

    public ImmutableArray<string> Items { get; }

    public int Rows => Respondents.Length;

    public int Columns => Items.Length;

    public int this[int row, int column] => _categories[(row * Items.Length) + column];

    public ReadOnlySpan<byte> Row(int row) => _categories.AsSpan(row * Items.Length, Items.Length);

    /// <summary>The given rows in the given order.</summary>
    public ResponseMatrix Take(IReadOnlyList<int> rows)
    {
        var categories = new byte[rows.Count * Items.Length];
        for (var i = 0; i < rows.Count; i++)
            Row(rows[i]).CopyTo(categories.AsSpan(i * Items.Length));
        return new ResponseMatrix([.. rows.Select(r => Respondents[r])], [.. rows.Select(r => Groups[r])], Items, categories);
    }
}
