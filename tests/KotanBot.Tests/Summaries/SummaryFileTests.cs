using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using KotanBot.Charts;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using KotanBot.Summaries;
using KotanBot.Tests.Media;
using Microsoft.Extensions.Logging.Abstractions;

namespace KotanBot.Tests.Summaries;

/// <summary>The picture and the workbook of a weekly summary.</summary>
public sealed class SummaryFileTests
{
    private static readonly DefinitionSet Definitions = DefinitionFiles.Load(ShippedFiles.Dialogs);

    private static readonly OfficeName Province = new("BNNP-19", "BNNP Kepulauan Bangka Belitung");

    [Fact]
    public void The_picture_shows_reports_beside_those_of_the_week_before_who_is_silent_and_targets()
    {
        var chart = new SummaryChart(Definitions, Languages.Indonesian).Draw(Week(2), Week(1));

        Assert.Equal("BNNP Kepulauan Bangka Belitung, 23–29 Nov 2026", chart.Title);
        Assert.Contains("24 (minggu sebelumnya 12)", chart.Text, StringComparison.Ordinal);
        Assert.Contains("Tidak mengirim apa pun 14", chart.Text, StringComparison.Ordinal);
        Assert.Contains("10 dari 40 (25%)", chart.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_week_before_nothing_is_compared() =>
        Assert.DoesNotContain("sebelumnya", new SummaryChart(Definitions, Languages.Indonesian).Draw(Week(2), null).Text, StringComparison.Ordinal);

    [Fact]
    public void A_week_without_reports_says_so() => Assert.Contains("no data yet", new SummaryChart(Definitions, Languages.English).Draw(Week(0), null).Text, StringComparison.Ordinal);

    [Fact]
    public async Task The_picture_is_small()
    {
        Tool.RequireCharts();
        using var pictures = new PngPicture(PngPicture.Find(), NullLogger.Instance);

        var png = await pictures.TryMakeAsync(new SummaryChart(Definitions, Languages.Indonesian).Draw(Week(2), Week(1)).ToPicture(), TestContext.Current.CancellationToken);

        Assert.InRange(png!.Length, 5_000, 40_000);
        await ShowAsync("summary.png", png);
    }

    [Fact]
    public async Task The_workbook_has_five_sheets_with_numbers_as_numbers_and_no_formulas()
    {
        using var stream = new MemoryStream();
        await new SummaryBook(Definitions, Languages.Indonesian).WriteAsync(Week(2), stream, TestContext.Current.CancellationToken);
        await ShowAsync("summary.xlsx", stream.ToArray());

        using var book = SpreadsheetDocument.Open(stream, isEditable: false);
        var parts = book.WorkbookPart!;
        Assert.Equal(["Ringkasan", "Satker", "Target", "Kegiatan", "Butir"], parts.Workbook!.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value!));
        var sheets = parts.Workbook.Sheets!.Elements<Sheet>().ToDictionary(s => s.Name!.Value!, s => ((WorksheetPart)parts.GetPartById(s.Id!)).Worksheet!);
        Assert.All(sheets.Values, s => Assert.Empty(s.Descendants<CellFormula>()));
        Assert.Contains(sheets["Ringkasan"].Descendants<Row>(), r => r.InnerText.Contains("Laporan ditolak (tidak dihitung)2", StringComparison.Ordinal));
        Assert.Contains(sheets["Satker"].Descendants<Row>(), r => r.InnerText.Contains("=HYPERLINK", StringComparison.Ordinal));
        Assert.Equal(3, sheets["Satker"].Descendants<Row>().Count() - 1);
        var target = sheets["Target"].Descendants<Row>().ElementAt(1).Elements<Cell>().ToList();
        Assert.Equal("40", target[2].InnerText);
        Assert.NotEqual(CellValues.InlineString, target[2].DataType?.Value);
        Assert.Contains("Butir", sheets["Butir"].Descendants<Row>().First().InnerText, StringComparison.Ordinal);
    }

    private static WeekSummary Week(int times) => new(Province, new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 30), new WeekFacts(36 * times, 3 * times, 1_250 * times, 4)
    {
        Rejected = 2,
        Verified = 10 * times,
        Kinds = times == 0 ? [] : [new("sosialisasi", 30 * times), new("tes-urine", 6 * times)],
        Lingkungan = times == 0 ? [] : [new("pendidikan", 12 * times), new("masyarakat", 20 * times), new("", 4 * times)],
        Funding = times == 0 ? [] : [new("dipa", 6 * times), new("swadaya", 30 * times)],
        Reasons = times == 0 ? [] : [new("belum-ada-kegiatan", 3 * times)],
        Offices =
        [
            new(new OfficeSilence(Province, "BNN", 2, 1, 1, true), 2 * times, 0),
            new(new OfficeSilence(new("BNNK-19.02", "BNNK Belitung"), Province.Code, 20, 8, 5, true), 20 * times, 2 * times),
            new(new OfficeSilence(new("BNNK-19.71", "=HYPERLINK(\"http://x\")"), Province.Code, 15, 5, 5, false), 14 * times, times),
        ],
        Targets = [.. Definitions.Outputs.Take(3).Select((o, i) => new OutputTarget(o.Id, 40 + i, 10, 0))],
        Lembaga = 9,
        SilentLembaga = 4,
        SilentLembagaNames = ["Karang Taruna Tunas", "SMPN 2 Tanjungpandan"],
        Regions = 7,
        RegionsWithoutOffice = 2,
    })
    {
        Kawasan = [new("Kampung Baru", null, "bahaya")],
        Unclear = [new("ikotan", "x", 40, 12)],
        Moved = new SummaryMove(2, 0, 1, 0, 30),
    };

    private static async Task ShowAsync(string name, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("KOTANBOT_SHOW_CHARTS") is { Length: > 0 } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, TestContext.Current.CancellationToken);
    }
}
