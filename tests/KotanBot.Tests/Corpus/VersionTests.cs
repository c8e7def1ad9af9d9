using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Dapper;
using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Core.Tests.Conversations;
using KotanBot.Storage;

namespace KotanBot.Tests.Corpus;

/// <summary>The dialogs folder is edited and the server restarted while people are in the middle of a report.</summary>
public sealed partial class VersionTests
{
    private const string OldPlace = "Nama tempat atau desanya? Misalnya SMPN 1, Desa Perawas.";
    private const string NewPlace = "Di tempat mana tepatnya?";
    private const string OldMoney = "Dari mana biayanya?";
    private const string NewQuestion = "Apakah ada liputan media?";

    private static readonly string[] WholeReport =
        ["/lapor", "rapat", "kemarin", "19.02", "Aula", "masyarakat", "30", "tanpa biaya", "Sepakat", "kirim"];

    [Fact]
    public async Task A_report_in_the_middle_is_finished_on_the_version_it_began_with()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var middle = await Person.JoinAsync(host, "Rina");
        await middle.SayAllAsync(WholeReport[..4]);
        Assert.Contains(OldPlace, middle.Last, StringComparison.Ordinal);

        await EditAsync(host);
        await middle.SayAllAsync("?");
        Assert.Contains(OldPlace, middle.Last, StringComparison.Ordinal);
        await middle.SayAllAsync(WholeReport[4..7]);
        Assert.Contains(OldMoney, middle.Last, StringComparison.Ordinal);
        await middle.SayAllAsync(WholeReport[7..]);
        Assert.Contains("tersimpan", middle.Last, StringComparison.Ordinal);

