using KotanBot.Core.Offices;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary>What several people of an office say to the bot and hear from it, over a real database.</summary>
public sealed class OfficeTranscriptTests
{
    private static readonly string Folder = Path.Combine(Repository.Docs.Root, "tests", "transcripts", "kantor");

    private static bool IsUpdating => Environment.GetEnvironmentVariable("KOTANBOT_UPDATE_TRANSCRIPTS") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder, "*.chat").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Plays_as_written(string name)
    {
        var file = Path.Combine(Folder, name);
        var expected = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");
        await using var stage = await TurnStage.OpenAsync();
        stage.Stores.Facts.Addresses = () => new InvitationAddresses("https://lapor.example.org/?k=", "https://lapor.example.org/undangan?k=", "https://t.me/KotanBot?start=");
        using var play = new OfficePlay(stage);

        var played = await play.PlayAsync(expected);

        if (IsUpdating)
            await File.WriteAllTextAsync(file, played);
        else
            Assert.Equal(expected, played);
    }
}
