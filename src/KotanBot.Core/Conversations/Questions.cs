using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Conversations;

/// <summary>Words the prompts of a run: the question itself with its choices, the questions about it, and the review.</summary>
internal sealed class Questions(Turn turn, Dialog dialog, Run run)
{
    /// <summary>Words of commands, so that pressing and typing them is the same.</summary>
    public const string SkipKey = "lewati";
    public const string BackKey = "kembali";
    public const string NoneKey = "bukan";
    public const string HelpKey = "?";

    /// <summary>None of many, where that may be.</summary>
    public const string NothingKey = "tidak ada";

    private const int LongestRepeated = 200;

    private readonly AnswerText _answers = new(turn.Definitions, turn.Language);

    public Prompt Current() => run.Sub is { } sub ? OfSub(sub) : dialog.FindStep(run.StepId) switch
    {
        ReviewStep review => Review(review),
        { } step => Of(step),
        null => throw new InvalidOperationException("the run stands at a step that its dialog does not have"),
    };

    public PromptChoice Choice(string key, Definitions.TextKey label) => new(key, turn.Text(label));

    private Prompt Of(Step step)
    {
        var path = turn.PathOf(dialog, run);
        var (place, all) = path.PlaceOf(step.Id);
        var text = step.Text.In(turn.Language);
        if (run.Failures > 0 && text.Length > LongestRepeated)
            text = text[(text.LastIndexOf('\n') + 1)..];
        var counts = dialog.StoresSubmission && all > 1;
        if (counts && place > 0 && !run.Revising)
            text = step is ChooseStep { Item: not null } && place == 1
                ? turn.Text(EngineTexts.ProgressWithTime, ("done", $"{place}"), ("all", $"{all}"), ("minutes", $"{MinutesFor(all)}"), ("question", text))
                : turn.Text(EngineTexts.Progress, ("done", $"{place}"), ("all", $"{all}"), ("question", text));
        if (run.Find(step.Id) is { } given)
            text += "\n" + turn.Text(EngineTexts.CurrentAnswer, ("answer", _answers.Of(step, given)));
        else if ((Suggestion(step) ?? (step is EntryStep entry ? new EntryFlow(turn, entry).Lack : null)) is { } suggestion)
            text += "\n" + suggestion;
        if (counts && run.Nth <= 1 && path.IsFirst(step.Id) && run.Failures == 0 && run.Find(step.Id) is null)
            text += "\n" + turn.Text(EngineTexts.FirstHint);
        return new Prompt(text) { Choices = ChoicesOf(step), Expects = ExpectationOf(step), Many = step is ChooseManyStep, Help = step.Help is not null };
    }

    private ImmutableArray<PromptChoice> ChoicesOf(Step step)
    {
        ImmutableArray<PromptChoice> choices = step switch
        {
            ChooseStep { Item: { } item } choose => ItemChoices(choose, item),
            ChooseStep choose => [.. choose.Options.Select(o => new PromptChoice(o.Key, o.Label.In(turn.Language)))],
            ChooseManyStep many => [.. many.Options.Select(o => new PromptChoice(o.Key, o.Label.In(turn.Language))), .. many.Minimum == 0 ? new[] { Choice(NothingKey, EngineTexts.NoneChosen) } : []],
            DateStep => [new("hari ini", turn.Text(EngineTexts.Today)), new("kemarin", turn.Text(EngineTexts.Yesterday))],
            RegionStep region => OwnRegion(region),
            EntryStep entry => new EntryFlow(turn, entry).Choices(),
            NumberStep or TextStep or CodeStep or PhotoStep or LocationStep or NoteStep or QuestionnaireStep or StopStep or ReviewStep or SubmitStep => [],
            _ => throw new UnreachableException(),
        };
        return step.LeavesFreely ? choices.Add(Choice(SkipKey, EngineTexts.Skip)) : choices;
    }

    /// <summary>The options, and apart from them the two reasons that often leave an item open; first of all what the reports suggest.</summary>
    private ImmutableArray<PromptChoice> ItemChoices(ChooseStep step, ItemQuestion item)
    {
        var choices = step.Options.Select(o => new PromptChoice(o.Key, o.Label.In(turn.Language))).Concat(ItemReasons.All.Select(r => new PromptChoice(r, turn.Text(ItemReasons.LabelOf(r)))));
        return item.Suggested is not null && run.Find(step.Id) is null ? [Choice(ItemReasons.ConfirmKey, EngineTexts.ConfirmSuggestion), .. choices] : [.. choices];
    }

