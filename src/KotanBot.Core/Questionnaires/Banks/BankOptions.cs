using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Questionnaires.Banks;

/// <summary>Reads the options of an item or a scale: keys a, b, c … in order, because people answer by letter, and scores that ascend.</summary>
internal static class BankOptions
{
    public static ImmutableArray<Option> Read(YamlMap map)
    {
        var options = StepReader.ReadOptions(map);
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
        }

        return options;
    }

    private static string Letter(int place) => ((char)('a' + place)).ToString();
}