        var report = Assert.Single(Reports(host));
        Assert.NotEqual(host.Gateway.Definitions.Find("lapor-kegiatan")!.Hash, report.DialogHash);
        Assert.Equal("submitted", report.Status);
        Assert.Equal(["jenis", "tanggal", "wilayah", "tempat", "sasaran", "peserta", "dana", "hasil"], report.Answers.Select(a => a.StepId));
    }

    [Fact]
    public async Task Who_starts_after_the_edit_gets_the_new_version()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var old = await Person.JoinAsync(host, "Rina");
        await old.SayAllAsync(WholeReport);
        await EditAsync(host);

        foreach (var person in new[] { old, await Person.JoinAsync(host, "Yosef") })
        {
            await person.SayAllAsync(WholeReport[..4]);
            Assert.Contains(NewPlace, person.Last, StringComparison.Ordinal);
            await person.SayAllAsync(WholeReport[4..7]);
            Assert.Contains(NewQuestion, person.Last, StringComparison.Ordinal);
            await person.SayAllAsync("belum ada", "Sepakat", "kirim");
            Assert.Contains("tersimpan", person.Last, StringComparison.Ordinal);
        }

        var current = host.Gateway.Definitions.Find("lapor-kegiatan")!.Hash;
        var reports = Reports(host);
        Assert.Equal(2, reports.Count(r => r.DialogHash == current));
        Assert.All(reports.Where(r => r.DialogHash == current), r => Assert.Contains(r.Answers, a => a.StepId == "liputan"));
        Assert.Single(reports, r => r.DialogHash != current && r.Answers.Any(a => a.StepId == "dana"));
    }

    [Fact]
    public async Task A_report_that_was_sent_is_corrected_on_its_own_version()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var person = await Person.JoinAsync(host, "Rina");
        await person.SayAllAsync(WholeReport);
        await EditAsync(host);

        await person.SayAllAsync("/perbaiki");
        Assert.Contains("Sumber dana: Tanpa biaya", person.Last, StringComparison.Ordinal);
        Assert.DoesNotContain("Liputan", person.Last, StringComparison.Ordinal);
        await person.SayAllAsync("sumber dana");
        Assert.Contains(OldMoney, person.Last, StringComparison.Ordinal);
        await person.SayAllAsync("apbd", "selesai");

        var change = Assert.Single(host.Stores.Answers.ReadChanges(Scope.Server, Assert.Single(Reports(host)).Id));
        Assert.Equal(("dana", new AnswerValue.Choice("tanpa-biaya"), new AnswerValue.Choice("apbd")), (change.StepId, change.Before, change.After));
    }

    [Fact]
    public async Task A_code_is_taken_in_a_registration_that_began_on_an_older_version()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var code = await host.Stores.Invitations.CreateAsync("BNNK-19.02", "penggiat", 1, 30, host.Time.Now);
        var person = new Person(await DirectLineChat.BeginAsync(host));
        await person.SayAllAsync("halo", "setuju");
        Assert.Contains("kode undangan", person.Last, StringComparison.Ordinal);

        await EditAsync(host);
        await person.SayAllAsync(code);

        Assert.Contains("Kode diterima: BNNK Belitung", person.Last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_questionnaire_is_finished_on_the_version_of_the_bank_and_the_calibration_it_began_with()
    {
        await using var host = await CorpusHost.StartNewAsync();
        var plain = await Person.JoinAsync(host, "Rina");
        await plain.SayAllAsync("/ikotan", "keluarga", "19.02", "a", "b", "c");
        var before = plain.Last;

        await EditBankAsync(host, (bank, folder) => File.WriteAllTextAsync(Path.Combine(folder, "ikotan.calibration.yaml"), CalibratedBankWriter.Write(Calibration(bank))));
        var calibrated = await Person.JoinAsync(host, "Yosef");
        await calibrated.SayAllAsync("/ikotan", "keluarga", "19.02", "a", "b");
        await EditBankAsync(host, async (_, folder) =>
        {
            File.Delete(Path.Combine(folder, "ikotan.calibration.yaml"));
            await File.AppendAllTextAsync(Path.Combine(folder, "ikotan.yaml"), "# another text\n");
        });
        await plain.SayAllAsync("?");
        Assert.EndsWith(before["bot: ".Length..], plain.Last, StringComparison.Ordinal);
        await plain.SayAllAsync([.. Enumerable.Repeat("b", 9), "kirim"]);
        await calibrated.SayAllAsync([.. Enumerable.Repeat("c", 10), "kirim"]);
        Assert.All([plain, calibrated], p => Assert.Contains("tersimpan", p.Last, StringComparison.Ordinal));

        var asked = host.Stores.Database.Read(c => c.Query<(string Hash, string As, long Items)>(
            "select bank_hash, asked_as, count(*) from questionnaire_item group by bank_hash, asked_as order by asked_as").ToList());
        Assert.Equal([("chosen", 8), ("drawn", 4), ("drawn", 12)], asked.OrderBy(a => a.As, StringComparer.Ordinal).ThenBy(a => a.Items).Select(a => (a.As, a.Items)));
        Assert.Equal(asked.Single(a => a.As == "chosen").Hash, asked.Single(a => a.Items == 4).Hash);
        Assert.DoesNotContain(host.Gateway.Definitions.FindBankVersion("ikotan")!.Hash, asked.Select(a => a.Hash));
    }

    private static CalibratedBank Calibration(ItemBank bank) => new()
    {
        Bank = bank.Id,
        Variables = [.. bank.Variables.Select(v => new CalibratedVariable(v.Id))],
        Items = [.. bank.Items.Select((item, place) => new CalibratedItem(item.Id, item.Variable) { Count = 500, Graded = new GradedItem(0.5 + (place % 7 * 0.3), [-1, 0, 1]) })],
    };

    private static async Task EditBankAsync(CorpusHost host, Func<ItemBank, string, Task> edit)
    {
        var bank = host.Gateway.Definitions.FindBank("ikotan")!;
        await host.StopAsync();
        if (host.Definitions == ShippedFiles.Dialogs)
            host.Definitions = CopyDialogs(host);
        await edit(bank, Path.Combine(host.Definitions, "banks"));
        await host.StartAsync();
    }

    /// <summary>A changed text, a removed step and an added one in the report, another text in the registration; then a restart.</summary>
    private static async Task EditAsync(CorpusHost host)
    {
        await host.StopAsync();
        var edited = CopyDialogs(host);
        await EditReportAsync(Path.Combine(edited, "lapor-kegiatan.yaml"));
        // The removed step was evidence for the sheet of the IKP.
        var sheet = Path.Combine(edited, "banks", "ikp.yaml");
        await File.WriteAllTextAsync(sheet, Evidence().Replace(await File.ReadAllTextAsync(sheet), ""));
        // And the week looked there for who paid.
        var outputs = Path.Combine(edited, "outputs.yaml");
        await File.WriteAllTextAsync(outputs, (await File.ReadAllTextAsync(outputs)).Replace("people: [peserta, dites], funding: dana }", "people: [peserta, dites] }", StringComparison.Ordinal));
        var registration = Path.Combine(edited, "mulai.yaml");
        await File.WriteAllTextAsync(registration, (await File.ReadAllTextAsync(registration)).Replace("Siapa nama panggilan Anda?", "Nama Anda?", StringComparison.Ordinal));
        host.Definitions = edited;
        await host.StartAsync();
    }

    private static string CopyDialogs(CorpusHost host)
    {
        var edited = Path.Combine(Path.GetDirectoryName(host.DataPath)!, "dialogs");
        foreach (var file in Directory.EnumerateFiles(host.Definitions, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(edited, Path.GetRelativePath(host.Definitions, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return edited;
    }

    private static async Task EditReportAsync(string path)
    {
        var text = await File.ReadAllTextAsync(path);
        var money = text.IndexOf("  - id: dana", StringComparison.Ordinal);
        var after = text.IndexOf("  - id: hasil", StringComparison.Ordinal);
        const string added = $$"""
              - id: liputan
                type: text
                label: { id: Liputan, en: Press }
                text: { id: "{{NewQuestion}}", en: "Was it in the press?" }
                help:
                  definition: { id: Berita tentang kegiatan ini, en: News about it }
                  includes: [{ id: "koran, radio, atau media sosial", en: "papers, radio or social media" }]
                  excludes: [{ id: "undangan", en: "invitations" }]


            """;
        await File.WriteAllTextAsync(path, (text[..money] + added + text[after..]).Replace(OldPlace, NewPlace, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^    evidence:.*\n(      .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Evidence();

    private static IReadOnlyList<StoredSubmission> Reports(CorpusHost host) => host.Stores.Answers.ReadSubmissions(Scope.Server, new SubmissionFilter("lapor-kegiatan"));

    private sealed class Person(DirectLineChat chat)
    {
        public string Last { get; private set; } = "";

        public static async Task<Person> JoinAsync(CorpusHost host, string name)
        {
            var chat = await DirectLineChat.BeginAsync(host);
            var facts = new Dictionary<string, string> { ["role"] = "penggiat", ["satker"] = "BNNK-19.02", ["name"] = name };
            await new CorpusPeople(host.Stores).JoinAsync(chat.Address, facts, host.Time.Now);
            return new Person(chat);
        }

        public Task SayAllAsync(params string[] texts) => SayAllAsync(texts.ToImmutableArray());

        private async Task SayAllAsync(ImmutableArray<string> texts)
        {
            foreach (var text in texts)
            {
                using var answer = await chat.PostAsync(new() { ["type"] = "message", ["text"] = text });
                Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
                Last = string.Join('\n', (await chat.ReadOnAsync())!.Where(a => a["from"]!["role"]!.GetValue<string>() == "bot").Select(a => Transcript.Line(DirectLineChat.PromptOf(a))));
            }
        }
    }
}
