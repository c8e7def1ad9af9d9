using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The reports that wait for an office (<c>/tinjau</c>), oldest first and one at a time.</summary>
internal sealed class ReviewQueueFlow(Turn turn, RunFlow flow)
{
    private const int LongestAnswer = 200;
    private const string VerifyKey = "sah";
    private const string FixKey = "perlu-diperbaiki";
    private const string RejectKey = "tolak";
    public const string SkipKey = "lewati-laporan";
    public const string StopKey = "berhenti";
    public const string BackKey = "kembali-meninjau";

    private readonly OfficeFlow _office = new(turn, flow);

    private ReviewFacts Facts => turn.Facts.Office?.Review ?? throw new InvalidOperationException("the review queue was not read");

    public void Start()
    {
        new ForwardFlow(turn, flow).SayReceived();
        if (Facts.Next is { } first)
        {
            _office.Open(DuplicatesFlow.FirstOf(first, 1, Facts.Waiting));
            return;
        }

        Leave(OfficeTexts.ReviewNone);
    }

    public Prompt PromptOf(OfficeQuestion.ReviewReport review) => Facts.Find(review.Id) is { } report
        ? new(MayVerify(report) ? Card(review, report) : $"{Card(review, report)}\n\n{turn.Text(OfficeTexts.ReviewByAdmin)}")
        {
            Choices =
            [
                .. MayVerify(report) ? new[] { new PromptChoice(VerifyKey, turn.Text(OfficeTexts.ReviewVerify)) } : [],
                .. report.IsErased ? [] : new[] { new PromptChoice(FixKey, turn.Text(OfficeTexts.ReviewFix)) },
                new(RejectKey, turn.Text(OfficeTexts.ReviewReject)),
                .. Onward(),
            ],
        }
        : new(turn.Text(OfficeTexts.ReviewGone)) { Choices = [.. Onward()] };

    /// <summary>The ways on that leave a report as it is.</summary>
    public IEnumerable<PromptChoice> Onward() => [new(SkipKey, turn.Text(OfficeTexts.ReviewSkip)), new(StopKey, turn.Text(OfficeTexts.ReviewStop))];

    public Prompt PromptOf(OfficeQuestion.RejectReason _) => new(turn.Text(OfficeTexts.RejectAsk, ("limit", NumberWords.Format(ReviewDeeds.LongestWords))))
    {
        Choices =
        [
            new("duplikat", turn.Text(OfficeTexts.RejectDuplicate)),
            new("bukan-kegiatan", turn.Text(OfficeTexts.RejectNoActivity)),
            new("kurang-data", turn.Text(OfficeTexts.RejectTooLittle)),
            new(BackKey, turn.Text(OfficeTexts.RejectBack)),
        ],
    };

