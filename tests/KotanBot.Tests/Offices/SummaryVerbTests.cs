using System.Text.Json.Nodes;
using KotanBot.Core.Offices;
using KotanBot.Storage;
using KotanBot.Tests.Host;

namespace KotanBot.Tests.Offices;

/// <summary><c>kotanbot summary</c> as a person or a script meets it.</summary>
public sealed class SummaryVerbTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 30, 7, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Lists_and_shows_what_was_made()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);

        var listed = await KotanProcess.RunAsync("summary", "list", "--satker", "BNNK-19.02", "--data", folder.Data);
        var shown = await KotanProcess.RunAsync("summary", "show", "--satker", "BNNK-19.02", "--week", "2026-W48", "--data", folder.Data);
        var json = await KotanProcess.RunAsync("summary", "show", "--satker", "BNNK-19.02", "--week", "2026-W48", "--json", "--data", folder.Data);

        Assert.Equal(["2026-W49  2026-12-20  laporan      0  nihil      0  tidak mengirim 0/0  hanya arsip", "2026-W48  2026-11-30  laporan      0  nihil      0  tidak mengirim 0/0"], listed.Lines.Where(l => l.Length > 0));
        Assert.Equal("Ringkasan mingguan BNNK Belitung, 23–29 Nov 2026", shown.Lines[0]);
        var read = JsonNode.Parse(json.Output)!;
        Assert.Equal(("2026-W48", true, 0), ((string)read["week"]!, (bool)read["told"]!, (int)read["content"]!["facts"]!["reports"]!));
    }

    [Theory]
    [InlineData("2026-W52", "there is no summary of BNNK-19.02 for 2026-W52")]
    [InlineData("minggu lalu", "--week must be a week such as 2026-W48, not minggu lalu")]
    public async Task Says_what_is_not_there(string week, string why)
    {
        using var folder = new TempFolder();
        await MakeAsync(folder);

        var refused = await KotanProcess.RunAsync("summary", "show", "--satker", "BNNK-19.02", "--week", week, "--data", folder.Data);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(why, refused.Error, StringComparison.Ordinal);
    }

    private static async Task MakeAsync(TempFolder folder)
    {
        await using var stores = await Stores.OpenAsync(DataFolder.Open(folder.Data));
        await Seeds.EnsureAsync(stores.Database, null);
        var plan = new SummaryPlan(7, new WeekSource([new WeekReport("lapor", "jenis", null, [], "dana", null)], [], [], "nihil", "alasan"), []);
        var office = new OfficeName("BNNK-19.02", "BNNK Belitung");
        await stores.Summaries.MakeAsync(new DueSummary(office, 420, ReportWeek.Parse("2026-W48")!, Tell: true), plan, Monday);
        await stores.Summaries.MakeAsync(new DueSummary(office, 420, ReportWeek.Parse("2026-W49")!, Tell: false), plan, Monday.AddDays(20));
    }
}
