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
    public static IEnumerable<string> Names => In("tests/transcripts", "dialogs/demo");

    /// <summary>With messages that only Telegram has: edits, replies, albums.</summary>
    public static IEnumerable<string> TelegramNames => Names.Concat(In("tests/transcripts/telegram"));

    private static IEnumerable<string> In(params IEnumerable<string> folders) =>
        folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(DirectLine.RepositoryFiles.Root, f), "*.chat"))
            .Select(f => Path.GetRelativePath(DirectLine.RepositoryFiles.Root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    /// <summary>How many messages of a conversation are kept without their text.</summary>
    public static int Forgotten(string name) => Read(name).Count(s => s.Done.Contains("do: forget input"));

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
