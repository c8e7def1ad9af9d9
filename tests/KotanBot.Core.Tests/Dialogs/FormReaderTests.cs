using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Tests.Dialogs;

/// <summary>What a form of an office must fulfil besides being a dialog, told all at once and at its place.</summary>
public sealed class FormReaderTests
{
    [Fact]
    public void Takes_a_form_that_fits()
    {
        var (dialog, issues) = Read(FormSamples.Market);

        Assert.Equal("", issues);
        Assert.Equal("lapor-pasar", dialog!.Id);
    }

    [Theory]
    [InlineData("dialog: lapor-pasar", "dialog: Pasar Kita", "1:9: bad-form-id")]
    [InlineData("dialog: lapor-pasar", "dialog: texts", "1:9: bad-form-id")]
    [InlineData("dialog: lapor-pasar", "dialog: lapor-kegiatan", "1:9: taken-id")]
    [InlineData("purpose: report", "purpose: registration", "2:10: not-allowed")]
    [InlineData("roles: [penggiat, petugas]", "roles: [penggiat]\nstarts-for: [penggiat]", "7:13: not-allowed")]
    [InlineData("purpose: report", "purpose: index-sheet\nindex: IKP", "3:8: not-allowed")]
    [InlineData("commands: [/pasar]", "commands: []", "1:1: missing-key")]
    [InlineData("commands: [/pasar]", "commands: [/lapor]", "4:12: duplicate-command")]
    [InlineData("commands: [/pasar]", "commands: [/batal]", "4:12: duplicate-command")]
    [InlineData("commands: [/pasar]", "commands: [/pasar-besar-di-tengah-kota]", "4:12: bad-command")]
    [InlineData("words: [lapor pasar]", "words: [nihil]", "5:9: duplicate-command")]
    [InlineData("words: [lapor pasar]", "words: [Pasar]", "5:9: bad-command")]
    [InlineData("words: [lapor pasar]", "words: [pasar, pasar]", "5:16: duplicate-command")]
    [InlineData("roles: [penggiat, petugas]", "roles: [penggiat, petugas]\nexpires-after-hours: 2000000000", "7:22: bad-expiry")]
    [InlineData("  - id: pedagang\n    type: number", "  - id: pedagang\n    saves-as: name\n    type: text", "20:5: not-allowed")]
    [InlineData("- id: pedagang", "- id: Pedagang Kita", "20:5: bad-step-id")]
    [InlineData("key: keliling,", "key: lewati,", "1:1: shadowed-option")]
    public void Refuses_what_would_touch_others(string there, string instead, string expected)
    {
        Assert.Contains(there, FormSamples.Market, StringComparison.Ordinal);

        var (dialog, issues) = Read(FormSamples.Market.Replace(there, instead, StringComparison.Ordinal));

        Assert.Null(dialog);
        Assert.Equal(expected, issues);
    }

    [Fact]
    public void What_feeds_an_index_through_its_bank_comes_from_the_centre()
    {
        const string source = """
            dialog: tanya-layanan
            purpose: questionnaire
            title: { id: Tanya layanan, en: About a service }
            commands: [/tanyalayanan]
            roles: [petugas]
            steps:
              - { id: unsur, type: questionnaire, bank: skm, text: { id: "Sembilan pertanyaan.", en: "Nine questions." } }
              - { id: periksa, type: review, text: { id: "Mohon dicek:", en: "Please check:" } }
              - { id: kirim, type: submit, text: { id: "Terkirim.", en: "Sent." } }
            """;

        Assert.Equal("7:5: not-allowed", Read(source).Issues);
        Assert.Equal("", Read(source, forEverybody: true).Issues);
    }

    [Fact]
    public void An_offices_own_form_keeps_what_it_is_for()
    {
        var issues = new IssueList();

        Assert.Null(FormReader.Read("lapor-pasar.yaml", FormSamples.Market.Replace("purpose: report", "purpose: null-report", StringComparison.Ordinal), WithMarket(isWithdrawn: false), forEverybody: false, issues));

        Assert.Equal(["not-allowed"], issues.Select(i => i.Code));
    }

