using System.CommandLine;
using System.CommandLine.Invocation;

namespace KotanBot.Commands;

/// <summary>
/// The whole command line; without a verb it serves. Exit codes: 0 done, 1 refused, 2 used wrongly, 3 broken.
/// </summary>
public static class KotanCommand
{
    public const int Done = 0;

    public const int Refused = 1;

    public const int UsedWrongly = 2;

    /// <summary>A part of the server failed for good, so that the whole was stopped.</summary>
    public const int Broken = 3;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = CreateRoot().Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var fault in parsed.Errors)
                await error.WriteLineAsync($"kotanbot: {fault.Message.ReplaceLineEndings("").Replace("\t", " ", StringComparison.Ordinal)}");
            await error.WriteLineAsync("kotanbot: try --help");
            return UsedWrongly;
        }
        try
        {
            // The server has its own handling of signals; a second one would kill it in the middle of draining.
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (Refusal.Lines(exception) is { } lines)
        {
            foreach (var line in lines)
                await error.WriteLineAsync(line);
            return Refused;
        }
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand("KotanBot: laporan kegiatan dan indeks lewat percakapan. Tanpa perintah: serve.");
        ServeCommand.Configure(root);
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(ChatCommand.Create());
        root.Subcommands.Add(InviteCommand.Create());
        root.Subcommands.Add(AdminLinkCommand.Create());
        root.Subcommands.Add(SatkerCommand.Create());
        root.Subcommands.Add(LembagaCommand.Create());
        root.Subcommands.Add(TargetCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(SummaryCommand.Create());
        root.Subcommands.Add(ChangeCommand.Create());
        root.Subcommands.Add(TokenCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(GraphCommand.Create());
        var index = IndexCommand.Create();
        index.Subcommands.Add(ShowIndexCommand.Create());
        index.Subcommands.Add(RecomputeIndexCommand.Create());
        root.Subcommands.Add(index);
        root.Subcommands.Add(CalibrateCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(EstimateCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(ItemsCommand.Create());
        return root;
    }
}
