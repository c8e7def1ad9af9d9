namespace KotanBot.Core.Definitions;

/// <summary>A place in a definition file. Every node knows its file, line and column (from 1), so that an issue can point at it.</summary>
public abstract class YamlNode(string file, int line, int column)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public int Column { get; } = column;
}

/// <summary>A scalar with its text as written. Whether it was quoted matters only for <c>null</c>-like words.</summary>
public sealed class YamlScalar(string file, int line, int column, string value) : YamlNode(file, line, column)
{
    public string Value { get; } = value;
}

/// <summary>A sequence of nodes in file order.</summary>
public sealed class YamlList(string file, int line, int column, IReadOnlyList<YamlNode> items) : YamlNode(file, line, column)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}
