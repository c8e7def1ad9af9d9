using System.CommandLine;

namespace KotanBot.Commands;

/// <summary><c>--data DIR</c>, then <c>KOTANBOT_DATA</c>, then <c>./data</c>.</summary>
public static class DataOption
{
    public const string Variable = "KOTANBOT_DATA";

    public static Option<string> Create() => new("--data")
    {
        Description = $"folder data; tanpa ini {Variable}, lalu ./data",
        HelpName = "DIR",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : "data",
    };
}