    public void Answer(OfficeQuestion.ReviewReport review, string text)
    {
        switch (Firm(PromptOf(review), text))
        {
            case VerifyKey:
                Verify(review.Id);
                Next(review);
                break;
            case FixKey:
                _office.Open(new OfficeQuestion.FixWhat(review.Id, review.Number, review.Of));
                break;
            case RejectKey:
                _office.Open(new OfficeQuestion.RejectReason(review.Id, review.Number, review.Of));
                break;
            case SkipKey:
                Next(review);
                break;
            case StopKey:
                Leave(OfficeTexts.ReviewStopped);
                break;
            default:
                if (Find(review.Id) is null)
                    flow.Repeat(); // What was pressed was good until somebody else decided.
                else
                    _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    public void Answer(OfficeQuestion.RejectReason reject, string text)
    {
        var prompt = PromptOf(reject);
        var key = Firm(prompt, text);
        if (key == BackKey)
        {
            Show(reject);
        }
        else if (!IsGone(reject) && !_office.IsTooLong(text, ReviewDeeds.LongestWords))
        {
            Decide(reject.Id, ReviewTrigger.Reject, prompt.Choices.FirstOrDefault(c => c.Key == key)?.Label ?? text);
            SayRejected(reject.Id);
            Next(reject);
        }
    }

    private bool MayVerify(WaitingReport report) => ReviewDeeds.MayVerify(turn.Definitions, report, Scope.Of(turn.Facts));

    private void Verify(string id)
    {
        Decide(id, ReviewTrigger.Verify, null);
        turn.Say(ReviewDeeds.Said(ReviewTrigger.Verify, Facts.Find(id)!.IsErased));
        if (Facts.NoneAccepted && turn.Facts.Satker?.Name is { } own && Facts.Find(id)!.SatkerName == own)
            turn.Say(OfficeTexts.FirstVerified, ("satker", own));
    }

    /// <summary>Nobody hears of it whose data is gone.</summary>
    public void SayRejected(string id) => turn.Say(ReviewDeeds.Said(ReviewTrigger.Reject, Facts.Find(id)!.IsErased));

    public WaitingReport? Find(string id) => Facts.Find(id);

    /// <summary>Whether somebody else decided about it meanwhile; that is then said, and the next one is shown.</summary>
    public bool IsGone(OfficeQuestion.AboutReport about)
    {
        if (Facts.Find(about.Id) is not null)
            return false;
        turn.Say(OfficeTexts.ReviewGone);
        Next(about);
        return true;
    }

    /// <summary>Asks whether the report counts, by itself.</summary>
    public void Show(OfficeQuestion.AboutReport about) => _office.Open(new OfficeQuestion.ReviewReport(about.Id, about.Number, about.Of));

    public void Decide(string id, ReviewTrigger trigger, string? reason, string? stepId = null)
    {
        var report = Facts.Find(id)!;
        turn.Do(new Effect.Office(ReviewDeeds.Of(turn.Definitions, report, trigger, reason, stepId)));
        DuplicatesFlow.Decided(turn, id, trigger);
        ForwardFlow.Decided(turn, report, trigger);
    }

    public void Next(OfficeQuestion.AboutReport after)
    {
        if (Facts.Next is { } next)
        {
            _office.Open(DuplicatesFlow.FirstOf(next, after.Number + 1, Math.Max(after.Of, after.Number + 1)));
            return;
        }

        Leave(OfficeTexts.ReviewDone);
    }

    public void Leave(TextKey said)
    {
        turn.Say(said);
        new ForwardFlow(turn, flow).Offer();
        _office.Close();
    }

    private string Card(OfficeQuestion.ReviewReport review, WaitingReport report)
    {
        var words = new ReportWords(turn.Definitions, turn.Language);
        var sent = DateOnly.FromDateTime(report.SubmittedAt.ToOffset(TimeSpan.FromMinutes(turn.Facts.UtcOffsetMinutes)).DateTime);
        var answers = report.Answers.Where(a => a.Value is not AnswerValue.Skipped).Select(a => $"{words.Label(report, a.StepId)}: {Shorten(words.Answer(report, a.StepId, a.Value))}");
        return turn.Text(
            OfficeTexts.ReviewCard,
            ("number", NumberWords.Format(review.Number)),
            ("of", NumberWords.Format(review.Of)),
            ("who", WhoSent(report)),
            ("title", words.Title(report)),
            ("date", new AnswerText(turn.Definitions, turn.Language).Day(sent)),
            ("satker", report.SatkerName ?? ""),
            ("answers", string.Join('\n', answers)));
    }

    public string WhoSent(WaitingReport report) => report.IsErased ? turn.Text(OfficeTexts.ReviewErased) : string.Join(", ", new[] { report.Name, report.Lembaga }.OfType<string>());

    public static Dialog? DialogOf(Turn turn, WaitingReport report) => new ReportWords(turn.Definitions, turn.Language).DialogOf(report);

    private static string Shorten(string answer) => answer.Length <= LongestAnswer ? answer : answer[..LongestAnswer] + "…";

    private static string? Firm(Prompt prompt, string text) => FirmReader.Read(text, prompt.Choices.Select(c => new ChoiceWords(c.Key, c.Label, Aliases(c.Key))).ToImmutableArray());

    /// <summary>What people say for the keys that more than one question about a report has.</summary>
    public static ImmutableArray<string> Aliases(string key) => key switch
    {
        VerifyKey => ["sah", "ya sah", "setujui", "terima", "accept"],
        FixKey => ["perbaiki", "minta perbaikan", "kurang", "ask"],
        RejectKey => ["tolak", "reject"],
        SkipKey => ["lewati", "skip", "nanti"],
        StopKey => ["berhenti", "selesai", "stop"],
        BackKey => ["kembali", "batal", "tidak jadi"],
        _ => [],
    };
}
