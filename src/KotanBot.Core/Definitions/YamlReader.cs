using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace KotanBot.Core.Definitions;

/// <summary>
/// Reads one YAML document into nodes that know their place. Stricter than YAML: duplicate keys, anchors, tags, several
/// documents and non-scalar keys are issues, because each has hidden a real mistake in hand-written definitions.
/// </summary>
public sealed class YamlReader
{
    private const int DeepestNesting = 32;

    private readonly string _file;
    private readonly IssueList _issues;
    private readonly Parser _parser;
    private (int Line, int Column) _reached = (1, 1);

    private YamlReader(string file, string text, IssueList issues)
    {
        _file = file;
        _issues = issues;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The root mapping, or null with at least one issue added.</summary>
    public static YamlMap? Read(string file, string text, IssueList issues)
    {
        var reader = new YamlReader(file, text, issues);
        try
        {
            return reader.ReadRoot();
        }
        catch (YamlException fault)
        {
            issues.Add(new Issue("not-yaml", file, Math.Max(1, (int)fault.Start.Line), Math.Max(1, (int)fault.Start.Column), Plain(fault)));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner throws this, without a place, for some unfinished [ and { lists.
            issues.Add(new Issue("not-yaml", file, reader._reached.Line, reader._reached.Column, "the text after this place is not YAML; is a bracket or brace left open?"));
        }

        return null;
    }

    private static string Plain(YamlException fault) => fault.InnerException?.Message ?? fault.Message;

    private YamlMap? ReadRoot()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _issues.Add(new Issue("empty-file", _file, 1, 1, "the file holds no definition"));
            return null;
        }

        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _issues.Add(new Issue("several-documents", _file, (int)second.Start.Line, (int)second.Start.Column, "one file holds one definition"));
        if (root is YamlMap map)
            return map;
        _issues.Add(root is YamlScalar { Value: "" } ? "empty-file" : "wrong-kind", root, "the file must hold one mapping");
        return null;
    }

    private YamlNode ReadNode(int depth)
    {
        if (_parser.Current is NodeEvent node)
        {
            _reached = ((int)node.Start.Line, (int)node.Start.Column);
            if (depth > DeepestNesting)
                throw new YamlException(node.Start, node.End, "nested too deeply");
            if (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)
                Add("not-supported", node, "anchors and tags are not supported in definitions");
        }

        if (_parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(_file, (int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value.TrimEnd('\n'));
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Add("not-supported", alias, "aliases are not supported in definitions");
            return new YamlScalar(_file, (int)alias.Start.Line, (int)alias.Start.Column, "");
        }

        return _parser.TryConsume<SequenceStart>(out var list) ? ReadList(list, depth) : ReadMap(_parser.Consume<MappingStart>(), depth);
    }

    private YamlList ReadList(SequenceStart start, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new YamlList(_file, (int)start.Start.Line, (int)start.Start.Column, items);
    }

    private YamlMap ReadMap(MappingStart start, int depth)
    {
        var entries = new List<(YamlScalar, YamlNode)>();
        var seen = new HashSet<string>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
                _issues.Add("wrong-kind", key, "a key must be a plain word");
            else if (!seen.Add(name.Value))
                _issues.Add("duplicate-key", name, $"`{name.Value}` stands twice in one mapping");
            else
                entries.Add((name, value));
        }

        return new YamlMap(_file, (int)start.Start.Line, (int)start.Start.Column, entries, _issues);
    }

    private void Add(string code, ParsingEvent at, string text) =>
        _issues.Add(new Issue(code, _file, (int)at.Start.Line, (int)at.Start.Column, text));
}
