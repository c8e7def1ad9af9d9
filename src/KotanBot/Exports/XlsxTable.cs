using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace KotanBot.Exports;

/// <summary>
/// An Excel workbook, written as it comes: days are dates, numbers numbers, texts stand in their cells and are never formulas. The names of the
/// columns stay in sight. What is more than a sheet holds goes on in the next one under the same names.
/// </summary>
public sealed class XlsxTable : ITableWriter
{
    /// <summary>What Excel opens.</summary>
    public const int MostRows = 1_048_576;

    private const string DayFormat = "yyyy-mm-dd";
    private const int LongestText = 32_767;

    /// <summary>Excel's calendar holds a day that never was before this one, so that earlier days would be off by one.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    private readonly Spreadsheet _book;
    private readonly int _mostRows;
    private readonly StyleId _name;
    private readonly StyleId _day;
    private string[] _names = [];
    private StyledCell[] _cells = [];
    private int _sheets;

    private XlsxTable(Spreadsheet book, int mostRows)
    {
        (_book, _mostRows) = (book, mostRows);
        _name = book.AddStyle(new Style { Font = { Bold = true } });
        _day = book.AddStyle(new Style { Format = NumberFormat.Custom(DayFormat) });
    }

    /// <param name="stream">Written forwards only; it stays open.</param>
    /// <param name="mostRows">Of a sheet, with that of the names.</param>
    public static async Task<XlsxTable> CreateAsync(Stream stream, int mostRows, CancellationToken cancellation) =>
        new(await Spreadsheet.CreateNewAsync(stream, cancellationToken: cancellation), mostRows);

    public async ValueTask AddAsync(IReadOnlyList<TableCell> row, CancellationToken cancellation)
    {
        if (_sheets == 0)
        {
            _names = [.. row.Select(c => c.Text ?? "")];
            _cells = new StyledCell[row.Count];
            await BeginSheetAsync(cancellation);
            return;
        }

        if (_book.NextRowNumber > _mostRows)
            await BeginSheetAsync(cancellation);
        for (var i = 0; i < row.Count; i++)
            _cells[i] = Cell(row[i]);
        await _book.AddRowAsync(_cells, cancellation);
    }

    public async ValueTask CompleteAsync(CancellationToken cancellation) => await _book.FinishAsync(cancellation);

    public ValueTask DisposeAsync() => _book.DisposeAsync();

    private async Task BeginSheetAsync(CancellationToken cancellation)
    {
        _sheets++;
        await _book.StartWorksheetAsync(_sheets == 1 ? "Data" : $"Data {_sheets}", new WorksheetOptions { FrozenRows = 1 }, cancellation);
        await _book.AddHeaderRowAsync(_names, _name, cancellation);
    }

    private StyledCell Cell(TableCell cell) => cell.Kind switch
    {
        TableCellKind.Number => new StyledCell((double)cell.Number, null),
        TableCellKind.Day when cell.Day >= FirstDay => new StyledCell(cell.Day.ToDateTime(TimeOnly.MinValue), _day),
        TableCellKind.Day => new StyledCell($"{cell.Day:yyyy-MM-dd}", null),
        TableCellKind.Text => new StyledCell(Readable(cell.Text!), null),
        _ => default,
    };

    /// <summary>Without what no XML file can hold, and no longer than a cell can be.</summary>
    internal static string Readable(string text)
    {
        var unfit = false;
        foreach (var letter in text)
            unfit |= letter is < ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF';
        if (unfit)
            text = string.Concat(text.Where(l => l is not (< ' ' and not ('\t' or '\n' or '\r') or '\uFFFE' or '\uFFFF')));
        return text.Length <= LongestText ? text : text[..LongestText];
    }
}
