using System.Text;
using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Draws a machine in Graphviz's DOT language, character for character as the package does.</summary>
public static class UmlDotGraph
{
    private const string EntryWord = "entry / ";
    private const string ExitWord = "exit / ";

    public static string Format(StateMachineInfo machineInfo)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        var outline = GraphOutline.Of(machineInfo);
        var text = new StringBuilder()
            .AppendLine("digraph {").AppendLine("compound=true;").AppendLine("node [shape=Mrecord]").AppendLine("rankdir=\"LR\"");
        foreach (var box in outline.Boxes.Where(box => box.Children.Count > 0)) AppendCluster(text, box);
        foreach (var box in outline.Boxes.Where(box => box.Children.Count == 0 && !box.IsNested)) AppendBox(text, box);
        foreach (var arrow in outline.Arrows)
            text.AppendLine().Append($"\"{Escape(arrow.From)}\" -> \"{Escape(arrow.To)}\" [style=\"solid\", label=\"{Escape(arrow.Label)}\"];");
        text.AppendLine().Append(" init [label=\"\", shape=point];");
        text.AppendLine().Append($" init -> \"{Escape(outline.InitialState)}\"[style = \"solid\"]");
        return text.AppendLine().Append('}').ToString();
    }

    private static void AppendCluster(StringBuilder text, GraphBox box)
    {
        var actions = Actions(box);
        var label = Escape(box.Name) + (actions.Count > 0 ? "\\n----------\\n" + string.Join("\\n", actions) : "");
        text.AppendLine().AppendLine($"subgraph \"cluster{Escape(box.Name)}\"").AppendLine("\t{").AppendLine($"\tlabel = \"{label}\"");
        foreach (var child in box.Children) AppendBox(text, child);
        text.AppendLine("}");
    }

    private static void AppendBox(StringBuilder text, GraphBox box)
    {
        var actions = Actions(box);
        var label = Escape(box.Name) + (actions.Count > 0 ? "|" + string.Join("\\n", actions) : "");
        text.AppendLine($"\"{Escape(box.Name)}\" [label=\"{label}\"];");
    }

    private static List<string> Actions(GraphBox box) =>
        [.. box.EntryActions.Select(action => EntryWord + Escape(action)), .. box.ExitActions.Select(action => ExitWord + Escape(action))];

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
}
