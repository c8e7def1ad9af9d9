using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class ChangeLinesTests
{
    private static readonly ChangeFigures Five = new("ibm", 5) { Before = 1, After = 2.2m, MeanChange = 1.2m, StandardError = 0.2m };

    [Fact]
    public void A_change_says_that_it_is_provisional_and_how_sure_it_is() => Assert.Equal(
        "Perubahan klien IBM (sementara – alat ukur belum resmi): 5 pasangan, rata-rata 1 menjadi 2,2, berubah +1,2 (galat baku 0,2).",
        Assert.Single(new ChangeLines(ShippedDefinitions.Set, Languages.Indonesian, [Five]).Known()));

    [Fact]
    public void Too_few_pairs_are_not_even_counted_in_words()
    {
        var lines = new ChangeLines(ShippedDefinitions.Set, Languages.Indonesian, [new ChangeFigures("ibm", 3)]);

        Assert.Equal("Perubahan klien IBM: belum cukup data, perlu paling sedikit 5 pasangan awal dan akhir.", Assert.Single(lines.All()));
        Assert.Empty(lines.Known());
    }

    [Fact]
    public void A_worse_end_has_a_minus_and_a_change_whose_definition_is_gone_says_nothing() => Assert.EndsWith(
        "menjadi 0,5, berubah −0,5 (galat baku 0,2).",
        Assert.Single(new ChangeLines(ShippedDefinitions.Set, Languages.Indonesian, [Five with { After = 0.5m, MeanChange = -0.5m }, new ChangeFigures("lama", 9) { MeanChange = 1 }]).Known()));
}
