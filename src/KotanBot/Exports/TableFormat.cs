namespace KotanBot.Exports;

/// <summary>As what a table is written.</summary>
public enum TableFormat
{
    Csv,
    Xlsx,
}

/// <summary>A format, and for CSV whether it begins with the mark of UTF-8.</summary>
public sealed record TableForm(TableFormat Format, bool Marked = false);
