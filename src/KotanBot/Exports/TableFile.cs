using System.Text;

namespace KotanBot.Exports;

/// <summary>A table as the bytes of a file.</summary>
internal static class TableFile
{
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="stream">Written forwards only; it stays open.</param>
    public static async Task WriteAsync(Stream stream, TableForm form, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        if (form.Format == TableFormat.Xlsx)
        {
            await using var book = await XlsxTable.CreateAsync(stream, XlsxTable.MostRows, cancellation);
            await CompleteAsync(book, write, cancellation);
            return;
        }

        await using var text = new StreamWriter(stream, PlainUtf8, leaveOpen: true);
        await WriteCsvAsync(text, form, write, cancellation);
    }

    public static async Task WriteCsvAsync(TextWriter writer, TableForm form, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        await using var table = form.Marked ? new CsvTable(writer).Marked() : new CsvTable(writer);
        await CompleteAsync(table, write, cancellation);
    }

    private static async Task CompleteAsync(ITableWriter table, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        await write(table);
        await table.CompleteAsync(cancellation);
    }
}
