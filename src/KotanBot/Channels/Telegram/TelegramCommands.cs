using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;
using Telegram.Bot.Types;

namespace KotanBot.Channels.Telegram;

/// <summary>The command menu of the bot as Telegram takes it; a command that Telegram cannot name is left out and still works when typed.</summary>
public static partial class TelegramCommands
{
    private const int LongestDescription = 256;

    private const int MostCommands = 100;

    public static ImmutableArray<BotCommand> Of(DefinitionSet definitions, string language)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return
        [
            .. definitions.Commands.Menu
                .Where(line => line.Action is not { } action || !Access.IsForOffices(action))
                .Select(line => new BotCommand(line.Command.TrimStart('/'), Describe(line.Description.In(language))))
                .Where(c => CommandName.IsMatch(c.Command) && c.Description.Length > 0)
                .Take(MostCommands),
        ];
    }

    private static string Describe(string text)
    {
        var clean = TelegramHtml.Clean(text).Replace('\n', ' ').Trim();
        return clean.Length <= LongestDescription ? clean : TelegramHtml.Clean(clean[..(LongestDescription - 1)]) + "…";
    }

    [GeneratedRegex("^[a-z0-9_]{1,32}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CommandName { get; }
}
