using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Conversations;

/// <summary>Sends an entry that was ready, with the answers that its author wrote. It can be corrected like any other.</summary>
internal sealed class OneTapFlow(Turn turn, RunFlow flow)
{
    /// <summary>Whatever is open is put aside. The same again is not sent twice: whoever taps twice means it once.</summary>
    public void Send(Dialog dialog, OneTap tap)
    {
        if (turn.Run is not null)
            new PauseFlow(turn, flow).PutAside();
        if (turn.Conversation.Sent.FirstOrDefault(r => r.DialogId == dialog.Id && IsSame(r, dialog, tap)) is { } sent)
        {
            turn.Say(EngineTexts.OneTapTwice, ("title", dialog.Title.In(turn.Language)), ("number", Ids.Short(sent.Id)));
            return;
        }

        flow.BeginReady(dialog, run => Fill(dialog, tap, run));
    }

    private void Fill(Dialog dialog, OneTap tap, Run run)
    {
        var answers = new AnswerText(turn.Definitions, turn.Language);
        var lines = new List<string>();
        foreach (var ready in tap.Answers)
        {
            var step = dialog.FindStep(ready.Step)!;
            if (new AnswerReader(turn, run).Read(step, ready.Text) is not AnswerReading.Accepted accepted)
                continue;
            flow.Keep(step, accepted.Value);
            lines.Add($"{step.Label?.In(turn.Language) ?? step.Id}: {answers.Of(step, accepted.Value)}");
        }

        turn.Say(string.Join('\n', lines));
    }

    /// <summary>The same answers. A span that is still running ends a day later tomorrow and is the same all the same.</summary>
    private bool IsSame(Run sent, Dialog dialog, OneTap tap) => tap.Answers.All(ready =>
        dialog.FindStep(ready.Step) is { } step && new AnswerReader(turn, sent).Read(step, ready.Text) is AnswerReading.Accepted { Value: var value }
        && (sent.Find(step.Id), value) switch
        {
            (AnswerValue.Dates before, AnswerValue.Dates now) => before.From == now.From,
            var (before, now) => now.Equals(before),
        });
}
