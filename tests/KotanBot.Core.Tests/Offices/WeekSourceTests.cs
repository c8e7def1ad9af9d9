using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class WeekSourceTests
{
    private const string Visit = """
        dialog: kunjungan
        purpose: report
        title: { id: Laporan kunjungan, en: Visit report }
        commands: [/kunjungan]
        roles: [petugas]
        steps:
          - id: lembaga
            type: text
            label: { id: Lembaga }
            text: { id: "Lembaga mana?" }
          - id: periksa
            type: review
            text: { id: "Mohon dicek dulu:" }
          - id: kirim
            type: submit
            text: { id: Terkirim. }
        """;

    [Fact]
    public void A_form_that_an_office_published_counts_in_its_week_under_its_title()
    {
        var form = DialogReader.Read("kunjungan.yaml", Visit, [])!;

        var set = ShippedDefinitions.Set.With([new OfficeForm(form, Visit, "BNNK-19.02")]);

        Assert.Equal("kunjungan", set.Week.Find("kunjungan")!.KindIs);
        Assert.Equal("Visit report", new SummaryLabels(set, "en").Kind("kunjungan"));
        Assert.Equal(ShippedDefinitions.Set.Week.Reports.Length + 1, set.Week.Reports.Length);
    }

    [Theory]
    [InlineData("tes-urine", "Tes urine")] // An option of the activity report, which the form of urine tests is counted with.
    [InlineData("bimtek", "Bimtek atau pelatihan")]
    [InlineData("dulu-ada", "dulu-ada")] // A kept summary may name what no form has any more.
    public void A_kind_is_called_by_the_option_or_by_the_form(string kind, string label) =>
        Assert.Equal(label, new SummaryLabels(ShippedDefinitions.Set, "id").Kind(kind));
}
