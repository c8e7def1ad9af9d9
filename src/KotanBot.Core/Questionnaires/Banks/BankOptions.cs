using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Reads the options of an item or a scale: keys a, b, c … in order, because people answer by letter, and scores that ascend.</summary>
internal static class BankOptions
{
    private const int MostWords = 12;

    private static readonly string[] Reasons = ["tidak tahu", "tidak berlaku", "tidak mau menjawab", "tidak ada jawaban"];

    public static ImmutableArray<Option> Read(YamlMap map)
    {
        var options = StepReader.ReadOptions(map);
        var taken = new Dictionary<string, string>();
        var places = BankReader.Mappings(map, "options").ToArray();
        for (var i = 0; i < options.Length; i++)
        {
            var (option, place) = (options[i], places[i]);
            if (option.Key.Length > 0 && option.Key != Letter(i))
                map.Issues.Add("option-letter", place.Find("key")!, $"option {i + 1} has the key `{Letter(i)}`");
            if (option.Score is null && !place.Has("score"))
                map.Issues.Add("missing-key", place, "`score` is missing");
            if (i > 0 && option.Score <= options[i - 1].Score)
                map.Issues.Add("score-order", place.Find("score")!, $"the score must be above {options[i - 1].Score}, that of the option before");
            CheckWords(option, place, taken);
        }

        return options;
    }

    private static void CheckWords(Option option, YamlMap place, Dictionary<string, string> taken)
    {
        foreach (var text in StemText.Versions(option.Label).Where(t => StemText.WordCount(t) > MostWords))
            place.Issues.Add("long-option", place, $"an option has at most {MostWords} words, not {StemText.WordCount(text)}: {text}");
        foreach (var name in option.Aliases.Append(option.Label.Indonesian).Select(TextFolding.Fold).Where(n => n.Length > 0).Distinct())
        {
            if (Reasons.Contains(name))
                place.Issues.Add("reason-as-option", place, $"`{name}` is no answer but a reason for none, which the bot offers beside every item");
            if (!taken.TryAdd(name, option.Key))
                place.Issues.Add("ambiguous-alias", place, $"`{name}` means both `{taken[name]}` and `{option.Key}`");
        }
    }

    private static string Letter(int place) => ((char)('a' + place)).ToString();
}
