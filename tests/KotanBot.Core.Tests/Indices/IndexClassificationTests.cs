using KotanBot.Core.Indices;

namespace KotanBot.Core.Tests.Indices;

public sealed class IndexClassificationTests
{
    public static TheoryData<string> Shipped => [.. IndexSamples.ShippedFiles.Select(f => Path.GetFileNameWithoutExtension(f)!)];

    [Theory]
    [InlineData("ikotan-2022", "3.07", "Tanggap")]
    [InlineData("ikotan-2022", "3.064", "Cukup Tanggap")]
    [InlineData("ikotan-2022", "3.065", "Tanggap")]
    [InlineData("ikotan-2022", "3.532", "Tanggap")]
    [InlineData("ikotan-2022", "3.533", "Sangat Tanggap")]
    [InlineData("ikotan-2022", "2.599", "Tidak Tanggap")]
    [InlineData("ikotan-2022", "2.600", "Cukup Tanggap")]
    [InlineData("ikotan-2022", "3.1", "Tanggap")]
    [InlineData("ikotan-2019", "78.42", "Tanggap")]
    [InlineData("ikotan-2021", "78.42", "Sangat Tanggap")]
    [InlineData("ikotan-2019", "63.38", "Tanggap")]
    [InlineData("ikotan-2021", "63.38", "Tanggap")]
    [InlineData("ikotan-2019", "20.00", "Tidak Tanggap")]
    [InlineData("ikotan-2019", "20.01", "Kurang Tanggap")]
    [InlineData("ikp-equal", "3.18", "Mandiri")]
    [InlineData("ikp-equal", "3.40", "Sangat Mandiri")]
    [InlineData("ikp-equal", "2.55", "Mandiri")]
    [InlineData("ikp-equal", "3.25", "Mandiri")]
    [InlineData("ikp-equal", "1.75", "Tidak Mandiri")]
    [InlineData("ikp-equal-permenpan", "3.18", "Mandiri")]
    [InlineData("ikp-equal-permenpan", "3.40", "Mandiri")]
    [InlineData("ikp-equal-permenpan", "2.55", "Tidak Mandiri")]
    [InlineData("ikp-weighted-permenpan", "3.40", "Mandiri")]
    [InlineData("ikkr-2024", "1.75", "Bahaya")]
    [InlineData("ikkr-2024", "1.76", "Waspada")]
    [InlineData("skm-2017", "87.89", "B")]
    [InlineData("indeks-p4gn-2020", "53.14", "Cukup Efektif")]
    [InlineData("indeks-p4gn-2020", "39.99", "Kurang Efektif")]
    public void Classifies_published_values_as_their_sources_do(string file, string value, string category) =>
        Assert.Equal(category, IndexSamples.Shipped(file).Classify(IndexNumber.Parse(value)!.Value)?.Label.Indonesian);

    [Theory]
    [InlineData("ikkr-2024", "1.745", "Bahaya")]
    [InlineData("ikkr-2024", "1.755", "Waspada")]
    [InlineData("ikkr-2024", "2.505", "Siaga")]
    [InlineData("ikkr-2024", "2.5049", "Waspada")]
    [InlineData("ikp-equal-permenpan", "2.5998", "Tidak Mandiri")]
    [InlineData("ikp-equal-permenpan", "3.0643", "Kurang Mandiri")]
    [InlineData("ikp-equal-permenpan", "3.5322", "Mandiri")]
    [InlineData("ikp-equal-permenpan", "3.53235", "Sangat Mandiri")]
    [InlineData("skm-2017", "88.305", "A")]
    [InlineData("skm-2017", "88.3049", "B")]
    [InlineData("skm-2017", "64.995", "C")]
    [InlineData("ikotan-2022", "3.0645", "Tanggap")]
    public void A_value_in_a_gap_between_printed_bounds_has_one_category(string file, string value, string category) =>
        Assert.Equal(category, IndexSamples.Shipped(file).Classify(IndexNumber.Parse(value)!.Value)?.Label.Indonesian);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Every_lower_bound_opens_its_category_and_the_value_just_below_does_not(string file)
    {
        var definition = IndexSamples.Shipped(file);
        var step = 1m;
        for (var i = 0; i < definition.Rounding.Compare; i++)
            step /= 10;
        for (var i = 0; i < definition.Categories.Count; i++)
        {
            var bound = definition.Categories[i].LowerBound;
            Assert.Same(definition.Categories[i], definition.Classify(bound));
            Assert.Same(i == 0 ? null : definition.Categories[i - 1], definition.Classify(bound - step));
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_whole_scale_has_a_category_and_nothing_outside_it(string file)
    {
        var definition = IndexSamples.Shipped(file);
        if (definition.IsNameOnly)
        {
            Assert.All([-1m, 0m, 1m, 3m], v => Assert.Null(definition.Classify(v)));
            return;
        }

        Assert.Same(definition.Categories[0], definition.Classify(definition.Scale.Minimum));
        Assert.Same(definition.Categories[^1], definition.Classify(definition.Scale.Maximum));
        Assert.Null(definition.Classify(definition.Scale.Maximum + 0.0001m));
        Assert.Null(definition.Classify(definition.Scale.Minimum - 0.0001m));
    }

    [Theory]
    [InlineData("3,07", "3.07")]
    [InlineData(" 3.07 ", "3.07")]
    [InlineData("-1", "-1")]
    public void Numbers_are_read_with_a_point_or_a_comma(string text, string expected) =>
        Assert.Equal(decimal.Parse(expected), IndexNumber.Parse(text));

    [Theory]
    [InlineData("1.000,5")]
    [InlineData("tiga")]
    [InlineData("")]
    [InlineData("3 07")]
    [InlineData("1e1")]
    public void What_is_not_plainly_a_number_is_refused(string text) => Assert.Null(IndexNumber.Parse(text));
}
