using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>
/// The door to everything that somebody does for an office in chat. It lets in by <see cref="Access"/> and hands on to the room
/// that does the work; an open question is let in anew with every answer, because a role can end between two messages.
/// </summary>
internal sealed class OfficeFlow(Turn turn, RunFlow flow)
{
    /// <summary>The actions behind this door, in the order of their buttons.</summary>
    public static readonly ImmutableArray<CommandAction> Actions = [CommandAction.Review, CommandAction.Forward, CommandAction.Week, CommandAction.Overdue, CommandAction.Target, CommandAction.Broadcast, CommandAction.Invite, CommandAction.Members, CommandAction.Kawasan, CommandAction.Site];

    public void Do(CommandAction action, string payload)
    {
        if (!Access.Allows(turn.Facts.Role, action))
        {
            Refuse();
            return;
        }

        switch (action)
        {
            case CommandAction.Office: ShowMenu(); break;
            case CommandAction.Forms: new FormsFlow(turn, flow).Start(payload); break;
            case CommandAction.Kawasan: new KawasanFlow(turn, flow).Start(); break;
            case CommandAction.Review: new ReviewQueueFlow(turn, flow).Start(); break;
            case CommandAction.Forward: new ForwardFlow(turn, flow).Start(); break;
            case CommandAction.Broadcast: new BroadcastFlow(turn, flow).Start(payload); break;
            case CommandAction.Invite: new InviteFlow(turn, flow).Start(payload); break;
            case CommandAction.Members: new MembersFlow(turn, flow).Start(payload); break;
            case CommandAction.Overdue: new OverdueFlow(turn, flow).Start(payload); break;
            case CommandAction.Week when SummaryFlow.NeedOf(payload) is not null: new SummaryFlow(turn, flow).Show(payload); break;
            case CommandAction.Week: new WeekFlow(turn, flow).Start(); break;
            case CommandAction.Target: new TargetFlow(turn, flow).Start(payload); break;
            case CommandAction.Site: new SiteFlow(turn, flow).Offer(); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>What asking of this command needs to know.</summary>
    public static OfficeNeed? NeedOf(CommandAction action, string payload) => action switch
    {
        CommandAction.Correct => AskedFixFlow.NeedOf(payload),
        CommandAction.Review => new OfficeNeed.ReviewQueue(null),
        CommandAction.Forward => new OfficeNeed.Forward(),
        CommandAction.Broadcast => new OfficeNeed.Audience(),
        CommandAction.Kawasan => new OfficeNeed.Kawasan(null),
        CommandAction.Invite => new OfficeNeed.Inviting(null),
        CommandAction.Members => MembersFlow.NeedOf(payload),
        CommandAction.Overdue => OverdueFlow.NeedOf(payload),
        CommandAction.Week => SummaryFlow.NeedOf(payload) ?? (OfficeNeed)new OfficeNeed.Week(),
        CommandAction.Target => TargetFlow.NeedOf(payload),
        CommandAction.Site => new OfficeNeed.Site(),
        _ => null,
    };

    public Prompt PromptOf(OfficeQuestion question) => question switch
    {
        OfficeQuestion.ReviewReport review => new ReviewQueueFlow(turn, flow).PromptOf(review),
        OfficeQuestion.RejectReason reject => new ReviewQueueFlow(turn, flow).PromptOf(reject),
        OfficeQuestion.FixWhat what => new FixAskFlow(turn, flow).PromptOf(what),
        OfficeQuestion.FixNote note => new FixAskFlow(turn, flow).PromptOf(note),
        OfficeQuestion.SameReport same => new DuplicatesFlow(turn, flow).PromptOf(same),
        OfficeQuestion.ConfirmForward confirm => new ForwardFlow(turn, flow).PromptOf(confirm),
        OfficeQuestion.BroadcastText ask => new BroadcastFlow(turn, flow).PromptOf(ask),
        OfficeQuestion.ConfirmBroadcast confirm => new BroadcastFlow(turn, flow).PromptOf(confirm),
        OfficeQuestion.PickKawasan pick => new KawasanFlow(turn, flow).PromptOf(pick),
        OfficeQuestion.NewKawasanPlace place => new KawasanFlow(turn, flow).PromptOf(place),
        OfficeQuestion.NewKawasanName name => new KawasanFlow(turn, flow).PromptOf(name),
        OfficeQuestion.SetKawasan set => new KawasanFlow(turn, flow).PromptOf(set),
        OfficeQuestion.KawasanIkkr ikkr => new KawasanFlow(turn, flow).PromptOf(ikkr),
        OfficeQuestion.KawasanReason reason => new KawasanFlow(turn, flow).PromptOf(reason),
        OfficeQuestion.Invite ask => new InviteFlow(turn, flow).PromptOf(ask),
        OfficeQuestion.OpenInvitations list => new InvitationListFlow(turn, flow).PromptOf(list),
        OfficeQuestion.EndInvitation end => new InvitationListFlow(turn, flow).PromptOf(end),
        OfficeQuestion.PickMember pick => new MembersFlow(turn, flow).PromptOf(pick),
        OfficeQuestion.MemberCard card => new MembersFlow(turn, flow).PromptOf(card),
        OfficeQuestion.PickMemberRole pick => new MemberChangeFlow(turn, flow).PromptOf(pick),
        OfficeQuestion.PickMemberOffice pick => new MemberChangeFlow(turn, flow).PromptOf(pick),
        OfficeQuestion.ConfirmMember confirm => new MemberChangeFlow(turn, flow).PromptOf(confirm),
        OfficeQuestion.PickOutput pick => new TargetFlow(turn, flow).PromptOf(pick),
        OfficeQuestion.EnterAmount enter => new TargetFlow(turn, flow).PromptOf(enter),
        _ => throw new UnreachableException(),
    };

    public void Answer(OfficeQuestion question, string text)
    {
        if (!Scope.Of(turn.Facts).Allows(question.Right))
        {
            turn.Conversation = turn.Conversation with { Menu = null };
            Refuse();
            return;
        }

        switch (question)
        {
            case OfficeQuestion.ReviewReport review: new ReviewQueueFlow(turn, flow).Answer(review, text); break;
            case OfficeQuestion.RejectReason reject: new ReviewQueueFlow(turn, flow).Answer(reject, text); break;
            case OfficeQuestion.FixWhat what: new FixAskFlow(turn, flow).Answer(what, text); break;
            case OfficeQuestion.FixNote note: new FixAskFlow(turn, flow).Answer(note, text); break;
            case OfficeQuestion.SameReport same: new DuplicatesFlow(turn, flow).Answer(same, text); break;
            case OfficeQuestion.ConfirmForward confirm: new ForwardFlow(turn, flow).Answer(confirm, text); break;
            case OfficeQuestion.BroadcastText ask: new BroadcastFlow(turn, flow).Answer(ask, text); break;
            case OfficeQuestion.ConfirmBroadcast confirm: new BroadcastFlow(turn, flow).Answer(confirm, text); break;
            case OfficeQuestion.PickKawasan pick: new KawasanFlow(turn, flow).Answer(pick, text); break;
            case OfficeQuestion.NewKawasanPlace place: new KawasanFlow(turn, flow).Answer(place, text); break;
            case OfficeQuestion.NewKawasanName name: new KawasanFlow(turn, flow).Answer(name, text); break;
            case OfficeQuestion.SetKawasan set: new KawasanFlow(turn, flow).Answer(set, text); break;
            case OfficeQuestion.KawasanIkkr ikkr: new KawasanFlow(turn, flow).Answer(ikkr, text); break;
            case OfficeQuestion.KawasanReason reason: new KawasanFlow(turn, flow).Answer(reason, text); break;
            case OfficeQuestion.Invite ask: new InviteFlow(turn, flow).Answer(ask, text); break;
            case OfficeQuestion.OpenInvitations list: new InvitationListFlow(turn, flow).Answer(list, text); break;
            case OfficeQuestion.EndInvitation end: new InvitationListFlow(turn, flow).Answer(end, text); break;
            case OfficeQuestion.PickMember pick: new MembersFlow(turn, flow).Answer(pick, text); break;
            case OfficeQuestion.MemberCard card: new MembersFlow(turn, flow).Answer(card, text); break;
            case OfficeQuestion.PickMemberRole pick: new MemberChangeFlow(turn, flow).Answer(pick, text); break;
            case OfficeQuestion.PickMemberOffice pick: new MemberChangeFlow(turn, flow).Answer(pick, text); break;
            case OfficeQuestion.ConfirmMember confirm: new MemberChangeFlow(turn, flow).Answer(confirm, text); break;
            case OfficeQuestion.PickOutput pick: new TargetFlow(turn, flow).Answer(pick, text); break;
            case OfficeQuestion.EnterAmount enter: new TargetFlow(turn, flow).Answer(enter, text); break;
            default: throw new UnreachableException();
        }
    }

    public void Open(OfficeQuestion question)
    {
        turn.Conversation = turn.Conversation with { Menu = new Menu.Office(question) };
        flow.Repeat();
    }

    /// <summary>Ends the open question and goes back to what was asked before it, if anything was.</summary>
    public void Close()
    {
        turn.Conversation = turn.Conversation with { Menu = null };
        flow.Repeat();
    }

    /// <summary>Says why an answer could not be taken, and asks the open question again.</summary>
    public void Again(TextKey why, params ReadOnlySpan<(string Name, string Value)> values)
    {
        turn.Say(why, values);
        flow.Repeat();
    }

    /// <summary>Refuses what is longer than this and asks again; false when it is not.</summary>
    public bool IsTooLong(string text, int most)
    {
        if (text.Length <= most)
            return false;
        Again(EngineTexts.TooLong, ("limit", NumberWords.Format(most)), ("length", NumberWords.Format(text.Length)));
        return true;
    }

    /// <summary>What this role may do for its office, as buttons.</summary>
    public ImmutableArray<PromptChoice> Choices() =>
    [
        .. Actions.Where(a => Access.Allows(turn.Facts.Role, a))
            .Select(a => turn.Definitions.Commands.LineOf(a))
            .Select(line => new PromptChoice(line.Command, line.Description.In(turn.Language))),
    ];

    private void ShowMenu()
    {
        if (!flow.Repeat())
            turn.Offer(turn.Text(OfficeTexts.Menu, ("satker", turn.Facts.Satker?.Name ?? "")), [.. Choices(), .. new FormsFlow(turn, flow).Door()]);
    }

    private void Refuse()
    {
        turn.Say(turn.Facts.Role is null ? EngineTexts.NeedsCode : EngineTexts.NotForRole);
        flow.Repeat();
    }
}
