using System.Collections.Immutable;

namespace KotanBot.Core.Indices;

/// <summary>
/// From item values to the index: items → dimensions → variables → index, each level by its combination, each stage with its
/// rounding. Sources of the formulas: docs/scoring.md.
/// </summary>
internal static class IndexFormula
{
    /// <summary>What one evaluation gives; values are null where nothing was answered. Variables stand in definition order.</summary>
    internal sealed record Outcome(decimal? Value, ImmutableArray<decimal?> Variables, ImmutableArray<IndexWorking> Working);

    public static Outcome Evaluate(IndexDefinition definition, IndexRounding rounding, Func<IndexItem, decimal?> itemValue)
    {
        var working = ImmutableArray.CreateBuilder<IndexWorking>();
        var variables = ImmutableArray.CreateBuilder<decimal?>();
        foreach (var variable in definition.Variables)
            variables.Add(EvaluateVariable(definition, rounding, variable, itemValue, working));

        var weights = definition.Variables.Select(v => WeightOf(definition.Aggregation.Variables, v.Weight, v.Dimensions.Count));
        var raw = Combine(definition.Aggregation.Variables, [.. variables], [.. weights], null) * definition.Aggregation.Multiply;
        var value = Round(raw, rounding.Index);
        working.Add(new IndexWorking("index", definition.Id, 1, raw, value));
        return new Outcome(value, variables.ToImmutable(), working.ToImmutable());
    }

    private static decimal? EvaluateVariable(
        IndexDefinition definition, IndexRounding rounding, IndexVariable variable, Func<IndexItem, decimal?> itemValue, ImmutableArray<IndexWorking>.Builder working)
    {
        var how = definition.Aggregation;
        var values = variable.Dimensions.Select(d => EvaluateDimension(how, rounding, d, itemValue, working)).ToArray();
        var weights = variable.Dimensions.Select(d => WeightOf(how.Dimensions, d.Weight, d.Items.Count)).ToArray();
        var raw = Combine(how.Dimensions, values, weights, rounding.VariableSum);
        var value = Round(raw, rounding.Variable);
        working.Add(new IndexWorking("variable", variable.Id, WeightOf(how.Variables, variable.Weight, variable.Dimensions.Count), raw, value));
        return value;
    }

    private static decimal? EvaluateDimension(
        IndexAggregation how, IndexRounding rounding, IndexDimension dimension, Func<IndexItem, decimal?> itemValue, ImmutableArray<IndexWorking>.Builder working)
    {
        var values = new decimal?[dimension.Items.Count];
        var weights = new decimal[dimension.Items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var item = dimension.Items[i];
            var mean = itemValue(item);
            values[i] = Round(mean, rounding.Item);
            weights[i] = WeightOf(how.Items, item.Weight, 1);
            working.Add(new IndexWorking("item", item.Id, weights[i], mean, values[i]));
        }

        var raw = Combine(how.Items, values, weights, rounding.DimensionSum);
        var value = Round(raw, rounding.Dimension);
        working.Add(new IndexWorking("dimension", dimension.Id, WeightOf(how.Dimensions, dimension.Weight, dimension.Items.Count), raw, value));
        return value;
    }

    private static decimal WeightOf(IndexCombination combination, decimal weight, int count) => combination switch
    {
        IndexCombination.Weighted => weight,
        IndexCombination.WeightByCount => count,
        _ => 1,
    };

    private static decimal? Combine(IndexCombination combination, decimal?[] values, decimal[] weights, int? sumDecimals)
    {
        decimal sum = 0, present = 0, all = 0;
        for (var i = 0; i < values.Length; i++)
        {
            all += weights[i];
            if (values[i] is not { } value)
                continue;
            sum += value * weights[i];
            present += weights[i];
        }

        if (present == 0)
            return null;
        sum = IndexRounding.Apply(sum, sumDecimals);
        return combination == IndexCombination.Sum ? sum * all / present : sum / present;
    }

    private static decimal? Round(decimal? value, int? decimals) => value is { } known ? IndexRounding.Apply(known, decimals) : null;
}
