using System.CommandLine;
using System.Text;
using KotanBot.Exports;

namespace KotanBot.Commands;

/// <summary>Where an export goes: a file, which is there whole or not at all, or the output of the command.</summary>
internal sealed class ExportTarget
{
    private const string Output = "-";

    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly OutputFile? _file;
    private readonly string _path;
    private readonly TableForm _form;
    private readonly InvocationConfiguration _surroundings;

    private ExportTarget(OutputFile? file, string path, TableForm form, InvocationConfiguration surroundings) =>
        (_file, _path, _form, _surroundings) = (file, path, form, surroundings);

    /// <exception cref="RefusedException">Nothing can or should be written there.</exception>
    public static ExportTarget At(string path, TableForm form, bool force, InvocationConfiguration surroundings)
    {
        if (form is { Format: TableFormat.Xlsx, Marked: true })
            throw new RefusedException("--bom is for csv; a workbook tells its encoding by itself");
        if (path == Output && form.Format == TableFormat.Xlsx)
            throw new RefusedException("--format xlsx needs the path of a file");
        return new ExportTarget(path == Output ? null : OutputFile.AtNew(path, force), path, form, surroundings);
    }

    /// <param name="report">What was written, once it was; among data that went to the output it is not told.</param>
    public async Task WriteAsync(Func<ITableWriter, Task> write, Func<string> report, CancellationToken cancellation)
    {
        if (_file is null)
        {
            await using var table = CsvOver(_surroundings.Output);
            await CompleteAsync(table, write, cancellation);
            return;
        }

        await _file.SaveAsync(stream => WriteAsync(stream, write, cancellation), () =>
        {
            _surroundings.Output.WriteLine($"{report()}: {_path}");
            _surroundings.Output.Flush();
        });
    }

    private async Task WriteAsync(Stream stream, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        if (_form.Format == TableFormat.Xlsx)
        {
            await using var book = await XlsxTable.CreateAsync(stream, XlsxTable.MostRows, cancellation);
            await CompleteAsync(book, write, cancellation);
            return;
        }

        await using var text = new StreamWriter(stream, PlainUtf8, leaveOpen: true);
        await using var table = CsvOver(text);
        await CompleteAsync(table, write, cancellation);
    }

    private CsvTable CsvOver(TextWriter writer) => _form.Marked ? new CsvTable(writer).Marked() : new CsvTable(writer);

    private static async Task CompleteAsync(ITableWriter table, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        await write(table);
        await table.CompleteAsync(cancellation);
    }
}