    private string? Suggestion(Step step)
    {
        if (step is not ChooseStep { Item.Suggested: { } suggested })
            return null;
        var key = suggested.Counts == EvidenceCount.Reports ? EngineTexts.SuggestedByReports : EngineTexts.SuggestedByKinds;
        return turn.Text(key, ("count", $"{suggested.Count}"), ("answer", _answers.Of(step, new AnswerValue.Choice(suggested.Key))));
    }

    /// <summary>Reading and choosing take about a quarter of a minute an item.</summary>
    private static int MinutesFor(int items)
    {
        const int secondsPerItem = 15;
        return Math.Max(1, (int)Math.Round(items * secondsPerItem / 60.0, MidpointRounding.AwayFromZero));
    }

    private ImmutableArray<PromptChoice> OwnRegion(RegionStep step)
    {
        if (turn.Facts.Satker?.RegionCode is not { } code || turn.Definitions.Regions.Find(code) is not { } region)
            return [];
        return region.Level >= step.Coarsest && region.Level <= step.Finest ? [new(code, RegionNames.Label(region))] : [];
    }

    private static Expectation ExpectationOf(Step step) => step switch
    {
        NumberStep => Expectation.Number,
        PhotoStep => Expectation.Photo,
        LocationStep => Expectation.Location,
        _ => Expectation.Text,
    };

    private Prompt OfSub(SubQuestion sub) => sub switch
    {
        SubQuestion.WhySkip => new(turn.Text(EngineTexts.WhySkip)) { Choices = SkipChoices() },
        SubQuestion.ConfirmNumber confirm => new(turn.Text(EngineTexts.ConfirmNumber, ("number", NumberWords.Format(confirm.Value))))
        {
            Choices = [Choice("ya", EngineTexts.Yes), Choice("tidak", EngineTexts.No)],
        },
        SubQuestion.PickOne pick => OfPick(pick, dialog.FindStep(run.StepId)!),
        SubQuestion.PickStep => new(turn.Text(EngineTexts.WhichCorrect)) { Choices = GivenAnswers().Add(Choice(BackKey, EngineTexts.Back)) },
        SubQuestion.PickDetail => new(turn.Text(EngineTexts.WhichDetail)) { Choices = Details().Add(Choice(BackKey, EngineTexts.Back)) },
        SubQuestion.ConfirmChange change => OfChange(change, dialog.FindStep(change.StepId)!),
        SubQuestion.MoreEntries more => EntriesOf().PromptOf(more),
        SubQuestion.NewEntryPlace place => EntriesOf().PromptOf(place),
        SubQuestion.NewEntryName name => EntriesOf().PromptOf(name),
        _ => throw new UnreachableException(),
    };

    private EntryFlow EntriesOf() => new(turn, (EntryStep)dialog.FindStep(run.StepId)!);

    /// <summary>Guesses at a place may all be wrong, so there is always a way back to the question.</summary>
    private Prompt OfPick(SubQuestion.PickOne pick, Step step)
    {
        ImmutableArray<PromptChoice> choices = [.. pick.Keys.Select(k => new PromptChoice(k, LabelOf(k)))];
        if (step is RegionStep region)
            choices = [.. choices, .. OwnRegion(region).Where(o => !pick.Keys.Contains(o.Key)), Choice(NoneKey, EngineTexts.NoneOfThese)];
        else if (step is EntryStep)
            choices = choices.Add(Choice(NoneKey, EngineTexts.NoneOfThese));
        return new(step.Text.In(turn.Language)) { Choices = choices };
    }

