using System.Collections.Immutable;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Puts an answer into any run of the conversation, open, put aside or sent, and asks nothing after it.</summary>
internal sealed class QuietAnswers(Turn turn)
{
    /// <summary>Null takes the answer away.</summary>
    public void Put(Run run, Step step, AnswerValue? value)
    {
        var before = run.Find(step.Id);
        if (Equals(before, value))
            return;
        var after = value is null ? run.WithoutAnswer(step.Id) : run.WithAnswer(step.Id, value, null);
        var sent = run.Revising || turn.Conversation.Sent.Contains(run);
        turn.Do((sent, value) switch
        {
            (true, _) => new Effect.ReviseAnswer(run.Id, step.Id, before, value),
            (false, null) => new Effect.RemoveAnswer(run.Id, step.Id),
            (false, _) => new Effect.RecordAnswer(run.Id, step.Id, value),
        });
        if (turn.Run?.Id == run.Id)
            turn.Run = after;
        turn.Conversation = turn.Conversation with { Sent = Replaced(turn.Conversation.Sent, run, after), Paused = Replaced(turn.Conversation.Paused, run, after) };
    }

    private static ImmutableArray<Run> Replaced(ImmutableArray<Run> runs, Run before, Run after) => runs.Contains(before) ? runs.Replace(before, after) : runs;
}
