using System.Collections;

namespace KotanBot.Core.Definitions;

/// <summary>One fault in a definition file, for its author. Line and column count from 1; <paramref name="Code"/> is stable and kebab-case.</summary>
public sealed record Issue(string Code, string File, int Line, int Column, string Text)
{
    /// <summary>The form every tool prints: <c>file:line:column: code: text</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Code}: {Text}";
}

/// <summary>Collects every issue of a reading, so that an author sees all of them at once.</summary>
public sealed class IssueList : IReadOnlyCollection<Issue>
{
    private readonly List<Issue> _issues = [];

    public int Count => _issues.Count;

    public void Add(string code, YamlNode at, string text) => _issues.Add(new Issue(code, at.File, at.Line, at.Column, text));

    public void Add(Issue issue) => _issues.Add(issue);

    public IEnumerator<Issue> GetEnumerator() => _issues.OrderBy(i => i.File, StringComparer.Ordinal).ThenBy(i => i.Line).ThenBy(i => i.Column).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
