using KotanBot.Core.Conversations;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

/// <summary>What a verified report changes in the evidence for the IKP sheet as it ships.</summary>
public sealed class ReportGainsTests
{
    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(0, 1, "")]
    [InlineData(1, 1, "anggaran")]
    [InlineData(2, 1, "")]
    public void Two_paid_activities_prove_a_budget_and_a_third_proves_no_more(int before, int more, string gained)
    {
        var gains = Between([Of("dana", "csr", before)], [Of("dana", "csr", before + more)]);
        Assert.Equal(gained, gains);
    }

    [Fact]
    public void Another_kind_of_activity_raises_all_that_look_at_kinds()
    {
        Assert.Equal("metode, kegiatan", Between([Of("jenis", "sosialisasi", 3)], [Of("jenis", "sosialisasi", 3), Of("jenis", "tes-urine", 1)]));
        Assert.Equal("", Between([Of("jenis", "sosialisasi", 3)], [Of("jenis", "sosialisasi", 4)]));
    }

    [Fact]
    public void A_dialog_that_is_no_evidence_changes_nothing() => Assert.Empty(ReportGains.ItemsFor(ShippedDefinitions.Set, "lapor-nihil"));

    private static OwnReports Of(string step, string option, int count) => new("lapor-kegiatan", step, [option], count);

    private static string Between(OwnReports[] without, OwnReports[] with) =>
        string.Join(", ", ReportGains.Between(ReportGains.ItemsFor(ShippedDefinitions.Set, "lapor-kegiatan"), [.. without], [.. with]).Select(g => g.Item));
}
