using KotanBot.Core.Conversations;

using Command = System.CommandLine.Command;

namespace KotanBot.Commands;

/// <summary><c>kotanbot graph</c>: the diagrams of the docs, generated from what the code declares.</summary>
public static class GraphCommand
{
    public static Command Create()
    {
        var command = new Command("graph", "Cetak diagram daur hidup percakapan (Mermaid)");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(Lifecycle.Diagram()));
        return command;
    }
}
