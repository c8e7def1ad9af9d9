using System.CommandLine;

namespace KotanBot.Commands;

/// <summary><c>--data DIR</c>, then <c>KOTANBOT_DATA</c>, then <c>./data</c>.</summary>
public static class DataOption
{
    public const string Variable = "KOTANBOT_DATA";

    public static Option<string> Create()
    {
        var option = new Option<string>("--data")
        {
            Description = $"folder data; tanpa ini {Variable}, lalu ./data",
            HelpName = "DIR",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "data",
        };
        option.Validators.Add(result =>
        {
            if (string.IsNullOrWhiteSpace(result.GetValueOrDefault<string>()))
                result.AddError("--data needs the path of a folder");
        });
        return option;
    }
}
