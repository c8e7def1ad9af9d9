using System.Diagnostics;
using System.Text;
using Stateless.Reflection;

namespace Stateless.Graph;

/// <summary>Draws a machine as a Mermaid state diagram, character for character as the package does.</summary>
public static class MermaidGraph
{
    public static string Format(StateMachineInfo machineInfo, MermaidGraphDirection? direction = null)
    {
        ArgumentNullException.ThrowIfNull(machineInfo);
        var outline = GraphOutline.Of(machineInfo);
        var aliases = Aliases(outline);
        var text = new StringBuilder("stateDiagram-v2");
        if (direction is { } chosen) text.AppendLine().Append("\tdirection ").Append(Code(chosen));
        foreach (var box in outline.Boxes.Where(box => aliases[box.Name] != box.Name))
            text.AppendLine().Append($"\t{aliases[box.Name]} : {box.Name}");
        foreach (var box in outline.Boxes.Where(box => box.Children.Count > 0)) AppendCluster(text, box, aliases);
        foreach (var arrow in outline.Arrows)
            text.AppendLine().Append($"\t{aliases[arrow.From]} --> {aliases[arrow.To]} : {arrow.Label}");
        text.AppendLine().Append($"[*] --> {aliases.GetValueOrDefault(outline.InitialState, outline.InitialState)}");
        return text.ToString();
    }

    private static void AppendCluster(StringBuilder text, GraphBox box, Dictionary<string, string> aliases)
    {
        text.AppendLine().AppendLine($"\tstate {aliases[box.Name]} {{");
        foreach (var child in box.Children) text.AppendLine($"\t\t{aliases[child.Name]}");
        text.Append("\t}");
    }

    /// <summary>Names that Mermaid can parse: without spaces, colons and dashes, and still different from each other.</summary>
    private static Dictionary<string, string> Aliases(GraphOutline outline)
    {
        var names = outline.Boxes.Select(box => box.Name).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(names, StringComparer.Ordinal);
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in outline.Boxes.Select(box => box.Name))
        {
            var plain = string.Concat(name.Where(c => !char.IsWhiteSpace(c) && c is not (':' or '-')));
            aliases[name] = plain == name ? name : Free(plain, taken);
        }

        return aliases;
    }

    private static string Free(string plain, HashSet<string> taken)
    {
        var candidate = plain;
        for (var number = 1; !taken.Add(candidate); number++) candidate = $"{plain}_{number}";
        return candidate;
    }

    private static string Code(MermaidGraphDirection direction) => direction switch
    {
        MermaidGraphDirection.LeftToRight => "LR",
        MermaidGraphDirection.RightToLeft => "RL",
        MermaidGraphDirection.TopToBottom => "TB",
        MermaidGraphDirection.BottomToTop => "BT",
        _ => throw new UnreachableException(),
    };
}
