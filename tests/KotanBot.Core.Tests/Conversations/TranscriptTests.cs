namespace KotanBot.Core.Tests.Conversations;

/// <summary>Every golden conversation on the pure core: every effect in order, nothing missing and nothing more.</summary>
public sealed class TranscriptTests
{
    private static readonly string[] Folders = ["tests/transcripts", "tests/transcripts/telegram", "dialogs/demo"];

    private static bool IsUpdating => Environment.GetEnvironmentVariable("KOTANBOT_UPDATE_TRANSCRIPTS") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public static TheoryData<string> Names => [.. Files().Select(f => Path.GetRelativePath(ShippedDefinitions.RepositoryRoot, f).Replace('\\', '/'))];

    private static IEnumerable<string> Files() =>
        Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(ShippedDefinitions.RepositoryRoot, f), "*.chat")).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Plays_as_written(string name)
    {
        var file = Path.Combine(ShippedDefinitions.RepositoryRoot, name);
        var expected = File.ReadAllText(file);

        var played = Transcript.Play(expected, () => new CorePlayer(ShippedDefinitions.Set));

        if (IsUpdating)
            File.WriteAllText(file, played);
        else
            Assert.Equal(expected.ReplaceLineEndings("\n"), played);
    }

    [Fact]
    public void Every_step_of_every_shipped_dialog_is_visited()
    {
        var visited = new HashSet<string>();
        foreach (var file in Files())
            Transcript.Play(File.ReadAllText(file), () => new CorePlayer(ShippedDefinitions.Set, visited));

        var all = ShippedDefinitions.Set.Dialogs
            .SelectMany(d => d.Steps.Select(s => $"{d.Id}/{s.Id}"));
        Assert.Empty(all.Except(visited));
    }
}
