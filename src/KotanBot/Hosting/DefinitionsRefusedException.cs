using KotanBot.Core.Definitions;

namespace KotanBot;

/// <summary>Definitions have issues, so the program does not start with them.</summary>
public sealed class DefinitionsRefusedException(string folder, IReadOnlyCollection<Issue> issues)
    : RefusedException($"{issues.Count} issue{(issues.Count == 1 ? "" : "s")} in {folder}; not started")
{
    public string Folder { get; } = folder;

    public IReadOnlyCollection<Issue> Issues { get; } = issues;
}
