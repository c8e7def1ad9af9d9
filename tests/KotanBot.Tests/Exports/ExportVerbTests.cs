using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Tests.Exports;

/// <summary>What an office gets out of its reports, as the command line gives it.</summary>
public sealed class ExportVerbTests : IDisposable
{
    private static readonly (string Step, AnswerValue Value)[] Full =
    [
        ("jenis", new AnswerValue.Choice("rapat")),
        ("tanggal", new AnswerValue.Dates(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2))),
        ("wilayah", new AnswerValue.Place("53.14")),
        ("tempat", new AnswerValue.Text("Balai \"Ita Esa\", Ba'a\r\nlantai 2")),
        ("sasaran", new AnswerValue.Choices(["pendidikan", "masyarakat"])),
        ("peserta", new AnswerValue.Number(-0.5m, Estimated: true)),
        ("dana", new AnswerValue.Skipped(SkipReasons.PrefersNot)),
        ("foto", new AnswerValue.Photos(["f1", "f2"])),
        ("titik", new AnswerValue.Point(-10.72, 123.05)),
    ];

    private readonly ExportStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task A_report_is_one_row_with_every_part_of_every_answer_in_a_column_of_its_own()
    {
        await FillAsync("r1", Full);

        var row = Assert.Single(await _stage.ReadAsync("reports"));

        Assert.Equal(("r1", "lapor-kegiatan", "BNNK-53.14", "BNNK Rote Ndao", "53.14"), (row["report_id"], row["dialog_id"], row["satker_code"], row["satker_name"], row["satker_region"]));
        Assert.Equal(("Lembaga rote", "pendidikan", "submitted", "2026-03-02"), (row["reporter_lembaga"], row["reporter_lingkungan"], row["review_state"], row["sent_on"]));
        Assert.Equal(("rapat", "Rapat atau koordinasi"), (row["jenis"], row["jenis.label"]));
        Assert.Equal(("2026-03-01", "2026-03-02"), (row["tanggal.from"], row["tanggal.to"]));
        Assert.Equal("53.14", row["wilayah"]);
        Assert.Contains("Rote Ndao", row["wilayah.name"], StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Balai \"Ita Esa\", Ba'a\r\nlantai 2", row["tempat"]);
        Assert.Equal(("pendidikan; masyarakat", "Pendidikan; Masyarakat"), (row["sasaran"], row["sasaran.label"]));
        Assert.Equal(("-0.5", "1"), (row["peserta"], row["peserta.estimated"]));
        Assert.Equal(("", "tidak-mau"), (row["dana"], row["dana.missing"]));
        Assert.Equal(("2", "-10.72", "123.05"), (row["foto"], row["titik.latitude"], row["titik.longitude"]));
        // Never asked is neither an answer nor a reason.
        Assert.Equal(("", ""), (row["hasil"], row["hasil.missing"]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")")]
    [InlineData("+62 813", "'+62 813")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("＋62", "'＋62")]
    [InlineData("－2", "'－2")]
    [InlineData("＠SUM(A1)", "'＠SUM(A1)")]
    [InlineData("a=1", "a=1")]
    public async Task A_text_never_becomes_a_formula(string said, string told)
    {
        await FillAsync("r1", [("tempat", new AnswerValue.Text(said))]);

        Assert.Equal(told, Assert.Single(await _stage.ReadAsync("reports"))["tempat"]);
        Assert.Equal(told, Assert.Single(await _stage.ReadAsync("answers"))["text"]);
    }

    [Fact]
    public async Task Columns_are_the_questions_of_all_versions_whoever_answered_which()
    {
        var current = await File.ReadAllTextAsync(Path.Combine(ShippedFiles.Dialogs, "lapor-kegiatan.yaml"), TestContext.Current.CancellationToken);
        var older = current.Replace("  - id: tema\n    type: text\n", "  - id: narasumber\n    type: text\n", StringComparison.Ordinal)
            .Replace("{ key: rapat, label: { id: Rapat atau koordinasi,", "{ key: rakor, label: { id: Rapat lama,", StringComparison.Ordinal)
            .Replace("  - id: peserta\n    type: number\n", "  - id: peserta\n    type: text\n", StringComparison.Ordinal);
        await _stage.FillAsync(stores => stores.DialogVersions.SaveAsync("lapor-kegiatan", DialogReader.HashOf(older), older));
        var (_, empty, _) = await _stage.RunAsync("reports", "--out", "-");
        await FillAsync("lama", [("jenis", new AnswerValue.Choice("rakor")), ("narasumber", new AnswerValue.Text("dr. Ani")), ("peserta", new AnswerValue.Text("banyak"))]);
        await _stage.FillAsync(async stores => await (await ExportStage.JoinAsync(stores, "lain", "BNNK-19.02")).SayAsync("x", ExportStage.Report("baru", "lapor-kegiatan", Full)));

        var (_, output, _) = await _stage.RunAsync("reports", "--out", "-");

        var names = output.Split("\r\n")[0].Split(',');
        Assert.Equal(empty.TrimEnd(), output.Split("\r\n")[0]);
        Assert.Equal(names.Length, names.Distinct().Count());
        // In the order of the current version, the other dialog's behind, and the older question after all of its own dialog.
        string[] order = ["report_id", "jenis", "jenis.label", "jenis.missing", "tempat", "peserta", "peserta.estimated", "peserta.missing", "tema", "narasumber", "narasumber.missing", "masa.from", "alasan"];
        Assert.Equal(order, names.Where(order.Contains));
        var (newer, old) = (ExportStage.Rows(output)[0], ExportStage.Rows(output)[1]);
        Assert.Equal(("rakor", "Rapat lama", "dr. Ani", "banyak"), (old["jenis"], old["jenis.label"], old["narasumber"], old["peserta"]));
        Assert.Equal(("Rapat atau koordinasi", "", "-0.5"), (newer["jenis.label"], newer["narasumber"], newer["peserta"]));
    }

    [Fact]
    public async Task A_question_that_no_version_knows_any_more_keeps_its_column()
    {
        await FillAsync("r1", [("jenis", new AnswerValue.Choice("rapat")), ("hilang", new AnswerValue.Number(7)), ("juga-hilang", new AnswerValue.Skipped(SkipReasons.NoRecord))]);

        var row = Assert.Single(await _stage.ReadAsync("reports"));

        Assert.Equal(("7", "0", "tidak-ada-catatan"), (row["hilang"], row["hilang.estimated"], row["juga-hilang.missing"]));
    }

    [Fact]
    public async Task What_an_erasure_took_has_that_for_its_reason()
    {
        await _stage.FillAsync(async stores =>
        {
            var chat = await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14");
            await chat.SayAsync("x", ExportStage.Report("r1", "lapor-kegiatan", Full));
            await chat.SayAsync("hapus", new Effect.ErasePerson());
        });

        var (_, output, _) = await _stage.RunAsync("reports", "--out", "-");

        var row = Assert.Single(ExportStage.Rows(output));
        Assert.Equal(("", "dihapus", "", "dihapus"), (row["tempat"], row["tempat.missing"], row["titik.latitude"], row["titik.missing"]));
        Assert.Equal(("rapat", "", "-0.5"), (row["jenis"], row["reporter_lembaga"], row["peserta"]));
        Assert.DoesNotContain("r1", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Lembaga rote", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_one_row_and_each_kind_of_value_has_a_column()
    {
        await FillAsync("r1", Full);

        var rows = await _stage.ReadAsync("answers");

        Assert.Equal(Full.Select(f => f.Step), rows.Select(r => r["step_id"]));
        string Cells(int place, params string[] names) => string.Join('|', names.Select(n => rows[place][n]));
        Assert.Equal("Kegiatan|choice|rapat|Rapat atau koordinasi|", Cells(0, "step_label", "kind", "key", "label", "missing"));
        Assert.Equal("2026-03-01|2026-03-02", Cells(1, "from", "to"));
        Assert.Equal("53.14|", Cells(2, "region", "text"));
        Assert.Equal("number|-0.5|1", Cells(5, "kind", "number", "estimated"));
        Assert.Equal("skipped||tidak-mau", Cells(6, "kind", "key", "missing"));
        Assert.Equal("photos|2", Cells(7, "kind", "number"));
        Assert.Equal("-10.72|123.05", Cells(8, "latitude", "longitude"));
        Assert.Equal(rows.Count, (await _stage.ReadAsync("reports", "--shape", "long")).Count);
        Assert.Single(await _stage.ReadAsync("answers", "--shape", "wide"));
    }

    [Fact]
    public async Task A_questionnaire_does_not_tell_who_answered_it()
    {
        await _stage.FillAsync(async stores =>
        {
            var chat = await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14");
            var step = ItemSteps.IdOf("butir", "satu");
            await chat.SayAsync("x", new Effect.StartSubmission("q1", "ikotan", "h"), new Effect.RecordAnswer("q1", "kelompok", new AnswerValue.Choice("keluarga")),
                new Effect.AskItem("q1", step, "ikotan", "h", "satu", "hukum", "keluarga", "53.14", AskedAs.Drawn, 0.5),
                new Effect.RecordAnswer("q1", step, new AnswerValue.Choice("b")), new Effect.Submit("q1"));
            await chat.SayAsync("x", ExportStage.Report("r1", "lapor-kegiatan", Full));
        });

        var all = await _stage.ReadAsync("answers");
        var items = await _stage.ReadAsync("answers", "--bank", "ikotan");

        var item = Assert.Single(items);
        Assert.Equal(("butir.satu", "b", "ikotan"), (item["step_id"], item["key"], item["dialog_id"]));
        Assert.Equal(("", "", "BNNK-53.14"), (item["reporter_lembaga"], item["reporter_lingkungan"], item["satker_code"]));
        Assert.Equal(20, item["report_id"].Length);
        Assert.Equal(2 + Full.Length, all.Count);
        Assert.Single(all, r => r["step_id"] == "kelompok" && r["report_id"] == item["report_id"]);
        Assert.Empty(await _stage.ReadAsync("answers", "--bank", "skm"));
    }

    [Fact]
    public async Task An_office_and_days_narrow_it_down()
    {
        await FillAsync("r1", Full);

        Assert.Single(await _stage.ReadAsync("reports", "--satker", "BNNP-53", "--from", "2026-03-02", "--to", "2026-03-02"));
        Assert.Empty(await _stage.ReadAsync("reports", "--satker", "BNNP-53", "--from", "2026-03-03"));
        Assert.Empty(await _stage.ReadAsync("reports", "--satker", "BNNP-53", "--to", "2026-03-01"));
        Assert.Empty(await _stage.ReadAsync("reports", "--satker", "BNNP-19"));
    }

    /// <summary>It was told as written before the last step, the move to its name, failed.</summary>
    [Fact]
    public async Task A_name_that_no_file_can_have_is_refused_before_anything_is_told()
    {
        await FillAsync("r1", Full);
        var (longest, longer) = (_stage.PathOf(new string('é', 125) + ".csv") + "x", _stage.PathOf(new string('é', 126) + ".csv"));

        Assert.Equal((1, "", $"kotanbot: --out {longer} cannot be written: a file name holds 255 bytes at most\n"), await _stage.RunAsync("reports", "--out", longer));
        Assert.Equal((0, $"1 laporan: {longest}\n", ""), await _stage.RunAsync("reports", "--out", longest));
        Assert.Single(Directory.GetFiles(_stage.Root));
    }

    [Fact]
    public async Task The_variables_of_a_bank_replace_a_file_only_when_the_user_says_so()
    {
        var path = _stage.PathOf("v.csv");
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        var refused = await _stage.RunVariablesAsync("--out", path);
        Assert.Equal((1, "", $"kotanbot: --out {path} exists already; --force replaces it\n"), refused);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await _stage.RunVariablesAsync("--out", path, "--force")).Code);
        Assert.StartsWith("item,variable,dimension", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Responses_in_the_long_shape_are_the_items_asked_with_the_reason_of_those_left_open()
    {
        var item = DefinitionFiles.Load(ShippedFiles.Dialogs).FindBank("ikotan")!.Items[0];
        Effect Ask(string id) => new Effect.AskItem("q", ItemSteps.IdOf("butir", id), "ikotan", "h", id, item.Variable, "keluarga", "53.14", AskedAs.Drawn, 0.5);
        var other = DefinitionFiles.Load(ShippedFiles.Dialogs).FindBank("ikotan")!.Items[1];
        await _stage.FillAsync(async stores => await (await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14")).SayAsync(
            "x",
            new Effect.StartSubmission("q", "ikotan", "h"),
            Ask(item.Id),
            new Effect.RecordAnswer("q", ItemSteps.IdOf("butir", item.Id), new AnswerValue.Choice(item.Options[2].Key)),
            Ask(other.Id),
            new Effect.RecordAnswer("q", ItemSteps.IdOf("butir", other.Id), new AnswerValue.Skipped(SkipReasons.DoesNotKnow)),
            new Effect.Submit("q")));

        var rows = await _stage.ReadAsync("responses", "--bank", "ikotan", "--shape", "long");

        Assert.Equal([(item.Id, "3", ""), (other.Id, "", "tidak-tahu")], rows.Select(r => (r["item"], r["category"], r["missing"])));
        Assert.Equal(("keluarga", 1), (rows[0]["group"], rows.Select(r => r["respondent"]).Distinct().Count()));
        Assert.Single(await _stage.ReadAsync("responses", "--bank", "ikotan", "--shape", "wide"));
    }

    [Fact]
    public async Task A_file_is_the_users_alone_and_replaced_only_when_they_say_so()
    {
        await FillAsync("r1", Full);
        var path = _stage.PathOf("r.csv");

        var first = await _stage.RunAsync("reports", "--out", path, "--bom");
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var again = await _stage.RunAsync("answers", "--out", path);
        var forced = await _stage.RunAsync("answers", "--out", path, "--force");

        Assert.Equal((0, $"1 laporan: {path}\n", ""), first);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'r'], bytes.Take(4));
        Assert.Equal((1, "", $"kotanbot: --out {path} exists already; --force replaces it\n"), again);
        Assert.Equal((0, $"9 jawaban: {path}\n", ""), forced);
        Assert.Equal((byte)'r', (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken))[0]);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Single(Directory.GetFiles(_stage.Root));
    }

    [Fact]
    public async Task On_the_output_stand_the_data_alone()
    {
        await FillAsync("r1", Full);

        var (code, output, error) = await _stage.RunAsync("reports", "--out", "-", "--bom");

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("\uFEFFreport_id,", output, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "satker BNNK-99.99 is unknown", "reports", "--satker", "BNNK-99.99")]
    [InlineData(1, "the bank cuaca is unknown", "answers", "--bank", "cuaca")]
    [InlineData(2, "--from 2026-12-01 is after --to 2026-11-01", "reports", "--from", "2026-12-01", "--to", "2026-11-01")]
    [InlineData(2, "tall", "reports", "--shape", "tall")]
    public async Task Says_in_one_line_what_is_wrong_and_writes_nothing(int exitCode, string about, params string[] args)
    {
        await FillAsync("r1", Full);

        var (code, output, error) = await _stage.RunAsync([.. args, "--out", _stage.PathOf("r.csv")]);

        Assert.Equal((exitCode, ""), (code, output));
        Assert.Contains(about, error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => l.Contains(about, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_stage.Root));
    }

    private Task FillAsync(string id, (string Step, AnswerValue Value)[] answers) => _stage.FillAsync(async stores =>
    {
        var chat = await ExportStage.JoinAsync(stores, "rote", "BNNK-53.14");
        await chat.SayAsync("x", ExportStage.Report(id, "lapor-kegiatan", answers));
    });
}
