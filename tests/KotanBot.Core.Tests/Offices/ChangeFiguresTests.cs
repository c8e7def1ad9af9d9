using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Tests.Offices;

public sealed class ChangeFiguresTests
{
    private static readonly PairedChange Change = new("ibm", new LocalText("IBM", null), "ibm-ukur", "kode", "saat", "awal", "akhir", ["tidur", "keinginan"]);

    private static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void Five_pairs_give_means_and_the_standard_error_of_the_change()
    {
        // Differences 1, 2, 0, 1, 1: mean 1, squares 2, standard error sqrt(2 / 4 / 5).
        var figures = Of(Pair("AA-001", 1, 2), Pair("AA-002", 1, 3), Pair("AA-003", 2, 2), Pair("AA-004", 2, 3), Pair("AA-005", 3, 4))!;

        Assert.Equal((5, 1.8m, 2.8m, 1m), (figures.Pairs, figures.Before!.Value, figures.After!.Value, figures.MeanChange!.Value));
        Assert.Equal(0.3162, (double)figures.StandardError!.Value, 4);
    }

    [Fact]
    public void Four_pairs_tell_nothing_however_many_only_began()
    {
        var figures = Of(Pair("AA-001", 1, 2), Pair("AA-002", 1, 3), Pair("AA-003", 2, 2), Pair("AA-004", 2, 3), [Measure("AA-005", "awal", 10, 1), Measure("AA-006", "awal", 10, 1)])!;

        Assert.Equal(4, figures.Pairs);
        Assert.False(figures.IsEnough);
        Assert.Null(figures.Before);
        Assert.Null(figures.StandardError);
    }

    [Fact]
    public void Nothing_measured_says_nothing() => Assert.Null(Of());

    [Fact]
    public void The_last_end_of_the_year_is_paired_with_the_last_start_before_it()
    {
        var figures = Of(
            Pair("AA-001", 1, 2), Pair("AA-002", 1, 2), Pair("AA-003", 1, 2), Pair("AA-004", 1, 2),
            [Measure("AA-005", "awal", 1, 1), Measure("AA-005", "awal", 5, 3), Measure("AA-005", "akhir", 8, 1), Measure("AA-005", "akhir", 9, 4), Measure("AA-005", "awal", 11, 1)])!;

        Assert.Equal((5, 1m), (figures.Pairs, figures.MeanChange!.Value));
    }

    [Fact]
    public void One_code_at_two_offices_is_two_people_and_an_end_of_the_year_before_counts_no_more()
    {
        var elsewhere = Measure("AA-005", "akhir", 20, 4) with { Satker = "BNNK-2" };
        var old = new[] { Measure("AA-006", "awal", -40, 1), Measure("AA-006", "akhir", -20, 4) };

        Assert.Equal(4, Of(Pair("AA-001", 1, 2), Pair("AA-002", 1, 2), Pair("AA-003", 1, 2), Pair("AA-004", 1, 2), [Measure("AA-005", "awal", 10, 1), elsewhere], old)!.Pairs);
    }

    [Fact]
    public void Only_what_was_answered_both_times_is_compared()
    {
        var half = Measure("AA-005", "akhir", 20, 3) with { Scores = ImmutableDictionary<string, decimal>.Empty.Add("tidur", 3) };
        ChangeMeasure[] start = [Measure("AA-005", "awal", 10, 1) with { Scores = ImmutableDictionary<string, decimal>.Empty.Add("tidur", 1).Add("keinginan", 4) }];

        var figures = Of(Pair("AA-001", 1, 3), Pair("AA-002", 1, 3), Pair("AA-003", 1, 3), Pair("AA-004", 1, 3), [.. start, half])!;

        Assert.Equal((1m, 2m, 0m), (figures.Before!.Value, figures.MeanChange!.Value, figures.StandardError!.Value));
    }

    private static ChangeFigures? Of(params ChangeMeasure[][] measures) => ChangeFigures.Of(Change, [.. measures.SelectMany(m => m)], Year, Year.AddDays(330));

    private static ChangeMeasure[] Pair(string code, decimal before, decimal after) => [Measure(code, "awal", 10, before), Measure(code, "akhir", 20, after)];

    private static ChangeMeasure Measure(string code, string moment, int day, decimal score) =>
        new("BNNK-1", code, moment, Year.AddDays(day), ImmutableDictionary<string, decimal>.Empty.Add("tidur", score).Add("keinginan", score));
}
