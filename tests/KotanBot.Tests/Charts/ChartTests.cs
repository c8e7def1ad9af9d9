using System.Globalization;
using System.Xml.Linq;
using KotanBot.Charts;
using KotanBot.Tests.Repository;

namespace KotanBot.Tests.Charts;

/// <summary>What every chart keeps: as drawn before, readable on the smallest phone, and without what a strict page forbids.</summary>
public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static bool IsUpdating => Environment.GetEnvironmentVariable("KOTANBOT_UPDATE_CHARTS") == "1" && Environment.GetEnvironmentVariable("CI") is null;

    public static TheoryData<string> Names => [.. ChartSamples.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_drawn_as_in_its_file(string name)
    {
        var (file, drawn) = (Docs.PathOf($"tests/charts/{name}.svg"), ChartSamples.All[name]().ToPicture().Replace("><", ">\n<", StringComparison.Ordinal) + "\n");
        if (IsUpdating)
            File.WriteAllText(file, drawn);

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), drawn);
    }

    [Fact]
    public void Every_file_belongs_to_a_chart() =>
        Assert.Equal(ChartSamples.All.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Docs.PathOf("tests/charts"), "*.svg").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_nothing_that_a_strict_content_security_policy_forbids(string name)
    {
        var chart = ChartSamples.All[name]();
        foreach (var element in new[] { chart.ToPage(), chart.ToPicture() }.SelectMany(s => XDocument.Parse(s).Descendants()))
        {
            Assert.Contains(element.Name.LocalName, new[] { "svg", "title", "desc", "g", "rect", "path", "text" });
            // An id would stand twice on a page with two charts.
            Assert.DoesNotContain(element.Attributes(), a => a.Name.LocalName is "style" or "id" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_an_image_with_a_title_and_its_numbers_in_words(string name)
    {
        var chart = ChartSamples.All[name]();
        var root = XDocument.Parse(chart.ToPage()).Root!;

        Assert.Equal("img", root.Attribute("role")?.Value);
        Assert.Equal(chart.Title, root.Elements().First().Value);
        Assert.Equal(chart.Text, root.Element(Svg + "desc")!.Value);
        // Every number that is drawn (but for those of the scale) is told too.
        if (name != "lines")
            Assert.All(root.Descendants(Svg + "text").SelectMany(t => t.Value.Split(' ', '(', ')', ':', ';', ',')).Where(w => w.Length > 0 && w.All(char.IsAsciiDigit)), n => Assert.Contains(n, chart.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_no_label_over_another_or_beyond_the_edge_at_320(string name)
    {
        var chart = ChartSamples.All[name]();
        foreach (var svg in new[] { chart.ToPage(), chart.ToPicture() })
        {
            var root = XDocument.Parse(svg).Root!;
            var bottom = double.Parse(root.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture);
            var labels = root.Descendants(Svg + "text").Select(LabelBox.Of).ToList();
            Assert.NotEmpty(labels);
            Assert.All(labels, l => Assert.True(l.Left >= 0 && l.Right <= Chart.Width && l.Top >= 0 && l.Bottom <= bottom, $"{l} leaves the paper"));
            for (var i = 0; i < labels.Count; i++)
                for (var j = 0; j < i; j++)
                    Assert.False(labels[i].Overlaps(labels[j]), $"{labels[i]} over {labels[j]}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_no_letters_below_nine_units(string name) => Assert.All(
        XDocument.Parse(ChartSamples.All[name]().ToPicture()).Descendants(Svg + "text"), t => Assert.True(double.Parse(t.Attribute("font-size")!.Value, CultureInfo.InvariantCulture) >= 9));

    [Fact]
    public void A_line_never_crosses_a_gap()
    {
        static int Lines(params LinePoint[] points) => XDocument.Parse(new Chart("x", LineChart.Draw("x", ["a", "b", "c", "d", "e"], [new ChartLine("l", [.. points])], ChartWords.Indonesian)).ToPage())
            .Descendants(Svg + "path").Count(p => p.Attribute("class")!.Value.StartsWith("chart-line ", StringComparison.Ordinal)) - 1;

        Assert.Equal(1, Lines(new(1), new(2), new(3), new(2), new(1)));
        Assert.Equal(2, Lines(new(1), new(2), new(null), new(2), new(1)));
        Assert.Equal(0, Lines(new(1), new(null), new(3), new(null), new(1)));
    }

    [Theory]
    [InlineData(1, 4, 1, 4)]
    [InlineData(2.6, 3.6, 2.6, 3.6)]
    [InlineData(0, 97, 0, 100)]
    [InlineData(3, 3, 2.5, 3.5)]
    [InlineData(0, 0.04, 0, 0.04)]
    [InlineData(-3, 1250000, -500000, 1500000)]
    public void A_scale_has_few_round_ticks_around_its_values(double low, double high, double first, double last)
    {
        var axis = ValueAxis.Of((decimal)low, (decimal)high);

        Assert.Equal(((decimal)first, (decimal)last), (axis.Ticks[0], axis.Ticks[^1]));
        Assert.InRange(axis.Ticks.Length, 3, 6);
    }

    [Fact]
    public void Words_are_broken_between_words_and_cut_where_there_is_no_room()
    {
        Assert.Equal(["Kegiatan di", "sekolah"], LetterWidths.Wrap("Kegiatan di sekolah", 10, 70, most: 2));
        var cut = LetterWidths.Wrap("Kegiatan di sekolah dan madrasah", 10, 70, most: 2);
        Assert.EndsWith("…", cut[^1], StringComparison.Ordinal);
        Assert.All(cut, l => Assert.True(LetterWidths.Of(l, 10) <= 70));
        Assert.Equal("…", LetterWidths.Fit("😀", 10, 5)[^1..]);
    }
}
