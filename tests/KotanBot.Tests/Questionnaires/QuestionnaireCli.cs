using System.Text;
using System.Text.Json;
using KotanBot.Commands;
using KotanBot.Core.Questionnaires;

namespace KotanBot.Tests.Questionnaires;

/// <summary>Runs commands on files of answers as a person in a terminal would.</summary>
internal static class QuestionnaireCli
{
    /// <summary>Six related items of four categories, in groups of a third each.</summary>
    public static string Answers(int respondents)
    {
        var draws = new SeededDraws(5);
        var text = new StringBuilder("respondent,group,a,b,c,d,e,f\n");
        for (var row = 0; row < respondents; row++)
        {
            var theta = draws.Normal();
            text.Append($"r{row},g{row % 3}");
            for (var item = 0; item < 6; item++)
                text.Append($",{Math.Clamp((int)Math.Floor(2.5 + theta + draws.Normal()), 1, 4)}");
            text.Append('\n');
        }

        return text.ToString();
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await KotanCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }

    public static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
