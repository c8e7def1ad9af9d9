using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Dialogs;

/// <summary>Reads a <c>questionnaire</c> step: its bank, what tells the group, and its plan.</summary>
internal static class QuestionnaireReader
{
    public static QuestionnaireStep Read(YamlMap map, string id, LocalText text) => new()
    {
        Id = id,
        Text = text,
        Bank = map.Text("bank"),
        Group = map.OptionalMap("group") is { } group ? ReadGroup(group) : null,
        Plan = map.OptionalMap("plan") is { } plan ? ReadPlan(plan) : new QuestionnairePlan(),
    };

    private static Operand? ReadGroup(YamlMap map)
    {
        var (answer, fact) = (map.OptionalText("answer"), map.OptionalText("fact"));
        map.Close();
        if (answer is null != fact is null)
            return answer is not null ? new Operand.OfAnswer(answer) : new Operand.OfFact(fact!);
        map.Issues.Add("bad-group", map, "a `group` names either an `answer` or a `fact`");
        return null;
    }

    private static QuestionnairePlan ReadPlan(YamlMap map)
    {
        var (items, drawn, chosen) = (map.OptionalInteger("items"), map.OptionalInteger("drawn"), map.OptionalInteger("chosen"));
        var plan = new QuestionnairePlan
        {
            Items = items,
            Minimum = map.OptionalInteger("minimum") ?? 0,
            Drawn = drawn ?? (items - chosen),
            Quotas = ReadQuotas(map),
            StopAtStandardError = (double?)map.OptionalNumber("stop-at-standard-error"),
            StopAtGain = (double?)map.OptionalNumber("stop-at-gain"),
            FullFormShare = (double)(map.OptionalNumber("full-form-share") ?? 0),
            Mode = ReadMode(map),
            Criterion = map.OneOf("criterion", "full-form-score", "full-form-score", "information") == "information" ? ChoiceCriterion.Information : ChoiceCriterion.FullFormScore,
        };
        map.Close();
        Check(plan, chosen, map);
        return plan;
    }

    private static SelectionMode ReadMode(YamlMap map) => map.OneOf("mode", "hybrid", "full", "random", "static", "matrix", "adaptive", "hybrid") switch
    {
        "full" => SelectionMode.Full,
        "random" => SelectionMode.Random,
        "static" => SelectionMode.Static,
        "matrix" => SelectionMode.Matrix,
        "adaptive" => SelectionMode.Adaptive,
        _ => SelectionMode.Hybrid,
    };

    private static ImmutableDictionary<string, int> ReadQuotas(YamlMap map)
    {
        if (map.OptionalMap("quotas") is not { } quotas)
            return ImmutableDictionary<string, int>.Empty;
        var read = ImmutableDictionary.CreateBuilder<string, int>();
        foreach (var (key, at) in quotas.Entries)
        {
            read[key.Value] = quotas.OptionalInteger(key.Value) ?? 0;
            if (read[key.Value] < 0)
                quotas.Issues.Add("bad-plan", at, "a quota is a number of items");
        }

        return read.ToImmutable();
    }

    private static void Check(QuestionnairePlan plan, int? chosen, YamlMap map)
    {
        void Issue(string key, string text) => map.Issues.Add("bad-plan", map.Find(key) ?? map, text);
        if (plan.Items < 1)
            Issue("items", "`items` is at least 1; leave it out to ask every item");
        if (plan.Items is null && (plan.Drawn is not null || chosen is not null || plan.Minimum > 0 || !plan.Quotas.IsEmpty))
            Issue("items", "`items` is missing: without it every item is asked and nothing is drawn or chosen");
        if (plan.Items is { } items)
        {
            if (plan.Minimum < 0 || plan.Minimum > items)
                Issue("minimum", "`minimum` is from 0 to `items`");
            if (plan.Drawn is { } drawn && (drawn < 0 || drawn > items || (chosen is not null && drawn + chosen != items)))
                Issue("drawn", "`drawn` and `chosen` together are `items`");
            if (plan.Quotas.Values.Sum() > items)
                Issue("quotas", "the `quotas` together are more than `items`");
        }

        if (plan.FullFormShare is < 0 or > 1)
            Issue("full-form-share", "`full-form-share` is from 0 to 1");
        if (plan.StopAtStandardError is <= 0 || plan.StopAtGain is < 0 or >= 1)
            Issue(plan.StopAtStandardError is <= 0 ? "stop-at-standard-error" : "stop-at-gain", "`stop-at-standard-error` is above 0, `stop-at-gain` from 0 to below 1");
    }
}
