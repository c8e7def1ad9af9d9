using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Core.Questionnaires.Delivery;

namespace KotanBot.Core.Conversations;

/// <summary>
/// Begins questionnaires and goes on with them: what is drawn follows from the conversation's seed and from what was asked in the region
/// before, what is chosen from the answers so far. What was asked stays asked, whatever is corrected later; only another group begins anew.
/// </summary>
internal sealed class QuestionnaireFlow(Turn turn)
{
    /// <summary>Adds the next item to the open run, or marks the questionnaire as done.</summary>
    public void GoOn(QuestionnaireStep step)
    {
        var run = turn.Run!;
        var begun = run.FindQuestionnaire(step.Id) ?? Begin(step, run);
        var version = VersionOf(begun);
        if (version.PoolOf(begun.Group) is not { } pool || ItemDelivery.Next(pool, step.Plan, begun.Start, AnswersOf(run, begun, version.Bank, pool)) is not { } next)
        {
            turn.Run = run.WithQuestionnaire(begun with { Done = true });
            return;
        }

        var item = version.Bank.FindItem(pool.Items[next.Item].Id)!;
        turn.Run = run.WithQuestionnaire(begun with { Asked = begun.Asked.Add(new AskedItem(item.Id, next.As, next.Probability)) });
        turn.Do(new Effect.AskItem(run.Id, ItemSteps.IdOf(step.Id, item.Id), begun.Bank, begun.Hash, item.Id, item.Variable, begun.Group, RegionOf(step, run), next.As, next.Probability));
    }

    /// <summary>Another group is asked other items: what an earlier group was asked is dropped, and its answers become orphans.</summary>
    public void Follow(Dialog dialog, string stepId)
    {
        foreach (var step in dialog.Steps.OfType<QuestionnaireStep>().Where(q => q.Group is Operand.OfAnswer answer && answer.StepId == stepId))
        {
            var run = turn.Run!;
            if (run.FindQuestionnaire(step.Id) is not { } begun || begun.Group == GroupOf(step, run))
                continue;
            turn.Run = run.WithoutQuestionnaire(step.Id);
            turn.Do(new Effect.DropItems(run.Id, step.Id));
        }
    }

    /// <summary>Whether this answer decided which items the run was asked: what was sent cannot get another one without losing them.</summary>
    public static bool Decided(Dialog dialog, Run run, string stepId) =>
        dialog.Steps.OfType<QuestionnaireStep>().Any(q => q.Group is Operand.OfAnswer answer && answer.StepId == stepId && run.FindQuestionnaire(q.Id) is not null);

    /// <summary>From the prompt to this answer, where it is the first to the item that is being asked.</summary>
    public double? SecondsOf(Step step, Run before) =>
        step is ChooseStep { Item: not null } && before.StepId == step.Id && before.AskedAt is { } asked && before.Find(step.Id) is null ? Math.Max(0, (turn.Now - asked).TotalSeconds) : null;

    /// <summary>How many answers to items another answer to this step would take away, because it makes the respondent one of another group.</summary>
    public int Losses(Dialog dialog, Step step, AnswerValue value)
    {
        var run = turn.Run!;
        var after = run.WithAnswer(step.Id, value, null);
        return run.Revising
            ? 0
            : dialog.Steps.OfType<QuestionnaireStep>()
                .Where(q => q.Group is Operand.OfAnswer answer && answer.StepId == step.Id)
                .Where(q => run.FindQuestionnaire(q.Id) is { } begun && begun.Group != GroupOf(q, after))
                .Sum(q => run.FindQuestionnaire(q.Id)!.Asked.Count(a => run.Find(ItemSteps.IdOf(q.Id, a.Id)) is not null));
    }

    private string RegionOf(QuestionnaireStep step, Run run) =>
        RespondentRegion.Answered(turn.Definitions, turn.DialogOf(run)!, run, step.Id) ?? turn.Facts.Satker?.RegionCode ?? turn.Facts.Satker?.Code ?? "";

    private RunQuestionnaire Begin(QuestionnaireStep step, Run run)
    {
        var version = turn.Definitions.FindBankVersion(step.Bank) ?? throw new InvalidOperationException($"the bank {step.Bank} is not defined");
        var group = GroupOf(step, run);
        turn.Say(step.Text.In(turn.Language));
        var region = RegionOf(step, run);
        var counted = turn.Facts.Questionnaires?.Exposures.Where(e => e.Bank == step.Bank && e.Group == group && (e.Region ?? region) == region) ?? [];
        var exposure = ExposureCounts.From(counted.Select(e => KeyValuePair.Create(e.Item, e.Count)));
        var start = version.PoolOf(group) is { } pool ? ItemDelivery.Begin(pool, step.Plan, exposure, NextSeed()) : new DeliveryStart(true, []) { Quotas = [] };
        return new RunQuestionnaire(step.Id, step.Bank, version.Hash, group, start) { Suggested = Suggestions(version.Bank, group) };
    }

    private BankVersion VersionOf(RunQuestionnaire begun) =>
        turn.Definitions.FindBankVersion(begun.Bank, begun.Hash) ?? throw new InvalidOperationException($"the bank {begun.Bank} {begun.Hash} is not loaded");

    private string GroupOf(QuestionnaireStep step, Run run) => step.Group switch
    {
        Operand.OfAnswer answer => (run.Find(answer.StepId) as AnswerValue.Choice)?.Key ?? "",
        Operand.OfFact fact => FactNames.Value(turn.Facts, turn.Conversation, fact.Name) ?? "",
        _ => "",
    };

    /// <summary>No two questionnaires of a conversation share their draws.</summary>
    private ulong NextSeed()
    {
        turn.Conversation = turn.Conversation with { Draws = turn.Conversation.Draws + 1 };
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{turn.Conversation.Seed}|{turn.Conversation.Draws}")));
    }

    private static ImmutableArray<ItemAnswer> AnswersOf(Run run, RunQuestionnaire begun, ItemBank bank, ItemPool pool)
    {
        var places = pool.Items.Select((item, place) => (item.Id, place)).ToDictionary(p => p.Id, p => p.place);
        return [.. begun.Asked.Select(a => new ItemAnswer(places[a.Id], CategoryOf(bank.FindItem(a.Id)!, run.Find(ItemSteps.IdOf(begun.StepId, a.Id)))))];
    }

    private static int CategoryOf(BankItem item, AnswerValue? value) =>
        value is AnswerValue.Choice choice ? item.Options.Select(o => o.Key).ToList().IndexOf(choice.Key) + 1 : 0;

    /// <summary>The reports of whoever asks say nothing of those who are asked.</summary>
    private ImmutableArray<SuggestedOption> Suggestions(ItemBank bank, string group) =>
        turn.DialogOf(turn.Run!) is not { AsksOthers: true } && turn.Facts.Questionnaires?.Reports is { IsEmpty: false } reports ? [.. bank.ItemsOf(group).Select(i => ReportSuggestion.For(i, reports)).OfType<SuggestedOption>()] : [];
}
