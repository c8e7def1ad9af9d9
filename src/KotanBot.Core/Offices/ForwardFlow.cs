using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Accepted reports go on to the office above (<c>/teruskan</c>): BNNK to BNNP, BNNP to the centre. Nobody judges them again there.</summary>
internal sealed class ForwardFlow(Turn turn, RunFlow flow)
{
    private const int MostOffices = 8;
    public const string YesKey = "ya-teruskan";
    private const string NoKey = "belum-teruskan";

    private readonly OfficeFlow _office = new(turn, flow);

    private ForwardFacts Facts => turn.Facts.Office?.Forward ?? throw new InvalidOperationException("what can be forwarded was not read");

    public void Start()
    {
        SayReceived();
        if (Facts.Ready > 0)
        {
            _office.Open(new OfficeQuestion.ConfirmForward(Facts.Ready));
            return;
        }

        turn.Say(OfficeTexts.ForwardNone);
        _office.Close();
    }

    public Prompt PromptOf(OfficeQuestion.ConfirmForward confirm) => new(turn.Text(OfficeTexts.ForwardAsk, ("count", NumberWords.Format(confirm.Count)), ("to", Facts.To)))
    {
        Choices = [new(YesKey, turn.Text(OfficeTexts.ForwardYes)), new(NoKey, turn.Text(OfficeTexts.ForwardNo))],
    };

    public void Answer(OfficeQuestion.ConfirmForward confirm, string text)
    {
        switch (FirmReader.Read(text, [.. PromptOf(confirm).Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases(c.Key)))]))
        {
            case YesKey when Facts.Ready != confirm.Count:
                turn.Say(OfficeTexts.ForwardChanged);
                Start();
                break;
            case YesKey:
                turn.Do(new Effect.Office(new OfficeDeed.Forward(confirm.Count)));
                turn.Say(OfficeTexts.ForwardDone, ("count", NumberWords.Format(confirm.Count)), ("to", Facts.To));
                _office.Close();
                break;
            case NoKey:
                turn.Say(OfficeTexts.ForwardDropped);
                _office.Close();
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    /// <summary>Offers to forward what is accepted, with a button; says nothing where there is nothing.</summary>
    public void Offer()
    {
        if (turn.Facts.Office?.Forward is { Ready: > 0 } facts)
            turn.Offer(turn.Text(OfficeTexts.ForwardReady, ("count", NumberWords.Format(facts.Ready)), ("to", facts.To)), [new("/teruskan", turn.Definitions.Commands.LineOf(CommandAction.Forward).Description.In(turn.Language))]);
    }

    /// <summary>What offices below sent on, in one line.</summary>
    public void SayReceived()
    {
        if (Facts.Received.IsEmpty)
            return;
        var offices = string.Join(", ", Facts.Received.Take(MostOffices).Select(r => $"{r.Satker} {NumberWords.Format(r.Count)}"));
        if (Facts.Received.Length > MostOffices)
            offices += turn.Text(OfficeTexts.ForwardOthers, ("offices", NumberWords.Format(Facts.Received.Length - MostOffices)), ("count", NumberWords.Format(Facts.Received.Skip(MostOffices).Sum(r => r.Count))));
        turn.Say(Facts.IsTop ? OfficeTexts.ForwardReceivedYear : OfficeTexts.ForwardReceived, ("offices", offices));
    }

    /// <summary>Counts what this very turn accepts; it was read before.</summary>
    public static void Decided(Turn turn, WaitingReport report, ReviewTrigger trigger)
    {
        if (trigger == ReviewTrigger.Verify && turn.Facts.Office is { Forward: { } forward } office && !(forward.IsTop && report.SatkerName == forward.To))
            turn.Facts = turn.Facts with { Office = office with { Forward = forward with { Ready = forward.Ready + 1 } } };
    }

    private static ImmutableArray<string> Aliases(string key) => key == YesKey
        ? ["ya", "iya", "kirim", "oke", "ok", "yes", "forward"]
        : ["batal", "tidak", "tidak jadi", "jangan", "nanti", "belum", "no"];
}
