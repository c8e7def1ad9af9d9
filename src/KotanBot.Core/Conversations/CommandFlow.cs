using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>Carries out commands. Whatever a command says, the open question is asked again after it, so nobody gets lost.</summary>
internal sealed class CommandFlow(Turn turn, RunFlow flow)
{
    public void Do(Command command)
    {
        turn.Conversation = turn.Conversation with { AwaitsTip = turn.Conversation.AwaitsTip && command is Command.Act { Action: CommandAction.Explain } };
        switch (command)
        {
            case Command.StartDialog start:
                new StartFlow(turn, flow).Start(start.Dialog, start.Payload);
                break;
            case Command.Act act:
                var menu = turn.Conversation.Menu;
                if (act.Action is not (CommandAction.Status or CommandAction.Data or CommandAction.Explain or CommandAction.Silence or CommandAction.Hear))
                    turn.Conversation = turn.Conversation with { Menu = null };
                if (menu is Menu.Office && act.Action is CommandAction.Cancel or CommandAction.Back or CommandAction.Pause)
                    LeaveOffice();
                else if (menu is Menu.Office office && act.Action == CommandAction.Skip)
                    SkipIn(office);
                else if (act.Action == CommandAction.Resume && menu is Menu.Office { Question: OfficeQuestion.ConfirmForward confirm })
                    Forward(confirm);
                else if (menu is Menu.NextPerson next && act.Action is CommandAction.Resume or CommandAction.Cancel or CommandAction.Back or CommandAction.Pause or CommandAction.Skip)
                    new AgainFlow(turn, flow).Obey(next, act.Action);
                else if (act.Action == CommandAction.Resume && menu is Menu.ContinueOrNew again)
                    new PauseFlow(turn, flow).Resume(again.DialogId);
                else
                    Act(act.Action, act.Payload);
                break;
            case Command.Unknown unknown:
                turn.Say(EngineTexts.UnknownCommand, ("command", Shorten(unknown.Word)));
                if (!flow.Repeat())
                    turn.Offer(turn.Text(EngineTexts.Menu), new StartFlow(turn, flow).MenuChoices());
                break;
            default:
                throw new UnreachableException();
        }
    }

    public static string HelpText(Turn turn, Step step)
    {
        if (step.Help is not { } help)
            return turn.Text(EngineTexts.NoHelp);
        var lines = new List<string> { turn.Text(EngineTexts.Definition, ("text", help.Definition.In(turn.Language))) };
        if (!help.Includes.IsEmpty)
            lines.Add(turn.Text(EngineTexts.Includes, ("text", string.Join("; ", help.Includes.Select(t => t.In(turn.Language))))));
        if (!help.Excludes.IsEmpty)
            lines.Add(turn.Text(EngineTexts.Excludes, ("text", string.Join("; ", help.Excludes.Select(t => t.In(turn.Language))))));
        return string.Join('\n', lines);
    }

    private void Act(CommandAction action, string payload)
    {
        switch (action)
        {
            case CommandAction.Back: Back(); break;
            case CommandAction.Skip: Skip(payload); break;
            case CommandAction.Correct: Correct(payload); break;
            case CommandAction.Pause: new PauseFlow(turn, flow).Pause(); break;
            case CommandAction.Resume: new PauseFlow(turn, flow).Resume(); break;
            case CommandAction.Cancel: new PauseFlow(turn, flow).Cancel(); break;
            case CommandAction.Explain: Explain(); break;
            case CommandAction.Status: new PersonFlow(turn, flow).Status(); break;
            case CommandAction.Language: SetLanguage(payload); break;
            case CommandAction.Data: new PersonFlow(turn, flow).Data(); break;
            case CommandAction.Erase: new MenuFlow(turn, flow).Open(new Menu.ConfirmErase()); break;
            case CommandAction.Silence: new SilenceFlow(turn, flow).Set(silent: true); break;
            case CommandAction.Hear: new SilenceFlow(turn, flow).Set(silent: false); break;
            case CommandAction.Link: new LinkFlow(turn, flow).Do(payload); break;
            default: new OfficeFlow(turn, flow).Do(action, payload); break;
        }
    }