    [Fact]
    public void The_words_of_a_withdrawn_form_may_be_anothers_by_now()
    {
        var other = FormSamples.Market.Replace("dialog: lapor-pasar", "dialog: lapor-kios", StringComparison.Ordinal);
        var issues = new IssueList();

        Assert.Null(FormReader.Read("lapor-pasar.yaml", FormSamples.Market, WithMarket(isWithdrawn: true, Form(other)), forEverybody: false, issues));
        Assert.NotNull(FormReader.Read("lapor-pasar.yaml", FormSamples.Market, WithMarket(isWithdrawn: true), forEverybody: false, []));

        Assert.Equal(["duplicate-command", "duplicate-command"], issues.Select(i => i.Code));
    }

    private static DefinitionSet WithMarket(bool isWithdrawn, params OfficeForm[] others) => ShippedDefinitions.Set.With([Form(FormSamples.Market) with { IsWithdrawn = isWithdrawn }, .. others]);

    private static OfficeForm Form(string source) => new(DialogReader.Read("form.yaml", source, [], checks: false)!, source, "BNNK-19.02");

    [Fact]
    public void Tells_everything_at_once()
    {
        var (_, issues) = Read(FormSamples.Market.Replace("/pasar", "/lapor", StringComparison.Ordinal).Replace("lapor pasar]", "nihil]", StringComparison.Ordinal).Replace("- id: pedagang", "- id: X", StringComparison.Ordinal));

        Assert.Equal(["4:12: duplicate-command", "5:9: duplicate-command", "20:5: bad-step-id"], issues.Split('\n'));
    }

    [Fact]
    public void The_centre_may_replace_what_ships_and_must_keep_what_it_is_for()
    {
        var shipped = ShippedDefinitions.Set;
        var text = shipped.SourceOf(shipped.Find("lapor-nihil")!.Hash);

        Assert.Equal("", Read(text + "\n# anew\n", forEverybody: true).Issues);
        Assert.Equal("3:10: not-allowed", Read(text.Replace("purpose: null-report", "purpose: report", StringComparison.Ordinal), forEverybody: true).Issues);
        Assert.Equal("2:9: taken-id", Read(text).Issues);
    }

    [Theory]
    [InlineData("dialog: \u0000\u0001\u0002", "1:9: not-text")]
    [InlineData("dialog: x\n\tpurpose: report", "")]
    [InlineData("dialog: &a x\npurpose: *a", "")]
    [InlineData("", "1:1: empty-file")]
    [InlineData("- a\n- b", "1:1: wrong-kind")]
    public void Says_kindly_that_something_is_no_form(string text, string expected)
    {
        var (dialog, issues) = Read(text);

        Assert.Null(dialog);
        Assert.NotEmpty(issues);
        if (expected.Length > 0)
            Assert.Equal(expected, issues);
    }

    /// <summary>As large as may be sent, in the shapes that cost most: each must be refused without running out of anything.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    [InlineData("a:\n ")]
    [InlineData("? ")]
    [InlineData("\"")]
    [InlineData("&a ")]
    [InlineData("*a ")]
    [InlineData("a: b\n")]
    [InlineData("!!x ")]
    [InlineData("# ")]
    [InlineData("|\n ")]
    public void Sixty_four_kilobytes_of_nonsense_are_refused(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, FormReader.LargestBytes / piece.Length));

        Assert.Null(Read(text).Dialog);
        Assert.NotEmpty(Read(text).Issues);
    }

    private static (Dialog? Dialog, string Issues) Read(string text, bool forEverybody = false)
    {
        var issues = new IssueList();
        var dialog = FormReader.Read("x.yaml", text, ShippedDefinitions.Set, forEverybody, issues);
        Assert.All(issues, i => Assert.Equal("x.yaml", i.File));
        return (dialog, string.Join('\n', issues.Select(i => $"{i.Line}:{i.Column}: {i.Code}")));
    }
}
