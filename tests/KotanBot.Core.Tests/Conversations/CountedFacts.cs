using KotanBot.Core.Conversations;

namespace KotanBot.Core.Tests.Conversations;

/// <summary>Counts for questionnaires what the database would: items asked in this chat, and its own sent reports.</summary>
public sealed class CountedFacts
{
    private readonly List<Effect.AskItem> _asked = [];
    private readonly Dictionary<string, (string Dialog, Dictionary<string, AnswerValue> Answers)> _reports = [];
    private readonly Dictionary<string, int> _sent = [];

    public void Follow(Effect effect, int year)
    {
        switch (effect)
        {
            case Effect.StartSubmission start:
                _reports[start.SubmissionId] = (start.DialogId, []);
                break;
            case Effect.RecordAnswer record:
                _reports[record.SubmissionId].Answers[record.StepId] = record.Value;
                break;
            case Effect.ReviseAnswer { After: { } after } revise:
                _reports[revise.SubmissionId].Answers[revise.StepId] = after;
                break;
            case Effect.RemoveAnswer remove:
                _reports[remove.SubmissionId].Answers.Remove(remove.StepId);
                break;
            case Effect.Submit submit:
                _sent.TryAdd(submit.SubmissionId, year);
                break;
            case Effect.CloseSubmission close:
                _asked.RemoveAll(a => a.SubmissionId == close.SubmissionId);
                break;
            case Effect.DropSubmission drop:
                _asked.RemoveAll(a => a.SubmissionId == drop.SubmissionId);
                _reports.Remove(drop.SubmissionId);
                _sent.Remove(drop.SubmissionId);
                break;
            case Effect.AskItem ask:
                _asked.Add(ask);
                break;
            case Effect.DropItems drop:
                _asked.RemoveAll(a => a.SubmissionId == drop.SubmissionId && a.StepId == ItemSteps.IdOf(drop.Questionnaire, a.Item));
                break;
        }
    }

    public QuestionnaireFacts Of(QuestionnaireNeeds needs, Facts facts, DateTimeOffset now)
    {
        var region = facts.Satker?.RegionCode ?? facts.Satker?.Code ?? "";
        var exposures = _asked.Where(a => needs.Banks.Contains(a.Bank) && (a.Region == region || needs.Regions.Contains(a.Region))).GroupBy(a => (a.Bank, a.Group, a.Item, a.Region));
        return new QuestionnaireFacts(
            [.. exposures.Select(e => new ItemExposure(e.Key.Bank, e.Key.Group, e.Key.Item, e.Count()) { Region = e.Key.Region })],
            [.. needs.Reports.SelectMany(source => _reports.Where(r => _sent.GetValueOrDefault(r.Key) == now.Year && r.Value.Dialog == source.Dialog)
                .Select(r => OptionsOf(r.Value.Answers.GetValueOrDefault(source.Step))).OfType<string[]>().Select(options => new OwnReports(source.Dialog, source.Step, [.. options], 1)))]);
    }

    private static string[]? OptionsOf(AnswerValue? value) => value switch
    {
        AnswerValue.Choice choice => [choice.Key],
        AnswerValue.Choices choices => [.. choices.Keys],
        null or AnswerValue.Skipped => null,
        _ => [],
    };
}
