using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Puts an answer into any run of the conversation, open, put aside or sent, and asks nothing after it.</summary>
internal sealed class QuietAnswers(Turn turn)
{
    /// <summary>Null takes the answer away.</summary>
    public void Put(Run run, Step step, AnswerValue? value)
    {
        if (!Store(run, step.Id, run.Find(step.Id), value))
            return;
        var after = value is null ? run.WithoutAnswer(step.Id) : run.WithAnswer(step.Id, value, null);
        if (turn.Run?.Id == run.Id)
            turn.Run = after;
        turn.Conversation = turn.Conversation with { Sent = Replaced(turn.Conversation.Sent, run, after), Paused = Replaced(turn.Conversation.Paused, run, after) };
    }

    /// <summary>Tells the store of a change: recorded in a draft, revised with an audit in what was sent. False when nothing changed.</summary>
    public bool Store(Run run, string stepId, AnswerValue? before, AnswerValue? after, double? seconds = null)
    {
        if (Equals(before, after))
            return false;
        if (turn.DialogOf(run) is not { StoresSubmission: true })
            return true;
        turn.Do((IsSent(run), after) switch
        {
            (true, _) => new Effect.ReviseAnswer(run.Id, stepId, before, after) { Seconds = seconds },
            (false, null) => new Effect.RemoveAnswer(run.Id, stepId),
            (false, _) => new Effect.RecordAnswer(run.Id, stepId, after) { Seconds = seconds },
        });
        return true;
    }

    private bool IsSent(Run run) => run.Revising || turn.Conversation.Sent.Contains(run);

    private static ImmutableArray<Run> Replaced(ImmutableArray<Run> runs, Run before, Run after) => runs.Contains(before) ? runs.Replace(before, after) : runs;
}
