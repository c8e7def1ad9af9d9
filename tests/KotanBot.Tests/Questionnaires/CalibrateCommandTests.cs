using System.Text;
using System.Text.Json;
using KotanBot.Commands;
using KotanBot.Core.Questionnaires;
using KotanBot.Tests.Indices;

namespace KotanBot.Tests.Questionnaires;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Bank => Path.Combine(_folder.Path, "bank.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_holds_the_agreed_names_and_the_file_the_same_numbers()
    {
        var (code, output, error) = await CalibrateAsync(Answers(600), "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        Assert.Equal(
            ["logLikelihood", "iterations", "converged", "seconds", "populations", "variables", "items", "parts", "notes"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        var item = json.RootElement.GetProperty("items")[0];
        Assert.Equal(
            ["item", "variable", "dimension", "discrimination", "thresholds", "discriminationStandardError", "thresholdStandardErrors", "n", "fit", "merged", "categoryScores"],
            item.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("a", "all", 600), (item.GetProperty("item").GetString(), item.GetProperty("variable").GetString(), item.GetProperty("n").GetInt32()));
        Assert.True(json.RootElement.GetProperty("converged").GetBoolean());
        var text = await File.ReadAllTextAsync(Bank, TestContext.Current.CancellationToken);
        Assert.Contains($"discrimination: {item.GetProperty("discrimination").GetRawText()}\n", text);
        Assert.Equal([Path.Combine(_folder.Path, "answers.csv"), Bank], Directory.GetFiles(_folder.Path).Order());
    }

    [Fact]
    public async Task People_read_a_short_report_that_ends_with_the_file()
    {
        var (code, output, _) = await CalibrateAsync(Answers(600));
        Assert.Equal(0, code);
        Assert.Contains("5 butir, 1 variabel: konvergen setelah", output);
        Assert.EndsWith($"tersimpan: {Bank}\n", output);
    }

    [Fact]
    public async Task Variables_come_from_their_own_file()
    {
        var variables = _folder.Write("variables.csv", "variable;item;dimension\nx;a;d1\nx;b;\nx;c;\ny;d;\ny;e;\n");
        var (code, output, error) = await CalibrateAsync(Answers(600), "--variables", variables, "--json");
        Assert.Equal((0, ""), (code, error));
        using var json = JsonDocument.Parse(output);
        var items = json.RootElement.GetProperty("items");
        Assert.Equal(["x", "x", "x", "y", "y"], items.EnumerateArray().Select(i => i.GetProperty("variable").GetString()));
        Assert.Equal("d1", items[0].GetProperty("dimension").GetString());
        Assert.Equal(JsonValueKind.Null, items[3].GetProperty("discrimination").ValueKind); // two items have no graded model
    }

    [Fact]
    public async Task A_variable_of_one_item_is_said_to_have_too_few()
    {
        var variables = _folder.Write("variables.csv", "item,variable\na,x\nb,x\nc,x\nd,x\ne,y\n");
        var csv = Answers(600).Split('\n').Select((line, i) => i % 2 == 0 ? line.Replace(",g,", ",h,", StringComparison.Ordinal) : line);
        var (code, output, _) = await CalibrateAsync(string.Join('\n', csv), "--variables", variables);
        Assert.Equal(0, code);
        Assert.Contains("! variable y: groups cannot be put on one scale: it has too few items (1), 4 are needed\n", output);
        Assert.DoesNotContain("work alike", output);
    }

    [Theory]
    [InlineData("respondent,group,a,a\nr,g,1,2\n", ":1:4: duplicate-column: column `a` stands twice")]
    [InlineData("respondent,group,a,\nr,g,1,2\n", ":1:4: empty-column-name:")]
    [InlineData("respondent,a,b\nr,1,2\n", ":1:1: missing-column: column `group` is missing")]
    [InlineData("group,a,b\ng,1,2\n", ":1:1: missing-column: column `respondent` is missing")]
    [InlineData("respondent,group\nr,g\n", ":1:1: no-items:")]
    [InlineData("respondent,group,a,b\n", ":1:1: no-rows:")]
    [InlineData("", ":1:1: missing-column:")]
    [InlineData("respondent,group,a,b\nr,g,1,2\n\nr,g,1,2\n", ":4:1: duplicate-respondent: respondent `r` stands in line 2 already")]
    [InlineData("respondent,group,a,b\n,g,1,2\n", ":2:1: empty-field: `respondent` is empty")]
    [InlineData("respondent,group,a,b\nr,g,1,2.5\n", ":2:4: not-an-integer: item b: `2.5` is not a whole number")]
    [InlineData("respondent,group,a,b\nr,g,ya,2\n", ":2:3: not-an-integer: item a: `ya`")]
    [InlineData("respondent,group,a,b\nr,g,0,2\n", ":2:3: out-of-range: item a: category 0 is not between 1 and 20")]
    [InlineData("respondent,group,a,b\nr,g,1,21\n", ":2:4: out-of-range: item b: category 21")]
    [InlineData("respondent,group,a,b\nr,g,1,-1\n", ":2:4: out-of-range: item b: category -1")]
    [InlineData("respondent,group,a,b\nr,g,1,99999999999999999999\n", ":2:4: out-of-range: item b: category 99999999999999999999 is not between 1 and 20")]
    [InlineData("respondent,group,a,i;0\nr,g,1,x\n", ":2:4: not-an-integer: item i;0: `x`")]
    [InlineData("Respondent,Group,a\nr,g,1\n", ":1:1: missing-column: column `respondent` is missing; the header must be respondent,group,<item>,… but begins with `Respondent,Group`")]
    [InlineData("respondent\tgroup\ta\nr\tg\t1\n", ":1:1: wrong-separator: the header is separated by tabs")]
    [InlineData("respondent,group,a,b\nr,g,1\n", ":2:3: wrong-width: the row has 3 cells, the header 4")]
    [InlineData("respondent,group,a,b\nr,g,1,2,3\n", ":2:4: wrong-width: the row has 5 cells, the header 4")]
    [InlineData("respondent,group,a,b\nr,g,\"1,2\n", ":2:1: not-csv:")]
    [InlineData("respondent,group,a,b\nr,g,1,2\n", ":1:1: one-respondent:")]
    [InlineData("respondent,group,a,b\nr,g,,\ns,g,,\n", ":1:1: all-missing:")]
    [InlineData("respondent,group,a,b\nr,g,1,2\ns,g,2,1\n", ":1:1: too-few-respondents: 2 respondents are too few")]
    public async Task Faulty_answers_are_refused_with_line_and_field_and_nothing_is_written(string csv, string issue)
    {
        var (code, output, error) = await CalibrateAsync(csv);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains(_folder.Path + "/answers.csv" + issue, error);
        Assert.False(File.Exists(Bank));
    }

    [Theory]
    [InlineData("item,variable\na,x\nb,x\nc,x\nd,x\n", ":1:1: item-without-variable: item `e` of the responses has no line here")]
    [InlineData("item,variable\na,x\nb,x\nc,x\nd,x\ne,x\nf,x\n", ":7:1: unknown-item: item `f` is not in the responses")]
    [InlineData("item,variable\na,x\na,x\nb,x\nc,x\nd,x\ne,x\n", ":3:1: duplicate-item: item `a` has a line already")]
    [InlineData("item,variable\na,\nb,x\nc,x\nd,x\ne,x\n", ":2:2: empty-field: item `a`: `variable` is empty")]
    [InlineData("item\na\n", ":1:1: missing-column: column `variable` is missing")]
    [InlineData("item,variable,weight\na,x,1\n", ":1:3: unknown-column: column `weight`")]
    public async Task Faulty_variables_are_refused_with_line_and_field(string csv, string issue)
    {
        var variables = _folder.Write("variables.csv", csv);
        var (code, _, error) = await CalibrateAsync(Answers(300), "--variables", variables);
        Assert.Equal(1, code);
        Assert.Equal(1, error.AsSpan().Count('\n'));
        Assert.Contains(variables + issue, error);
        Assert.False(File.Exists(Bank));
    }

    [Fact]
    public async Task Items_that_cannot_be_calibrated_are_told_at_their_column_and_an_earlier_bank_stays()
    {
        await File.WriteAllTextAsync(Bank, "earlier", TestContext.Current.CancellationToken);
        var lines = Answers(600).TrimEnd().Split('\n').Select((line, i) => line + (i == 0 ? ",constant,empty" : ",3,"));
        var (code, _, error) = await CalibrateAsync(string.Join('\n', lines));
        Assert.Equal(1, code);
        Assert.Contains("answers.csv:1:8: constant-column: item `constant` has the same answer 3 in all 600 rows", error);
        Assert.Contains("answers.csv:1:9: empty-column: item `empty` has no answer at all", error);
        Assert.Equal("earlier", await File.ReadAllTextAsync(Bank, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Files_that_are_not_there_or_not_utf8_or_cannot_be_written_are_refused()
    {
        var missing = Path.Combine(_folder.Path, "none.csv");
        var (code, _, error) = await RunAsync("calibrate", "--responses", missing, "--out", Bank);
        Assert.Equal((1, $"kotanbot: no such file: {missing}\n"), (code, error));
        var latin = Path.Combine(_folder.Path, "latin.csv");
        await File.WriteAllBytesAsync(latin, Encoding.Latin1.GetBytes("respondent,group,a\nré,g,1\n"), TestContext.Current.CancellationToken);
        Assert.Contains(":1:1: not-utf8:", (await RunAsync("calibrate", "--responses", latin, "--out", Bank)).Error);
        var answers = _folder.Write("answers.csv", Answers(300));
        var (unwritten, _, reason) = await RunAsync("calibrate", "--responses", answers, "--out", Path.Combine(_folder.Path, "none", "bank.yaml"));
        Assert.Equal((1, $"kotanbot: --out {_folder.Path}/none/bank.yaml: there is no folder {_folder.Path}/none\n"), (unwritten, reason));
    }

    [Fact]
    public async Task A_file_full_of_faults_is_told_in_a_screenful()
    {
        var csv = "respondent,group,a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"r{i},g,x,y\n"));
        var (_, _, error) = await CalibrateAsync(csv);
        Assert.Equal(201, error.TrimEnd().Split('\n').Length);
        Assert.Contains("more-issues: 800 further faults are not listed", error);
    }

    /// <summary>Five related items of four categories.</summary>
    private static string Answers(int respondents)
    {
        var draws = new SeededDraws(5);
        var text = new StringBuilder("respondent,group,a,b,c,d,e\n");
        for (var row = 0; row < respondents; row++)
        {
            var theta = draws.Normal();
            text.Append($"r{row},g");
            for (var item = 0; item < 5; item++)
                text.Append($",{Math.Clamp((int)Math.Floor(2.5 + theta + draws.Normal()), 1, 4)}");
            text.Append('\n');
        }

        return text.ToString();
    }

    private Task<(int Code, string Output, string Error)> CalibrateAsync(string csv, params string[] further) =>
        RunAsync(["calibrate", "--responses", _folder.Write("answers.csv", csv), "--out", Bank, .. further]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await KotanCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