    private void LeaveOffice()
    {
        turn.Say(OfficeTexts.Left);
        new OfficeFlow(turn, flow).Close();
    }

    /// <summary>"Teruskan" goes on with what was paused, but is also the plain answer to whether reports shall go on.</summary>
    private void Forward(OfficeQuestion.ConfirmForward confirm)
    {
        turn.Conversation = turn.Conversation with { Menu = new Menu.Office(confirm) };
        new OfficeFlow(turn, flow).Answer(confirm, ForwardFlow.YesKey);
    }

    private void SkipIn(Menu.Office office)
    {
        turn.Conversation = turn.Conversation with { Menu = office };
        if (office.Question.SkipKey is { } key)
        {
            new OfficeFlow(turn, flow).Answer(office.Question, key);
            return;
        }

        turn.Say(EngineTexts.CannotSkip);
        flow.Repeat();
    }

    private void Back()
    {
        if (turn.Run is not { } run)
        {
            turn.Say(EngineTexts.NoQuestionNow);
            return;
        }

        if (run.Sub is not null)
        {
            turn.Run = run with { Sub = null };
            flow.Repeat();
        }
        else if (turn.PathOf(flow.DialogOf(run), run).Previous is { } previous)
        {
            flow.GoTo(previous);
        }
        else
        {
            turn.Say(EngineTexts.NothingToGoBack);
            flow.Repeat();
        }
    }

    private void Skip(string reason)
    {
        if (turn.Run is not { } run || flow.CurrentStep(run) is ReviewStep || run.Sub is SubQuestion.PickStep or SubQuestion.PickDetail)
        {
            turn.Say(EngineTexts.NoQuestionNow);
            flow.Repeat();
            return;
        }

        var step = flow.CurrentStep(run);
        if (step.Required)
        {
            turn.Say(EngineTexts.CannotSkip);
            flow.Repeat();
        }
        else if (SkipWords.ReasonIn(turn, reason) is { } known)
        {
            flow.Accept(step, new AnswerValue.Skipped(known));
        }
        else if (step.OnRequest)
        {
            turn.Run = run with { Requested = run.Requested.Remove(step.Id), Sub = null };
            flow.Advance();
        }
        else if (step.LeavesFreely || !flow.DialogOf(run).StoresSubmission)
        {
            flow.Accept(step, new AnswerValue.Skipped(SkipReasons.PrefersNot));
        }
        else
        {
            turn.Run = run with { Sub = new SubQuestion.WhySkip() };
            flow.Repeat();
        }
    }

    private void Correct(string payload)
    {
        if (new AskedFixFlow(turn, flow).TryOpen(payload))
            return;
        if (turn.Run is not null)
            new ReviewFlow(turn, flow).Pick(new SubQuestion.PickStep());
        else if (turn.Conversation.Sent.Length == 1)
            new ReviewFlow(turn, flow).Revise(turn.Conversation.Sent[0]);
        else if (turn.Conversation.Sent.IsEmpty)
            turn.Say(EngineTexts.NothingSent);
        else
            new MenuFlow(turn, flow).Open(new Menu.PickSent());
    }

    private void Explain()
    {
        if (turn.Run is not { } run)
        {
            if (turn.Definitions.Find("bantuan") is { } help)
                new StartFlow(turn, flow).Start(help, "");
            return;
        }

        var step = flow.CurrentStep(run);
        if (step is ChooseStep { Item: not null })
            turn.Do(new Effect.NoteHelp(run.Id, step.Id));
        turn.Say(HelpText(turn, step));
        flow.Repeat();
    }

    private void SetLanguage(string payload)
    {
        if (payload is Languages.Indonesian or Languages.English)
            new MenuFlow(turn, flow).SetLanguage(payload);
        else
            new MenuFlow(turn, flow).Open(new Menu.PickLanguage());
    }

    private static string Shorten(string word) => word.Length <= 40 ? word : word[..40] + "…";
}
