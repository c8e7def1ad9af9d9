using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using KotanBot.Core.Conversations;
using KotanBot.Exports;

namespace KotanBot.Tests.Exports;

/// <summary>The workbooks, judged by Microsoft's own library: against the schema of Office, and cell by cell.</summary>
public sealed class XlsxTests : IDisposable
{
    private readonly ExportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_day_is_a_date_a_number_a_number_and_a_text_no_formula()
    {
        var path = _stage.PathOf("r.xlsx");
        await FillAsync(
            ("jenis", new AnswerValue.Choice("rapat")),
            ("tanggal", new AnswerValue.Dates(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2))),
            ("tempat", new AnswerValue.Text("=HYPERLINK(\"http://x\")\u0001 <b> & \r\nbaris dua 😀")),
            ("peserta", new AnswerValue.Number(-12.5m)),
            ("dana", new AnswerValue.Skipped(SkipReasons.NoRecord)));

        var told = await _stage.RunAsync("reports", "--out", path);

        Assert.Equal((0, $"1 laporan: {path}\n", ""), told);
        using var book = Open(path);
        var row = Assert.Single(Rows(book, 0));
        Assert.Equal(new DateTime(2026, 3, 1), DateTime.FromOADate(double.Parse(row["tanggal.from"].InnerText)));
        Assert.Equal("yyyy-mm-dd", FormatOf(book, row["tanggal.from"]));
        Assert.Equal(("-12.5", CellValues.Number), (row["peserta"].InnerText, TypeOf(row["peserta"])));
        Assert.Equal(("=HYPERLINK(\"http://x\") <b> & \r\nbaris dua 😀".ReplaceLineEndings(), CellValues.InlineString), (row["tempat"].InnerText.ReplaceLineEndings(), TypeOf(row["tempat"])));
        Assert.Equal(("", "tidak-ada-catatan"), (row["dana"].InnerText, row["dana.missing"].InnerText));
        Assert.Equal("", row["hasil"].InnerText);
        Assert.Empty(Sheet(book, 0).Descendants<CellFormula>());
        var pane = Assert.Single(Sheet(book, 0).Descendants<Pane>());
        Assert.Equal((1d, PaneStateValues.Frozen), (pane.VerticalSplit!.Value, pane.State!.Value));
    }

    [Fact]
    public async Task Every_export_gives_the_same_cells_in_both_formats()
    {
        await FillAsync(("jenis", new AnswerValue.Choice("rapat")), ("peserta", new AnswerValue.Number(45)), ("sasaran", new AnswerValue.Choices(["swasta", "masyarakat"])));
        foreach (var what in (string[][])[["reports"], ["answers"], ["answers", "--shape", "wide"], ["responses", "--bank", "ikotan"]])
        {
            var path = _stage.PathOf(string.Join('-', what) + ".buku");
            var (code, _, error) = await _stage.RunAsync([.. what, "--format", "xlsx", "--out", path]);
            Assert.True(code == 0, error);
            var (_, csv, _) = await _stage.RunAsync([.. what, "--out", "-"]);

            using var book = Open(path);
            Assert.Equal(csv.Split("\r\n")[0].Split(','), Names(book, 0));
            Assert.Equal(
                ExportStage.Rows(csv).Select(r => r.Where(c => !DateOnly.TryParse(c.Value, out _)).ToDictionary()),
                Rows(book, 0).Select(r => r.Where(c => FormatOf(book, c.Value) != "yyyy-mm-dd").ToDictionary(c => c.Key, c => c.Value.InnerText)));
        }
    }

    [Fact]
    public async Task What_a_sheet_cannot_hold_goes_on_in_the_next()
    {
        var path = _stage.PathOf("t.xlsx");
        await using (var file = File.Create(path))
        {
            await using var table = await XlsxTable.CreateAsync(file, 3, TestContext.Current.CancellationToken);
            await table.AddAsync([TableCell.Of("nomor"), TableCell.Of("hari")], TestContext.Current.CancellationToken);
            for (var i = 1; i <= 5; i++)
                await table.AddAsync([TableCell.Of(i), TableCell.Of(new DateOnly(1899 + i, 1, 1))], TestContext.Current.CancellationToken);
            await table.CompleteAsync(TestContext.Current.CancellationToken);
        }

        using var book = Open(path);
        Assert.Equal(["Data", "Data 2", "Data 3"], book.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value));
        Assert.Equal(["1 2", "3 4", "5"], Enumerable.Range(0, 3).Select(s => string.Join(' ', Rows(book, s).Select(r => r["nomor"].InnerText))));
        Assert.All(Enumerable.Range(0, 3), s => Assert.Single(Sheet(book, s).Descendants<Pane>()));
        // Before Excel's own false leap day a text tells the day better than a number that it reckons wrongly.
        Assert.Equal("1900-01-01", Rows(book, 0)[0]["hari"].InnerText);
    }

    [Theory]
    [InlineData("--format xlsx needs the path of a file", 1, "--format", "xlsx", "--out", "-")]
    [InlineData("--bom is for csv", 1, "--format", "xlsx", "--out", "b.xlsx", "--bom")]
    [InlineData("docx", 2, "--format", "docx", "--out", "b.docx")]
    public async Task A_format_is_one_of_two_and_refused_where_it_has_no_sense(string about, int exitCode, params string[] args)
    {
        await FillAsync(("jenis", new AnswerValue.Choice("rapat")));

        var (code, output, error) = await _stage.RunAsync(["reports", .. args.Select(a => a.StartsWith("b.", StringComparison.Ordinal) ? _stage.PathOf(a) : a)]);

        Assert.Equal((exitCode, ""), (code, output));
        Assert.Contains(about, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_stage.Root));
    }

    private Task FillAsync(params (string Step, AnswerValue Value)[] answers) => _stage.FillAsync(async stores =>
        await (await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14")).SayAsync("x", ExportStage.Report("r1", "lapor-kegiatan", answers)));

    private static SpreadsheetDocument Open(string path)
    {
        var book = SpreadsheetDocument.Open(path, isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        return book;
    }

    private static Worksheet Sheet(SpreadsheetDocument book, int place) =>
        ((WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook.Sheets!.Elements<Sheet>().ElementAt(place).Id!.Value!)).Worksheet;

    private static string[] Names(SpreadsheetDocument book, int place) => [.. Sheet(book, place).Descendants<Row>().First().Elements<Cell>().Select(c => c.InnerText)];

    private static List<Dictionary<string, Cell>> Rows(SpreadsheetDocument book, int place) =>
        [.. Sheet(book, place).Descendants<Row>().Skip(1).Select(r => Names(book, place).Zip(r.Elements<Cell>()).ToDictionary(c => c.First, c => c.Second))];

    private static CellValues TypeOf(Cell cell) => cell.DataType?.Value ?? CellValues.Number;

    private static string? FormatOf(SpreadsheetDocument book, Cell cell)
    {
        var styles = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet;
        var format = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)(cell.StyleIndex?.Value ?? 0)).NumberFormatId?.Value;
        return styles.NumberingFormats?.Elements<NumberingFormat>().FirstOrDefault(f => f.NumberFormatId?.Value == format)?.FormatCode?.Value;
    }
}
