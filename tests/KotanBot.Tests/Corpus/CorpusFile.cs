using System.Collections.Immutable;
using KotanBot.Core.Tests.Conversations;

namespace KotanBot.Tests.Corpus;

/// <summary>One line of a golden conversation that somebody or something does, and what must come of it.</summary>
internal sealed record CorpusStep(string Stimulus, ImmutableArray<string> Said, ImmutableArray<string> Done)
{
    public bool Erases => Done.Contains("do: erase person");
}

/// <summary>The golden conversations, the same files that the core's tests play.</summary>
internal static class CorpusFile
{
    private static readonly string[] Folders = ["tests/transcripts", "dialogs/demo"];

    public static IEnumerable<string> Names =>
        Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(DirectLine.RepositoryFiles.Root, f), "*.chat"))
            .Select(f => Path.GetRelativePath(DirectLine.RepositoryFiles.Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static IReadOnlyList<CorpusStep> Read(string name)
    {
        var steps = new List<CorpusStep>();
        foreach (var line in File.ReadAllText(Path.Combine(DirectLine.RepositoryFiles.Root, name)).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!Transcript.IsExpectation(line))
                steps.Add(new CorpusStep(line, [], []));
            else if (line.StartsWith("do:", StringComparison.Ordinal))
                steps[^1] = steps[^1] with { Done = steps[^1].Done.Add(line) };
            else
                steps[^1] = steps[^1] with { Said = steps[^1].Said.Add(line) };
        }

        return steps;
    }
}
