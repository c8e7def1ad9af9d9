namespace KotanBot.Tests.Corpus;

/// <summary>
/// Every golden conversation over real HTTP against the real server and SQLite: the same words and choices as on the pure
/// core, and after every turn the rows that the file tells.
/// </summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusFile.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_over_Direct_Line_as_written(string name)
    {
        await using var host = await CorpusHost.StartNewAsync();
        await new CorpusPlay(host, new CorpusManner()).RunAsync(name);
    }
}
