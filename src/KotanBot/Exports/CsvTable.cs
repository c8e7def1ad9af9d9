using System.Buffers;
using System.Globalization;
using System.Text;

namespace KotanBot.Exports;

/// <summary>
/// RFC 4180: commas, CRLF, quoted only where it must be. A text that a spreadsheet would take for a formula gets an apostrophe in front; a number
/// never does, also a negative one.
/// </summary>
public sealed class CsvTable(TextWriter writer) : ITableWriter
{
    private const int MostKept = 32 * 1024;
    private const char Neutral = '\'';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Also as wide as East Asian signs: some spreadsheets take them for the plain ones.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> Quotable = SearchValues.Create(",\"\r\n");

    private readonly StringBuilder _kept = new();

    /// <summary>Tells a spreadsheet that the file is UTF-8. Before the first row or never.</summary>
    public CsvTable Marked()
    {
        _kept.Append(ByteOrderMark);
        return this;
    }

    public async ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation)
    {
        for (var i = 0; i < row.Count; i++)
        {
            if (i > 0)
                _kept.Append(',');
            Add(row[i]);
        }

        _kept.Append("\r\n");
        if (_kept.Length >= MostKept)
            await FlushAsync(cancellation);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        await writer.FlushAsync(cancellation);
    }

    /// <summary>The writer is its owner's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Add(TableCell cell)
    {
        switch (cell.Kind)
        {
            case TableCellKind.Number:
                _kept.Append(CultureInfo.InvariantCulture, $"{cell.Number}");
                break;
            case TableCellKind.Day:
                _kept.Append(CultureInfo.InvariantCulture, $"{cell.Day:yyyy-MM-dd}");
                break;
            case TableCellKind.Text:
                Add(FormulaStarts.Contains(cell.Text![0]) ? Neutral + cell.Text : cell.Text);
                break;
        }
    }

    private void Add(string text)
    {
        if (text.AsSpan().ContainsAny(Quotable))
            _kept.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            _kept.Append(text);
    }

    private async ValueTask FlushAsync(CancellationToken cancellation)
    {
        await writer.WriteAsync(_kept, cancellation);
        _kept.Clear();
    }
}
