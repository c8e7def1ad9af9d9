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
    private readonly bool _marked;
    private readonly InvocationConfiguration _surroundings;

    private ExportTarget(OutputFile? file, string path, bool marked, InvocationConfiguration surroundings) =>
        (_file, _path, _marked, _surroundings) = (file, path, marked, surroundings);

    public static ExportTarget At(string path, bool marked, bool force, InvocationConfiguration surroundings) =>
        new(path == Output ? null : OutputFile.AtNew(path, force), path, marked, surroundings);

    /// <param name="report">What was written, once it was; among data that went to the output it is not told.</param>
    public async Task WriteAsync(Func<ITableWriter, Task> write, Func<string> report, CancellationToken cancellation)
    {
        if (_file is null)
        {
            await WriteAsync(_surroundings.Output, write, cancellation);
            return;
        }

        await _file.SaveAsync(
            async stream =>
            {
                await using var text = new StreamWriter(stream, PlainUtf8, leaveOpen: true);
                await WriteAsync(text, write, cancellation);
            },
            () =>
            {
                _surroundings.Output.WriteLine($"{report()}: {_path}");
                _surroundings.Output.Flush();
            });
    }

    private async Task WriteAsync(TextWriter writer, Func<ITableWriter, Task> write, CancellationToken cancellation)
    {
        var csv = new CsvTable(writer);
        await using var table = _marked ? csv.Marked() : csv;
        await write(table);
        await table.CompleteAsync(cancellation);
    }
}
