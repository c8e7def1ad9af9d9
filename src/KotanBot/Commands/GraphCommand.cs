using System.CommandLine;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

using Command = System.CommandLine.Command;

namespace KotanBot.Commands;

/// <summary><c>kotanbot graph</c>: the diagrams of the docs, generated from what the code declares.</summary>
public static class GraphCommand
{
    private const string Conversation = "conversation";
    private const string Review = "review";

    public static Command Create()
    {
        var which = new Argument<string>("diagram") { Description = "conversation atau review", DefaultValueFactory = _ => Conversation };
        which.AcceptOnlyFromAmong(Conversation, Review);
        var command = new Command("graph", "Cetak diagram daur hidup percakapan, atau peninjauan laporan (Mermaid)") { which };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(which) == Review ? ReviewLifecycle.Diagram() : Lifecycle.Diagram()));
        return command;
    }
}
