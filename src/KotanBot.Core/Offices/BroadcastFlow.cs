using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>A message of an office to its people (<c>/siaran</c>): text, then preview with the number of readers, then a plain word to send it.</summary>
internal sealed class BroadcastFlow(Turn turn, RunFlow flow)
{
    /// <summary>One phone screen; whoever has more to say sends a link.</summary>
    public const int LongestText = 700;

    private const string SendKey = "siarkan";
    private const string ChangeKey = "ubah";
    private const string DropKey = "batal-siaran";

    private readonly OfficeFlow _office = new(turn, flow);

    private AudienceFacts Audience => turn.Facts.Office?.Audience ?? throw new InvalidOperationException("the audience was not read");

    public void Start(string payload)
    {
        if (Audience.Reached == 0)
        {
            turn.Say(OfficeTexts.BroadcastNobody, Counts());
            _office.Close();
        }
        else if (payload.Length > 0)
            Preview(payload);
        else
            _office.Open(new OfficeQuestion.BroadcastText());
    }

    public Prompt PromptOf(OfficeQuestion.BroadcastText _) => new(turn.Text(OfficeTexts.BroadcastAsk, ("count", Count(Audience.Reached)), ("limit", Count(LongestText))));

    public Prompt PromptOf(OfficeQuestion.ConfirmBroadcast confirm) => new(turn.Text(OfficeTexts.BroadcastPreview, [("satker", turn.Facts.Satker!.Name), ("text", confirm.Text), .. Counts()]))
    {
        Choices = [new(SendKey, turn.Text(OfficeTexts.BroadcastSend)), new(ChangeKey, turn.Text(OfficeTexts.BroadcastChange)), new(DropKey, turn.Text(OfficeTexts.BroadcastDrop))],
    };

    public void Answer(OfficeQuestion.BroadcastText _, string text) => Preview(text);

    public void Answer(OfficeQuestion.ConfirmBroadcast confirm, string text)
    {
        switch (FirmReader.Read(text, Words(PromptOf(confirm).Choices)))
        {
            case SendKey:
                Send(confirm.Text);
                break;
            case ChangeKey:
                _office.Open(new OfficeQuestion.BroadcastText());
                break;
            case DropKey:
                turn.Say(OfficeTexts.BroadcastDropped);
                _office.Close();
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    private void Preview(string text)
    {
        if (text.Length <= LongestText)
        {
            _office.Open(new OfficeQuestion.ConfirmBroadcast(text));
            return;
        }

        turn.Say(EngineTexts.TooLong, ("limit", Count(LongestText)), ("length", Count(text.Length)));
        _office.Open(new OfficeQuestion.BroadcastText());
    }

    private void Send(string text)
    {
        var due = QuietHours.NextLoud(turn.Now, turn.Facts.UtcOffsetMinutes);
        turn.Do(new Effect.Office(new OfficeDeed.Broadcast(text, due)));
        turn.Say(due == turn.Now ? OfficeTexts.BroadcastSent : OfficeTexts.BroadcastSentLater, ("count", Count(Audience.Reached)));
        _office.Close();
    }

    private (string Name, string Value)[] Counts() => [("count", Count(Audience.Reached)), ("silent", Count(Audience.OptedOut)), ("unreachable", Count(Audience.Unreachable))];

    private static string Count(int number) => NumberWords.Format(number);

    private static ImmutableArray<ChoiceWords> Words(ImmutableArray<PromptChoice> choices) => [.. choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases(c.Key)))];

    private static ImmutableArray<string> Aliases(string key) => key switch
    {
        SendKey => ["kirim", "ya", "iya", "ya kirim", "oke", "ok", "send", "yes"],
        ChangeKey => ["ganti", "ubah", "change"],
        _ => ["batal", "tidak", "tidak jadi", "jangan", "no"],
    };
}
