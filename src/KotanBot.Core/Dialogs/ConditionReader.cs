using System.Collections.Immutable;
using KotanBot.Core.Definitions;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads a condition: a mapping with exactly one of <c>equals, in, less-than, at-least, all, any, not</c>.</summary>
internal static class ConditionReader
{
    private static readonly string[] Kinds = ["equals", "in", "less-than", "at-least", "all", "any", "not"];

    public static Condition? Read(YamlMap map)
    {
        var present = Kinds.Where(map.Has).ToArray();
        map.Close();
        if (present.Length != 1)
        {
            map.Issues.Add("bad-condition", map, $"a condition holds exactly one of {string.Join(", ", Kinds)}");
            return null;
        }

        return present[0] switch
        {
            "all" => new Condition.All(ReadMany(map, "all")),
            "any" => new Condition.Any(ReadMany(map, "any")),
            "not" => map.Map("not") is { } inner && Read(inner) is { } condition ? new Condition.Not(condition) : null,
            var comparison => map.Map(comparison) is { } body ? ReadComparison(comparison, body) : null,
        };
    }

    private static ImmutableArray<Condition> ReadMany(YamlMap map, string key) =>
        [.. map.Maps(key).Select(Read).OfType<Condition>()];

    private static Condition? ReadComparison(string kind, YamlMap body)
    {
        var answer = body.OptionalText("answer");
        var fact = body.OptionalText("fact");
        Condition? condition = null;
        if (answer is null == fact is null)
        {
            body.Issues.Add("bad-condition", body, "a comparison names either an `answer` or a `fact`");
        }
        else
        {
            Operand operand = answer is not null ? new Operand.OfAnswer(answer) : new Operand.OfFact(fact!);
            condition = kind switch
            {
                "equals" => new Condition.EqualTo(operand, body.Text("value")),
                "in" => new Condition.In(operand, [.. body.Texts("values")]),
                "at-least" => new Condition.AtLeast(operand, ReadCount(body)),
                _ => new Condition.LessThan(operand, body.Number("value")),
            };
        }

        body.Close();
        return condition;
    }

    private static int ReadCount(YamlMap body)
    {
        body.Require("chosen");
        return body.OptionalInteger("chosen") ?? 0;
    }
}
