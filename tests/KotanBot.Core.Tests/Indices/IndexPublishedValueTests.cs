using KotanBot.Core.Indices;

namespace KotanBot.Core.Tests.Indices;

public sealed class IndexPublishedValueTests
{
    private static readonly decimal[] PublishedMeans = [3.50m, 3.50m, 3.50m, 3.43m, 3.36m, 3.57m, 3.57m, 3.71m, 3.50m];

    // Sums over 14 respondents that give exactly those nine means.
    private static readonly int[] SumsOf14 = [49, 49, 49, 48, 47, 50, 50, 52, 49];

    [Fact]
    public void Skm_comes_out_as_87_89_B_from_the_nine_published_means()
    {
        var rows = PublishedMeans.Select((mean, i) => IndexSamples.Row("tabel", $"u{i + 1}", mean));
        var result = IndexSamples.ComputeOne(IndexSamples.Shipped("skm-2017"), rows);
        Assert.Equal(87.89m, result.Value);
        Assert.Equal("B", result.Category?.Label.Indonesian);
        Assert.Equal("Baik", result.Category?.Meaning?.Indonesian);
    }

    [Fact]
    public void Skm_comes_out_as_87_89_B_from_the_whole_answers_of_14_respondents()
    {
        var result = IndexSamples.ComputeOne(IndexSamples.Shipped("skm-2017"), FourteenRespondents());
        Assert.Equal((87.89m, "B", 14, 1m), (result.Value, result.Category?.Label.Indonesian, result.N, result.Coverage));
        Assert.Equal(PublishedMeans, result.Variables.Select(v => v.Value!.Value));
    }

    [Fact]
    public void Skm_would_miss_its_published_value_if_the_means_were_not_rounded_first()
    {
        var skm = IndexSamples.Shipped("skm-2017");
        var unrounded = skm with { Rounding = skm.Rounding with { Item = null } };
        Assert.Equal(87.90m, IndexSamples.ComputeOne(unrounded, FourteenRespondents()).Value);
    }

    [Fact]
    public void A_perfect_service_scores_100()
    {
        var rows = Enumerable.Range(1, 9).Select(i => IndexSamples.Row("r", $"u{i}", 4));
        Assert.Equal(100m, IndexSamples.ComputeOne(IndexSamples.Shipped("skm-2017"), rows).Value);
    }

    [Fact]
    public void Indeks_p4gn_comes_out_as_53_14_from_the_published_sums()
    {
        var definition = IndexSamples.Shipped("indeks-p4gn-2020");
        var result = IndexSamples.ComputeOne(definition, PublishedSums(definition));
        Assert.Equal((53.14m, "Cukup Efektif"), (result.Value, result.Category?.Label.Indonesian));
        Assert.Equal([0.45m, 0.59m], result.Variables.Select(v => Math.Round(v.Value!.Value, 2)));
    }

    [Fact]
    public void Indeks_p4gn_rounds_its_sums_before_it_divides()
    {
        var definition = IndexSamples.Shipped("indeks-p4gn-2020");
        var nudged = PublishedSums(definition).Select(r => r.Item == "produksi-1" ? r with { Score = r.Score + 0.0049m } : r).ToArray();
        Assert.Equal(0.45235m, Math.Round(IndexSamples.ComputeOne(definition, nudged).Variables[0].Value!.Value, 5));
    }

    [Fact]
    public void A_plain_mean_of_the_46_indicators_would_give_53_96()
    {
        var definition = IndexSamples.Shipped("indeks-p4gn-2020");
        var plain = definition with
        {
            Rounding = definition.Rounding with { VariableSum = null },
            Aggregation = IndexAggregation.Means with { Multiply = 100 },
            Variables = [new IndexVariable("all", definition.Title, 1, [new IndexDimension("all", definition.Title, 1, [.. definition.Items])])],
        };
        Assert.Equal(53.96m, IndexSamples.ComputeOne(plain, PublishedSums(definition)).Value);
    }

    [Fact]
    public void The_working_shows_every_stage_and_the_definition_it_came_from()
    {
        var definition = IndexSamples.Shipped("skm-2017");
        var result = IndexSamples.ComputeOne(definition, FourteenRespondents());
        var element = Assert.Single(result.Working, w => w is { Stage: "item", Id: "u4" });
        Assert.Equal((48m / 14, 3.43m), (element.Raw, element.Value));
        Assert.Equal(87.89m, Assert.Single(result.Working, w => w.Stage == "index").Value);
        Assert.Equal(definition.Hash, result.DefinitionHash);
        Assert.Matches("^[0-9a-f]{64}$", result.DefinitionHash);
    }

    private static IEnumerable<ScoreRow> FourteenRespondents() =>
        from respondent in Enumerable.Range(0, 14)
        from element in Enumerable.Range(0, 9)
        select IndexSamples.Row($"r{respondent}", $"u{element + 1}", respondent < SumsOf14[element] - (3 * 14) ? 4 : 3);

    /// <summary>Spreads 7.69 over the 17 supply indicators and 17.13 over the 29 demand indicators.</summary>
    private static IEnumerable<ScoreRow> PublishedSums(IndexDefinition definition) =>
        definition.Variables.Zip([7.69m, 17.13m]).SelectMany(pair => Spread([.. pair.First.Items], pair.Second));

    private static IEnumerable<ScoreRow> Spread(IndexItem[] items, decimal sum)
    {
        var share = Math.Round(sum / items.Length, 2);
        return items.Select((item, i) => IndexSamples.Row("data", item.Id, i == 0 ? sum - (share * (items.Length - 1)) : share));
    }
}
