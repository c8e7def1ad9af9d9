namespace KotanBot.Exports;

/// <summary>One cell of an exported table. Numbers and days stay what they are; only a text can be mistaken for a formula.</summary>
public readonly record struct TableCell
{
    private TableCell(TableCellKind kind, string? text, decimal number, DateOnly day) => (Kind, Text, Number, Day) = (kind, text, number, day);

    public TableCellKind Kind { get; }

    public string? Text { get; }

    public decimal Number { get; }

    public DateOnly Day { get; }

    /// <summary>Nothing where there is no text.</summary>
    public static TableCell Of(string? text) => string.IsNullOrEmpty(text) ? default : new TableCell(TableCellKind.Text, text, 0, default);

    public static TableCell Of(decimal number) => new(TableCellKind.Number, null, number, default);

    public static TableCell Of(DateOnly day) => new(TableCellKind.Day, null, 0, day);
}

/// <summary>What a cell holds.</summary>
public enum TableCellKind
{
    Nothing,
    Text,
    Number,
    Day,
}
