using System.Diagnostics;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Joins two conversations of one person (<c>/sambung</c>): the first gives a code, the second says it, is told what will happen, and after a
/// plain yes belongs to the person of the first.
/// </summary>
internal sealed class LinkFlow(Turn turn, RunFlow flow)
{
    /// <summary>So long is a code good.</summary>
    private static readonly TimeSpan KeepsFor = TimeSpan.FromMinutes(15);

    private const string TelegramChannel = "telegram";
    private const string WebChannel = "directline";
    private const string JoinKey = "sambungkan";
    private const string LeaveKey = "tidak";

    private PresentedLink? Presented => turn.Facts.Link?.Presented;

    /// <summary>With a code behind it the second conversation speaks, else the first.</summary>
    public void Do(string payload)
    {
        if (payload.Length == 0)
            Offer();
        else if (Presented is { } link)
            Take(link);
        else
            Refuse(EngineTexts.LinkUnknown);
    }

    /// <summary>Whether the message is a link code, alone or behind the command that a deep link sends, and has been dealt with.</summary>
    public bool TakeCode(Command? command)
    {
        if (Presented is not { } link || command is not (null or Command.StartDialog) || turn.Conversation.Menu is Menu.ConfirmLink)
            return false;
        Take(link);
        return true;
    }

    public Prompt PromptOf(Menu.ConfirmLink menu) => new(turn.Text(
        EngineTexts.LinkConfirm, ("channel", ChannelName(turn, menu.Channel)), ("role", turn.Text(PersonFlow.RoleText(menu.Role))), ("satker", menu.Satker ?? turn.Text(EngineTexts.NotGiven))))
    {
        Choices = [new(JoinKey, turn.Text(EngineTexts.LinkYes)), new(LeaveKey, turn.Text(EngineTexts.LinkNo))],
    };

    /// <summary>A yes must be plain; a no may be said in any words.</summary>
    public void Answer(Menu.ConfirmLink menu, string text)
    {
        var choices = PromptOf(menu).Choices;
        var key = FirmReader.Read(text, [new(JoinKey, choices[0].Label, ["ya", "iya", "y", "oke", "ok", "betul", "yes"]), new(LeaveKey, choices[1].Label, [])]);
        if (key is null && YesNoReader.Read(text) != false)
        {
            turn.Say(EngineTexts.NotAChoice);
            flow.Repeat();
            return;
        }

        turn.Conversation = turn.Conversation with { Menu = null };
        if (key != JoinKey)
            Refuse(EngineTexts.LinkNotJoined);
        else if (Presented is { State: LinkState.Valid, HoldsData: false } link && turn.Facts.Role is null)
            Join(link);
        else if (Presented is { } changed)
            Take(changed);
        else
            Refuse(EngineTexts.LinkUnknown);
    }

    /// <summary>A channel as people call it.</summary>
    public static string ChannelName(Turn turn, string channel) => turn.Text(channel switch
    {
        TelegramChannel => EngineTexts.ChannelTelegram,
        WebChannel => EngineTexts.ChannelWeb,
        _ => EngineTexts.ChannelOther,
    });

    private void Offer()
    {
        if (turn.Facts.Role is null)
        {
            Refuse(EngineTexts.LinkNotRegistered);
            return;
        }

        var code = InvitationCode.Derive(turn.Conversation.Seed, turn.Conversation.Id, turn.Number);
        turn.Do(new Effect.OfferLink(code, turn.Now + KeepsFor));
        var ways = new List<string>();
        if (turn.Facts.Link is { Addresses.Telegram: { } telegram, Channel: not TelegramChannel })
            ways.Add(turn.Text(EngineTexts.LinkWayTelegram, ("link", telegram + code)));
        if (turn.Facts.Link?.Addresses?.Web is { } web)
            ways.Add(turn.Text(EngineTexts.LinkWayWeb, ("link", web + code)));
        ways.Add(turn.Text(EngineTexts.LinkWayTyped, ("code", code)));
        turn.Say(EngineTexts.LinkCode, ("code", code), ("minutes", NumberWords.Format((int)KeepsFor.TotalMinutes)), ("ways", string.Join('\n', ways)));
        flow.Repeat();
    }

    private void Take(PresentedLink link)
    {
        switch (link.State)
        {
            case LinkState.Own: Refuse(EngineTexts.LinkOwn); break;
            case LinkState.Used: Refuse(EngineTexts.LinkUsed); break;
            case LinkState.Expired: Refuse(EngineTexts.LinkExpired); break;
            case LinkState.Valid when turn.Facts.Role is { } role: Refuse(EngineTexts.LinkHasRole, ("role", turn.Text(PersonFlow.RoleText(role)))); break;
            case LinkState.Valid when link.HoldsData: Refuse(EngineTexts.LinkHasData); break;
            case LinkState.Valid: new MenuFlow(turn, flow).Open(new Menu.ConfirmLink(link.Code, link.Channel, link.Role, link.Satker?.Name)); break;
            default: throw new UnreachableException();
        }
    }

    /// <summary>What was asked here ends: nothing of it was stored, and the person has answered it elsewhere.</summary>
    private void Join(PresentedLink link)
    {
        turn.Run = null;
        turn.Conversation = turn.Conversation with { Paused = [], AfterRegistration = null, Language = link.Language };
        if (turn.Conversation.State != LifecycleState.Idle)
            turn.Fire(LifecycleTrigger.Cancel);
        turn.Facts = turn.Facts with { Role = link.Role, Satker = link.Satker };
        turn.Do(new Effect.JoinPerson(link.Code));
        turn.Say(EngineTexts.LinkJoined, ("channel", ChannelName(turn, link.Channel)));
        new StartFlow(turn, flow).Invite();
    }

    private void Refuse(TextKey why, params ReadOnlySpan<(string Name, string Value)> values)
    {
        turn.Say(why, values);
        if (!flow.Repeat())
            new StartFlow(turn, flow).Invite();
    }
}
