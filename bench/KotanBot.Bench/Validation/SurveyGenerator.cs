using System.Globalization;

namespace KotanBot.Bench.Validation;

/// <summary>Writes the answers of a scenario as the two files that <c>kotanbot calibrate</c> and <c>kotanbot simulate</c> read.</summary>
internal sealed class SurveyGenerator(SurveyScenario scenario)
{
    private readonly Random _random = new(scenario.Seed);
    private readonly Item[] _items = MakeItems(scenario);

    private sealed record Item(string Id, int Variable, int Dimension, double Discrimination, double[] Thresholds, int DifferentialSector, double Shift);

    /// <summary>What the answers are made from, item by item.</summary>
    public IReadOnlyList<(double Discrimination, IReadOnlyList<double> Thresholds)> Truth => [.. _items.Select(i => (i.Discrimination, (IReadOnlyList<double>)i.Thresholds))];

    public void Write(string responses, string variables)
    {
        File.WriteAllLines(variables, _items.Select(i => $"{i.Id},{VariableOf(i)},{VariableOf(i)}-{i.Dimension}").Prepend("item,variable,dimension"));
        using var file = new StreamWriter(responses);
        file.WriteLine($"respondent,group,{string.Join(',', _items.Select(i => i.Id))}");
        var sectors = Draws(scenario.Sectors * scenario.Variables, scenario.SectorSpread);
        var number = 0;
        for (var district = 0; district < scenario.Districts; district++)
        {
            var districts = Draws(scenario.Variables, scenario.DistrictSpread);
            var itemEffects = Draws(_items.Length, scenario.ItemByDistrictSpread);
            for (var sector = 0; sector < scenario.Sectors; sector++)
            {
                var size = _random.Next(scenario.GroupSize.From, scenario.GroupSize.Until);
                for (var person = 0; person < size; person++)
                    file.WriteLine($"r{++number},k{district + 1:00}-s{sector + 1},{string.Join(',', Answer(district: districts, sector, sectors, itemEffects))}");
            }
        }
    }

    private static string VariableOf(Item item) => $"v{item.Variable + 1}";

    private static Item[] MakeItems(SurveyScenario scenario)
    {
        var random = new Random(scenario.ItemSeed);
        return [.. Enumerable.Range(0, scenario.Variables * scenario.ItemsPerVariable).Select(n =>
        {
            var centre = Normal(random) * 0.7;
            var gap = 0.7 + (random.NextDouble() * 0.5);
            var differs = random.NextDouble() < scenario.DifferentialShare;
            var sector = random.Next(scenario.Sectors);
            var shift = random.Next(2) == 0 ? scenario.SectorShift : -scenario.SectorShift;
            return new Item(
                $"i{n + 1:00}", n / scenario.ItemsPerVariable, (n % scenario.ItemsPerVariable * 2 / scenario.ItemsPerVariable) + 1, 1 + (random.NextDouble() * 1.5),
                [centre - gap, centre, centre + gap], differs ? sector : -1, shift);
        })];
    }

    /// <summary>One person: a general factor, one of each variable, one of each dimension, on top of where the group stands.</summary>
    private IEnumerable<string> Answer(double[] district, int sector, double[] sectors, double[] itemEffects)
    {
        var general = Normal(_random);
        var own = Draws(scenario.Variables, 1);
        var dimensions = Draws(scenario.Variables * 2, scenario.DimensionSpread);
        for (var n = 0; n < _items.Length; n++)
        {
            var item = _items[n];
            var theta = district[item.Variable] + sectors[(sector * scenario.Variables) + item.Variable]
                + (Math.Sqrt(0.6) * general) + (Math.Sqrt(0.4) * own[item.Variable]);
            var shown = theta + dimensions[(item.Variable * 2) + item.Dimension - 1] + itemEffects[n] + (item.DifferentialSector == sector ? item.Shift : 0);
            var category = 1 + Threshold(item, shown);
            yield return IsMissing(theta) ? "" : category.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>One uniform draw against the falling probabilities of reaching each threshold.</summary>
    private int Threshold(Item item, double theta)
    {
        var draw = _random.NextDouble();
        return item.Thresholds.Count(b => draw < 1 / (1 + Math.Exp(-item.Discrimination * (theta - b))));
    }

    private bool IsMissing(double theta)
    {
        if (scenario.Missing <= 0)
            return false;
        var logit = Math.Log(scenario.Missing / (1 - scenario.Missing)) - (scenario.MissingByTheta * theta);
        return _random.NextDouble() < 1 / (1 + Math.Exp(-logit));
    }

    private double[] Draws(int count, double spread) => [.. Enumerable.Range(0, count).Select(_ => spread * Normal(_random))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
