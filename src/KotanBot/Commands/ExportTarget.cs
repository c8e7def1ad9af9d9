using System.CommandLine;
using KotanBot.Exports;

namespace KotanBot.Commands;

/// <summary>Where an export goes: a file, which is there whole or not at all, or the output of the command.</summary>
internal sealed class ExportTarget
{
    private const string Output = "-";

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
            await TableFile.WriteCsvAsync(_surroundings.Output, _form, write, cancellation);
            return;
        }

        await _file.SaveAsync(stream => TableFile.WriteAsync(stream, _form, write, cancellation), () =>
        {
            _surroundings.Output.WriteLine($"{report()}: {_path}");
            _surroundings.Output.Flush();
        });
    }
}
