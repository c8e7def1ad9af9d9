using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Foresees in which turns an entry of a register may be asked for, so that registers are read only then. Where one is asked that nobody foresaw, the prompt
/// has no list, and what is written is looked for in the next turn.
/// </summary>
internal static class ForeseenEntries
{
    /// <summary>Null when there is nothing to read.</summary>
    public static EntryNeeds? Needs(DefinitionSet definitions, Conversation conversation, Command? command, string text, Input input)
    {
        ImmutableArray<string> registers = [.. Dialogs(definitions, conversation, command, text, input).SelectMany(d => d.Steps).OfType<EntryStep>().Select(s => s.Register).Distinct()];
        if (registers.IsEmpty)
            return null;
        var sub = conversation.Run?.Sub;
        // Every other command leaves the page that is shown.
        var stays = command is null or Command.Act { Action: CommandAction.Explain };
        return new EntryNeeds(registers, command is null ? text : "", stays && sub is SubQuestion.MoreEntries more ? more.Skip : 0, sub is SubQuestion.PickOne pick ? pick.Keys : []);
    }

    private static IEnumerable<Dialog> Dialogs(DefinitionSet definitions, Conversation conversation, Command? command, string text, Input input)
    {
        Dialog[] Of(IEnumerable<Run> runs) => [.. runs.Select(r => definitions.Find(r.DialogId, r.DialogHash)).OfType<Dialog>()];
        if (input is Input.Notice { What: Offices.Notice.FixAsked })
            return definitions.Dialogs.Concat(Of(conversation.Runs));
        if (command is Command.StartDialog start)
            return [start.Dialog, .. Of(conversation.Unfinished)];
        if (command is Command.Act { Action: CommandAction.Correct })
            return definitions.Dialogs.Concat(Of(conversation.Runs));
        if (input is Input.Edit or Input.Reply || conversation.Menu is Menu.PickSent)
            return Of(conversation.Runs);
        if (conversation.Menu is Menu.ContinueOrNew or Menu.ReviseOrNew or Menu.AgreeAgain)
            return definitions.Dialogs.Concat(Of(conversation.Runs));
        if (conversation.Run is not null || command is not null)
            return Of(conversation.Unfinished);
        var named = StartFlow.Bare(text);
        return definitions.Dialogs.Where(d => d.Words.Contains(named) || StartFlow.IsTitle(d, named));
    }
}
