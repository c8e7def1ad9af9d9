using System.Text.Json.Nodes;
using KotanBot.Storage;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot audit</c> as a person or a script meets it.</summary>
public sealed class AuditVerbTests
{
    [Fact]
    public async Task Prints_what_was_done_for_an_office_and_those_below_it()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);

        var printed = await KotanProcess.RunAsync("audit", "--satker", "BNNP-19", "--data", folder.Data);
        var json = await KotanProcess.RunAsync("audit", "--satker", "BNNK-19.02", "--json", "--data", folder.Data);
        var foreign = await KotanProcess.RunAsync("audit", "--satker", "BNNK-53.14", "--data", folder.Data);

        Assert.Equal((0, 0, 0), (printed.ExitCode, json.ExitCode, foreign.ExitCode));
        Assert.EndsWith("BNNK-19.02 kotanbot target 2021|ketahanan-keluarga: 5", Assert.Single(printed.Lines, l => l.Length > 0), StringComparison.Ordinal);
        var line = Assert.Single(JsonNode.Parse(json.Output)!.AsArray())!;
        Assert.Equal(("target", "BNNK-19.02", null), ((string)line["deed"]!, (string)line["satkerCode"]!, (string?)line["actorId"]));
        Assert.Equal("", foreign.Output.Trim());
    }

    [Theory]
    [InlineData("--satker BNNK-99.99", "satker BNNK-99.99 is unknown")]
    [InlineData("--satker BNNK-19.02 --from kemarin", "kemarin is not a day such as 2026-11-29")]
    [InlineData("--satker BNNK-19.02 --from 2026-12-01 --to 2026-01-01", "--from 2026-12-01 is after --to 2026-01-01")]
    [InlineData("--satker BNNK-19.02 --limit 0", "--limit must be a whole number of at least 1, not 0")]
    public async Task Says_what_is_wrong(string words, string why)
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);

        var refused = await KotanProcess.RunAsync(["audit", .. words.Split(' '), "--data", folder.Data]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
    }

    private static async Task MakeAsync(TempFolder folder)
    {
        await using (var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data)))
            await Seeds.EnsureAsync(stores.Database, null);
        var set = await KotanProcess.RunAsync("target", "set", "--satker", "BNNK-19.02", "--year", "2021", "--output", "ketahanan-keluarga", "--target", "5", "--data", folder.Data);
        Assert.Equal(0, set.ExitCode);
    }
}
