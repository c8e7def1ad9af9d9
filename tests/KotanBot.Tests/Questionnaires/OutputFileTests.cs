using KotanBot.Commands;
using KotanBot.Tests.Indices;
using static KotanBot.Tests.Questionnaires.QuestionnaireCli;

namespace KotanBot.Tests.Questionnaires;

/// <summary>What stands at <c>--out</c> survives every fault, and so does what stands beside it.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Bank => Path.Combine(_folder.Path, "bank.yaml");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_files_that_are_read_are_not_overwritten()
    {
        var (answers, variables) = (_folder.Write("answers.csv", Answers(60)), _folder.Write("variables.csv", "item,variable\n"));
        var link = Path.Combine(_folder.Path, "link.csv");
        File.CreateSymbolicLink(link, answers);
        foreach (var (file, source) in new[] { (_folder.Path + "/./answers.csv", answers), (link, answers), (variables, variables) })
        {
            var (code, output, error) = await RunAsync("calibrate", "--responses", answers, "--variables", variables, "--out", file);
            Assert.Equal((1, "", $"kotanbot: --out {file} is the file {source} that is read; it would be overwritten\n"), (code, output, error));
        }

        Assert.Equal(Answers(60), await File.ReadAllTextAsync(answers, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_of_the_users_beside_it_stays()
    {
        var own = _folder.Write("bank.yaml.new", "mine");
        var (code, _, _) = await RunAsync("calibrate", "--responses", _folder.Write("answers.csv", Answers(300)), "--out", Bank);
        Assert.Equal(0, code);
        Assert.Equal("mine", await File.ReadAllTextAsync(own, TestContext.Current.CancellationToken));
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Fact]
    public async Task An_earlier_file_stays_where_the_report_cannot_be_told()
    {
        _folder.Write("bank.yaml", "earlier");
        await using var full = new StreamWriter(new FullStream());
        await using var error = new StringWriter();
        var code = await KotanCommand.RunAsync(["calibrate", "--responses", _folder.Write("answers.csv", Answers(300)), "--out", Bank, "--json"], full, error);
        Assert.Equal((1, "kotanbot: no space\n"), (code, error.ToString()));
        Assert.Equal("earlier", await File.ReadAllTextAsync(Bank, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Theory]
    [InlineData(1, "/dev/null", "kotanbot: --out /dev/null is no regular file\n")]
    [InlineData(1, "/", "kotanbot: --out / is a folder; it needs the path of a file\n")]
    [InlineData(1, "none/bank.yaml", "kotanbot: --out none/bank.yaml: there is no folder none\n")]
    [InlineData(1, "/proc/bank.yaml", "kotanbot: --out /proc/bank.yaml cannot be written: ")]
    [InlineData(2, "", "kotanbot: --out needs the path of a file\n")]
    [InlineData(2, " ", "kotanbot: --out needs the path of a file\n")]
    public async Task Where_nothing_can_be_written_is_told_before_the_work_by_the_path_as_written(int exitCode, string file, string line)
    {
        var missing = Path.Combine(_folder.Path, "none.csv"); // Were it read first, it would be told first.
        var (code, output, error) = await RunAsync("calibrate", "--responses", missing, "--out", file);
        Assert.Equal((exitCode, ""), (code, output));
        Assert.StartsWith(line, error);
        Assert.DoesNotContain(".kotanbot-", error);
    }

    /// <summary>As <c>/dev/full</c>: takes nothing.</summary>
    private sealed class FullStream : MemoryStream
    {
        private bool _failed;

        public override void Write(byte[] buffer, int offset, int count) => Fail();

        public override void Write(ReadOnlySpan<byte> buffer) => Fail();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.CompletedTask;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

        private void Fail()
        {
            // Once: the writer's own disposal after the test is no part of it.
            if (_failed)
                return;
            _failed = true;
            throw new IOException("no space");
        }
    }
}