    private Prompt OfChange(SubQuestion.ConfirmChange change, Step step)
    {
        var before = run.Find(step.Id) is { } given ? _answers.Of(step, given) : "–";
        var after = _answers.Of(step, change.Value);
        var text = new StopFlow(turn).Losses(dialog, step, change.Value) is > 0 and var all
            ? turn.Text(EngineTexts.ConfirmStop, ("before", before), ("after", after), ("count", $"{all}"))
            : change.Alone
            ? turn.Text(EngineTexts.ConfirmSentChange, ("label", LabelOf(step)), ("title", dialog.Title.In(turn.Language)), ("number", Ids.Short(run.Id)), ("before", before), ("after", after))
            : new QuestionnaireFlow(turn).Losses(dialog, step, change.Value) is > 0 and var lost
            ? turn.Text(EngineTexts.ConfirmGroupChange, ("before", before), ("after", after), ("count", $"{lost}"))
            : turn.Text(EngineTexts.ConfirmChange, ("label", LabelOf(step)), ("before", before), ("after", after));
        return new(text) { Choices = [Choice("ya", EngineTexts.ChangeYes), Choice("tidak", EngineTexts.ChangeNo)] };
    }

    public ImmutableArray<PromptChoice> SkipChoices() => [.. SkipReasons.All.Select(r => new PromptChoice(r, turn.Text(AnswerText.SkipTextOf(r))))];

    /// <summary>Every answer as "label: value", to pick one for correction.</summary>
    public ImmutableArray<PromptChoice> GivenAnswers() =>
        [.. turn.PathOf(dialog, run).Questions.Where(s => run.Find(s.Id) is not null).Select(s => new PromptChoice(s.Id, Shorten(Line(s))))];

    public ImmutableArray<PromptChoice> Details() =>
        [.. turn.PathOf(dialog, run).Details.Select(s => new PromptChoice(s.Id, LabelOf(s)))];

    public string Summary() => string.Join('\n', turn.PathOf(dialog, run).Questions.Where(s => run.Find(s.Id) is not null).Select(Line));

    /// <summary>The short recap of a run: its title, the first things answered and how far it got.</summary>
    public string Recap()
    {
        var path = turn.PathOf(dialog, run);
        var (done, all) = path.Progress;
        var recap = turn.Text(EngineTexts.Recap, ("title", dialog.Title.In(turn.Language)), ("done", $"{done}"), ("all", $"{all}"));
        if (dialog.Purpose is DialogPurpose.IndexSheet or DialogPurpose.Questionnaire)
            return recap;
        var first = path.Questions.Where(s => s is not TextStep { IsInvitation: true } && run.Find(s.Id) is not null and not AnswerValue.Skipped).Take(2).Select(s => _answers.Of(s, run.Find(s.Id)!));
        return string.Join(" · ", first.Prepend(recap));
    }

    private Prompt Review(ReviewStep review)
    {
        var title = run.Revising
            ? turn.Text(EngineTexts.RevisingTitle, ("title", dialog.Title.In(turn.Language)), ("number", Ids.Short(run.Id)))
            : review.Text.In(turn.Language);
        var choices = new List<PromptChoice>();
        if (!run.Revising)
            choices.Add(Choice(ReviewFlow.SendKey, EngineTexts.ReviewSend));
        choices.Add(Choice(ReviewFlow.CorrectKey, EngineTexts.ReviewCorrect));
        if (turn.PathOf(dialog, run).Details.Any())
            choices.Add(Choice(ReviewFlow.AddKey, EngineTexts.ReviewAdd));
        choices.Add(run.Revising ? Choice(ReviewFlow.DoneKey, EngineTexts.ReviewDone) : Choice(ReviewFlow.CancelKey, EngineTexts.ReviewCancel));
        return new Prompt($"{title}\n{Summary()}") { Choices = [.. choices] };
    }

    /// <summary>Enough to recognise the answer by.</summary>
    private static string Shorten(string line)
    {
        const int longest = 60;
        if (line.Length <= longest)
            return line;
        var end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return line[..end] + "…";
    }

    private string Line(Step step) => $"{LabelOf(step)}: {_answers.Of(step, run.Find(step.Id)!)}";

    private string LabelOf(Step step) => step.Label?.In(turn.Language) ?? step.Id;

    private string LabelOf(string key) => dialog.FindStep(run.StepId) switch
    {
        RegionStep => _answers.Place(key),
        EntryStep entry => new EntryFlow(turn, entry).NameOf(key),
        { } step => _answers.Of(step, new AnswerValue.Choice(key)),
        null => key,
    };
}
