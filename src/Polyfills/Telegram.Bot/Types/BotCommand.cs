namespace Telegram.Bot.Types;

/// <summary>A line of the command menu.</summary>
public class BotCommand
{
    public BotCommand()
    {
    }

    public BotCommand(string command, string description)
    {
        Command = command;
        Description = description;
    }

    /// <summary>Without the slash.</summary>
    public string Command { get; set; } = null!;

    public string Description { get; set; } = null!;
}
