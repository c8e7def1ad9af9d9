using System.Globalization;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Tests.Questionnaires.Banks;

public sealed class BankReaderTests
{
    private const string Whole = """
        bank: contoh
        edition: 2026-draf
        title: { id: Kuesioner contoh, en: Example }
        status: provisional
        note: { id: "Contoh saja.", en: "An example only." }
        groups:
          - { id: warga, title: { id: Warga, en: Residents }, weight: 2.5, target: 20 }
          - { id: guru, title: { id: Guru, en: Teachers } }
        variables:
          - id: masyarakat
            title: { id: Masyarakat, en: Community }
            dimensions: [{ id: partisipasi, title: { id: Partisipasi, en: Participation } }]
          - { id: sekolah, title: { id: Sekolah, en: School } }
        scales:
          - id: sering
            fits: question
            options:
              - { key: a, label: { id: Tidak pernah, en: Never }, score: 1 }
              - { key: b, label: { id: Jarang, en: Seldom }, aliases: [kadang], score: 2 }
              - { key: c, label: { id: Selalu, en: Always }, score: 4 }
        items:
          - id: ronda
            variable: masyarakat
            dimension: partisipasi
            groups: [warga]
            stem: question
            label: { id: Ronda, en: Night watch }
            text: { id: "Seberapa sering warga meronda?", en: "How often do residents keep night watch?" }
            help:
              definition: { id: Menjaga lingkungan pada malam hari, en: Guarding the area at night }
              includes: [{ id: giliran ronda, en: one's turn on watch }]
              excludes: [{ id: hajatan, en: parties }]
            scale: sering
          - id: aman
            variable: sekolah
            groups: [guru]
            stem: statement
            label: Sekolah aman
            text: Sekolah kami aman dari pengedar.
            help: { definition: Tidak ada yang menjual narkoba, includes: [{ id: halaman }], excludes: [{ id: jalan raya }] }
            options: [{ key: a, label: Tidak setuju, score: 1 }, { key: b, label: Setuju, score: 4 }]
            evidence: { dialog: lapor-kegiatan, step: jenis, counts: distinct-options, options: [tes-urine, rapat], lower-bounds: [2] }
        sources: ["contoh"]
        """;

    [Fact]
    public void Reads_every_key_into_the_bank()
    {
        var bank = Read(Whole);

        Assert.Equal(("contoh", "2026-draf", IndexStatus.Provisional, null), (bank.Id, bank.Edition, bank.Status, bank.Index));
        Assert.Equal(new LocalText("Contoh saja.", "An example only."), bank.Note);
        Assert.Equal([("warga", 2.5m, 20), ("guru", 1m, null)], bank.Groups.Select(g => (g.Id, g.Weight, g.Target)));
        Assert.Equal(["masyarakat/partisipasi", "sekolah"], bank.Variables.Select(v => string.Join('/', v.Dimensions.Select(d => d.Id).Prepend(v.Id))));
        Assert.Equal(["contoh"], bank.Sources);
        var ronda = bank.FindItem("ronda")!;
        Assert.Equal(("masyarakat", "partisipasi", ItemStem.Question), (ronda.Variable, ronda.Dimension, ronda.Stem));
        Assert.Equal(["warga"], ronda.Groups);
        Assert.Equal(("Seberapa sering warga meronda?", "Night watch"), (ronda.Text.Indonesian, ronda.Label.English));
        Assert.Equal("Menjaga lingkungan pada malam hari|giliran ronda|hajatan", $"{ronda.Help.Definition.Indonesian}|{ronda.Help.Includes[0].Indonesian}|{ronda.Help.Excludes[0].Indonesian}");
        Assert.Null(ronda.Evidence);
    }

    [Fact]
    public void Gives_an_item_the_options_of_its_scale_or_its_own()
    {
        var bank = Read(Whole);

        Assert.Equal(["a Tidak pernah 1", "b Jarang 2", "c Selalu 4"], bank.Items[0].Options.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o.Key} {o.Label.Indonesian} {o.Score}")));
        Assert.Equal(["kadang"], bank.Items[0].Options[1].Aliases);
        Assert.Equal(["Tidak setuju", "Setuju"], bank.Items[1].Options.Select(o => o.Label.Indonesian));
    }

    [Fact]
    public void Reads_how_reports_answer_an_item()
    {
        var evidence = Read(Whole).Items[1].Evidence!;

        Assert.Equal(("lapor-kegiatan", "jenis", EvidenceCount.DistinctOptions), (evidence.Dialog, evidence.Step, evidence.Counts));
        Assert.Equal(["tes-urine", "rapat"], evidence.Options);
        Assert.Equal([2], evidence.LowerBounds);
    }

    [Fact]
    public void Gives_each_group_its_full_form()
    {
        var bank = Read(Whole);

        Assert.Equal(["ronda"], bank.ItemsOf("warga").Select(i => i.Id));
        Assert.Equal(["aman"], bank.ItemsOf("guru").Select(i => i.Id));
    }

    [Fact]
    public void The_hash_is_that_of_the_text_whatever_its_line_ends()
    {
        var bank = Read(Whole);

        Assert.Equal(DialogReader.HashOf(Whole), bank.Hash);
        Assert.Equal(bank.Hash, Read(Whole.ReplaceLineEndings("\r\n")).Hash);
        Assert.NotEqual(bank.Hash, Read(Whole.Replace("meronda?", "berjaga?", StringComparison.Ordinal)).Hash);
    }

    /// <summary>A stored version was good when it was stored; a rule that came later must not end a questionnaire halfway.</summary>
    [Fact]
    public void A_stored_version_is_read_whatever_later_rules_say()
    {
        var older = Whole.Replace("Seberapa sering warga meronda?", "Seberapa sering warga meronda dan berkumpul", StringComparison.Ordinal) + "\nretired-key: 1\n";

        Assert.Null(BankReader.Read("contoh", older, new IssueList()));
        Assert.Equal("Seberapa sering warga meronda dan berkumpul", BankReader.Read("contoh", older, new IssueList(), checks: false)!.Items[0].Text.Indonesian);
    }

    [Theory]
    [InlineData("items:", "item:")]
    [InlineData("bank: contoh", "bank: ''")]
    [InlineData("options: [{ key: a, label: Tidak setuju, score: 1 }, { key: b, label: Setuju, score: 4 }]", "options: []")]
    public void A_stored_version_that_cannot_be_asked_is_refused(string from, string to)
    {
        Assert.Contains(from, Whole);

        Assert.Null(BankReader.Read("contoh", Whole.Replace(from, to, StringComparison.Ordinal), new IssueList(), checks: false));
    }

    [Fact]
    public void A_set_of_definitions_finds_current_and_older_versions_and_the_text()
    {
        var set = BankSamples.Set("contoh.yaml", Whole);
        var current = set.FindBankVersion("contoh")!;
        var older = BankVersion.Plain(current.Bank with { Hash = "0123456789abcdef" });

        Assert.Same(current, set.FindBankVersion("contoh", current.Hash));
        Assert.Equal(Whole, set.SourceOf(current.Hash));
        Assert.Null(set.FindBankVersion("contoh", older.Hash));
        Assert.Same(older, set.With(older).FindBankVersion("contoh", older.Hash));
        Assert.Same(current.Bank, set.With(older).FindBank("contoh"));
    }

    private static ItemBank Read(string text)
    {
        var issues = new IssueList();
        var bank = BankReader.Read("contoh.yaml", text, issues);
        Assert.Empty(issues.Select(i => i.ToString()));
        return bank!;
    }
}
