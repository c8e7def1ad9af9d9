using KotanBot.Commands;
using KotanBot.Core.Questionnaires;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Measurement;
using KotanBot.Storage;

namespace KotanBot.Tests.Questionnaires;

/// <summary>Collected full forms against the calibration, for each group of respondents in all provinces together and in each.</summary>
public sealed class ProvinceDriftTests
{
    private const int People = 200;

    private static readonly ItemBank Bank = DefinitionFiles.Load(ShippedFiles.Dialogs).FindBank("ikotan")!;

    [Fact]
    public void Finds_items_that_moved_in_one_province_and_leaves_the_other_in_peace()
    {
        var version = Calibrated();
        var moved = version.PoolOf("keluarga")!.Items.Where(i => i.Variable == 0).Select(i => i.Id).Take(6).ToHashSet();
        var forms = Forms("19.02", _ => false).Concat(Forms("53.14", moved.Contains)).ToList();

        var drift = ProvinceDrift.Of(version, forms);

        Assert.Equal(["", "19", "53"], drift.Select(d => d.Province));
        Assert.All(drift, d => Assert.Equal("keluarga", d.Group));
        Assert.Equal([2 * People, People, People], drift.Select(d => d.Variables[0].N));
        Assert.InRange(Math.Abs(drift[1].Variables[0].Z!.Value), 0, 3);
        Assert.True(drift[2].Variables[0].Z > 4, $"z is {drift[2].Variables[0].Z}");
    }

    [Fact]
    public void Leaves_out_a_group_that_the_bank_does_not_have() =>
        Assert.Empty(ProvinceDrift.Of(Calibrated(), [.. Forms("19.02", _ => false).Select(f => f with { Group = "cuaca" })]));

    /// <summary>Every item alike, so that the implied moments say what the forms below are drawn from.</summary>
    private static BankVersion Calibrated()
    {
        var calibration = new CalibratedBank
        {
            Bank = Bank.Id,
            Variables = [.. Bank.Variables.Select(v => new CalibratedVariable(v.Id))],
            Items = [.. Bank.Items.Select(i => new CalibratedItem(i.Id, i.Variable) { Count = 5000, Graded = new GradedItem(1.5, [-1, 0, 1]) })],
        };
        return BankVersion.Calibrated(Bank, calibration, "text");
    }

    /// <summary>Answers by the graded response model itself; items that moved are one option higher, where there is one, and are asked last, so that the first answers do not move with them.</summary>
    private static IEnumerable<FullFormAnswers> Forms(string region, Func<string, bool> moved)
    {
        var draws = new SeededDraws(20261128);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - draws.NextDouble())) * Math.Cos(2 * Math.PI * draws.NextDouble());
        for (var person = 0; person < People; person++)
        {
            var thetas = Bank.Variables.ToDictionary(v => v.Id, _ => Normal());
            var answers = new List<(string Item, string? Option)>();
            foreach (var item in Bank.ItemsOf("keluarga").OrderBy(i => moved(i.Id)).ThenBy(_ => draws.NextDouble()).ToList())
            {
                var u = draws.NextDouble();
                var category = new[] { -1.0, 0, 1 }.Count(b => u < 1 / (1 + Math.Exp(-1.5 * (thetas[item.Variable] - b))));
                answers.Add((item.Id, item.Options[Math.Min(item.Options.Length - 1, category + (moved(item.Id) ? 1 : 0))].Key));
            }

            yield return new FullFormAnswers("keluarga", region, answers);
        }
    }
}
