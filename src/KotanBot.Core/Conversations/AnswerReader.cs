using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;

namespace KotanBot.Core.Conversations;

/// <summary>Reads what a person sent as the answer to one step. Never throws on any input and never guesses between two meanings.</summary>
internal sealed partial class AnswerReader(Turn turn, Run run)
{
    /// <summary>BNN's programme did not exist before 2009; an earlier year is a slip of the finger.</summary>
    private const int EarliestYear = 2009;

    public AnswerReading Read(Step step, string text) => step switch
    {
        ChooseStep choose => ReadChoice(choose, text),
        ChooseManyStep many => ReadChoices(many, text),
        NumberStep number => ReadNumber(number, text),
        CodeStep code => ReadCode(code, text),
        TextStep words => words.IsInvitation ? ReadInvitation() : ReadText(words, text),
        DateStep date => ReadDate(date, text),
        RegionStep region => ReadRegion(region, text),
        EntryStep entry => new EntryFlow(turn, entry).Read(text),
        PhotoStep => Refused(EngineTexts.NotAPhoto),
        LocationStep => Refused(EngineTexts.NotALocation),
        ReviewStep or NoteStep or QuestionnaireStep or StopStep or SubmitStep => Refused(EngineTexts.ReviewUnclear),
        _ => throw new UnreachableException(),
    };

    /// <summary>Checks a number against the step's bounds; also used once a vague number was confirmed.</summary>
    public AnswerReading CheckNumber(NumberStep step, decimal value, bool estimated)
    {
        if (step.Whole && value != decimal.Truncate(value))
            return Refused(EngineTexts.NotWhole);
        if (value < step.Minimum || value > step.Maximum)
            return Refused(EngineTexts.OutOfRange, ("minimum", NumberWords.Format(step.Minimum)), ("maximum", NumberWords.Format(step.Maximum)));
        if (step.AtMost is { } other && run.Find(other) is AnswerValue.Number limit && value > limit.Value)
            return Refused(EngineTexts.MoreThanOther, ("maximum", NumberWords.Format(limit.Value)), ("other", LabelOf(other)));
        return new AnswerReading.Accepted(new AnswerValue.Number(value, estimated));
    }

    public static ImmutableArray<ChoiceWords> WordsOf(IEnumerable<Option> options, string language) =>
        [.. options.Select(o => new ChoiceWords(o.Key, o.Label.In(language), WithOtherLanguage(o, language)))];

    private static ImmutableArray<string> WithOtherLanguage(Option option, string language)
    {
        var other = language == Definitions.Languages.English ? option.Label.Indonesian : option.Label.English;
        return other is null ? option.Aliases : option.Aliases.Add(other);
    }

    private AnswerReading ReadChoice(ChooseStep step, string text)
    {
        if (step.Item is { } item)
            return ReadItem(step, item, text);
        var words = WordsOf(step.Options, turn.Language);
        if (step.SavesAs == ProfileField.Consent)
            return FirmReader.Read(text, words) is { } decided ? new AnswerReading.Accepted(new AnswerValue.Choice(decided)) : ReadRefusal(step, text);
        if (IsLettered(step) && IsCount(text) && FirmReader.Read(text, words) is null)
            return Refused(EngineTexts.NotAChoice);
        var reading = ChoiceReader.Read(text, words);
        switch (reading)
        {
            case ChoiceReading.One one:
                return new AnswerReading.Accepted(new AnswerValue.Choice(one.Key));
            case ChoiceReading.Several several:
                return new AnswerReading.Unsettled(new SubQuestion.PickOne(several.Keys), turn.Text(EngineTexts.SeveralChoices));
            default:
                return YesOrNo(step, text) is { } yesOrNo ? yesOrNo : Refused(EngineTexts.NotAChoice);
        }
    }

    /// <summary>An option, one of the reasons beside the options, or yes or no to what the person's own reports say.</summary>
    private AnswerReading ReadItem(ChooseStep step, ItemQuestion item, string text)
    {
        var options = WordsOf(step.Options, turn.Language);
        if (item.Suggested is { } suggested && run.Find(step.Id) is null && FirmReader.Read(text, options) is null && YesNoReader.Read(text) is { } yes)
            return yes ? new AnswerReading.Accepted(new AnswerValue.Choice(suggested.Key)) : Refused(EngineTexts.NotSuggested);
        if (ItemReasons.In(turn, text) is { } reason)
            return new AnswerReading.Accepted(new AnswerValue.Skipped(reason));
        if (IsLettered(step) && IsCount(text) && FirmReader.Read(text, options) is null)
            return Refused(EngineTexts.NotAChoice);
        return ChoiceReader.Read(text, options) switch
        {
            ChoiceReading.One one => new AnswerReading.Accepted(new AnswerValue.Choice(one.Key)),
            ChoiceReading.Several several => new AnswerReading.Unsettled(new SubQuestion.PickOne(several.Keys), turn.Text(EngineTexts.SeveralChoices)),
            _ => YesOrNo(step, text) is { } yesOrNo ? yesOrNo : Refused(EngineTexts.NotAChoice),
        };
    }

    /// <summary>A no to consent may be said in any words; a yes must be plain.</summary>
    private AnswerReading ReadRefusal(ChooseStep step, string text)
    {
        var refusal = step.Options.FirstOrDefault(o => o.Key != ProfileFlow.Agrees);
        return refusal is not null && YesNoReader.Read(text) == false
            ? new AnswerReading.Accepted(new AnswerValue.Choice(refusal.Key))
            : Refused(EngineTexts.PlainYes);
    }

    private static bool IsLettered(ChooseStep step) => step.Options.All(o => o.Key.Length == 1);

    /// <summary>"5 orang" at options a to d is a count, not the fifth option; a bare figure still is a place in the list.</summary>
    private static bool IsCount(string text) => text.Trim().Length > 1 && NumberReader.Read(text) is NumberReading.Exact or NumberReading.Vague;

    private static AnswerReading.Accepted? YesOrNo(ChooseStep step, string text)
    {
        var keys = step.Options.Select(o => o.Key).ToHashSet();
        if (!keys.SetEquals(["ya", "tidak"]) || YesNoReader.Read(text) is not { } yes)
            return null;
        return new AnswerReading.Accepted(new AnswerValue.Choice(yes ? "ya" : "tidak"));
    }

    private AnswerReading ReadChoices(ChooseManyStep step, string text)
    {
        switch (ChoiceReader.ReadMany(text, WordsOf(step.Options, turn.Language)))
        {
            case ManyChoicesReading.Chosen chosen:
                return CheckChosen(step, chosen.Keys);
            case ManyChoicesReading.Unclear { Understood.IsEmpty: true, Candidates.Length: > 1 } unclear:
                return new AnswerReading.Unsettled(new SubQuestion.PickOne(unclear.Candidates), turn.Text(EngineTexts.SeveralChoices));
            case ManyChoicesReading.Unclear { Understood.IsEmpty: false, Unknown.IsEmpty: false } partly:
                return Refused(EngineTexts.PartlyUnderstood, ("unknown", string.Join(", ", partly.Unknown)));
            default:
                return Refused(EngineTexts.NotAChoice);
        }
    }

    private AnswerReading CheckChosen(ChooseManyStep step, ImmutableArray<string> keys)
    {
        if (keys.Length < step.Minimum)
            return Refused(EngineTexts.TooFewChosen, ("minimum", $"{step.Minimum}"));
        if (keys.Length > step.Maximum)
            return Refused(EngineTexts.TooManyChosen, ("maximum", $"{step.Maximum}"));
        return new AnswerReading.Accepted(new AnswerValue.Choices([.. step.Options.Select(o => o.Key).Where(keys.Contains)]));
    }

    private AnswerReading ReadNumber(NumberStep step, string text)
    {
        if (Misreadings.InNumber(text))
            return Refused(EngineTexts.NotANumber);
        switch (NumberReader.Read(text))
        {
            case NumberReading.Exact { Value: 0 } when !text.Contains('0', StringComparison.Ordinal) && TextFolding.Fold(text) is not ("nol" or "zero"):
                return new AnswerReading.Unsettled(new SubQuestion.ConfirmNumber(0));
            case NumberReading.Exact exact:
                return CheckNumber(step, exact.Value, estimated: false);
            case NumberReading.Vague vague:
                var check = CheckNumber(step, vague.Value, estimated: true);
                return check is AnswerReading.Accepted ? new AnswerReading.Unsettled(new SubQuestion.ConfirmNumber(vague.Value)) : check;
            case NumberReading.None { Reason: NumberProblem.SeveralNumbers or NumberProblem.Ambiguous }:
                return Refused(EngineTexts.SeveralNumbers);
            default:
                return Refused(EngineTexts.NotANumber);
        }
    }

    private AnswerReading ReadText(TextStep step, string text)
    {
        if (text.Length > step.MaximumLength)
            return Refused(EngineTexts.TooLongText, ("limit", $"{step.MaximumLength}"), ("length", $"{text.Length}"));
        if (!InputText.HasWords(text))
            return Refused(EngineTexts.NoWords);
        return text.Length < step.MinimumLength ? Refused(EngineTexts.TooShortText) : new AnswerReading.Accepted(new AnswerValue.Text(text));
    }

    /// <summary>Whatever else was typed may be a name, so it is not kept.</summary>
    private AnswerReading ReadCode(CodeStep step, string text)
    {
        if (CodeText.Read(text, step.Letters, step.Digits) is { } code)
            return new AnswerReading.Accepted(new AnswerValue.Choice(code));
        turn.ForgetInput();
        return Refused(EngineTexts.NotACode, ("example", CodeText.Example(step.Letters, step.Digits)));
    }

    private AnswerReading ReadInvitation() => turn.Facts.Invitation switch
    {
        { State: InvitationState.Valid } invitation => new AnswerReading.Accepted(new AnswerValue.Text(invitation.Code)),
        { State: InvitationState.Expired } => Refused(EngineTexts.CodeExpired),
        { State: InvitationState.Ended } => Refused(EngineTexts.CodeEnded),
        { State: InvitationState.UsedUp } => Refused(EngineTexts.CodeUsedUp),
        _ => Refused(EngineTexts.CodeUnknown),
    };

    private AnswerReading ReadDate(DateStep step, string text)
    {
        if (Misreadings.InDate(text))
            return Refused(EngineTexts.NotADate);
        switch (DateReader.Read(text, turn.Today))
        {
            case DateReading.Range range when range.From.Year < EarliestYear:
                return Refused(EngineTexts.TooLongAgo);
            case DateReading.Range range:
                return CheckDays(step, range.From, range.To, text);
            case DateReading.Unclear { Reason: DateProblem.EndBeforeStart }:
                return Refused(EngineTexts.EndBeforeStart);
            case DateReading.Unclear { Reason: DateProblem.ImpossibleDate or DateProblem.WeekdayMismatch }:
                return Refused(EngineTexts.ImpossibleDate);
            default:
                return Refused(EngineTexts.NotADate);
        }
    }

    private AnswerReading CheckDays(DateStep step, DateOnly from, DateOnly to, string text)
    {
        // "Minggu ini", "bulan ini" and "2026" name a span that is still running: what can be reported ends today.
        var note = "";
        if (!step.AllowFuture && from <= turn.Today && to > turn.Today && ((from.Day == 1 && to == EndOfMonthOrYear(from, to)) || IsWeekByName(from, to, text)))
        {
            to = turn.Today;
            note = turn.Text(EngineTexts.UntilToday, ("date", new AnswerText(turn.Definitions, turn.Language).Days(from, to)));
        }

        if (!step.AllowFuture && to > turn.Today)
            return Refused(EngineTexts.FutureDate, ("date", new AnswerText(turn.Definitions, turn.Language).Days(from, to)));
        if (!step.AllowRange && from != to)
            return Refused(EngineTexts.OneDayOnly);
        return new AnswerReading.Accepted(new AnswerValue.Dates(from, to), note);
    }

    private static bool IsWeekByName(DateOnly from, DateOnly to, string text) => to == from.AddDays(6) && !text.Any(char.IsDigit);

    private static DateOnly EndOfMonthOrYear(DateOnly from, DateOnly to) =>
        to.Month == from.Month ? from.AddMonths(1).AddDays(-1) : new DateOnly(from.Year, 12, 31);

    private string LabelOf(string stepId) =>
        turn.DialogOf(run)?.FindStep(stepId)?.Label?.In(turn.Language) ?? stepId;

    private AnswerReading.Refused Refused(Definitions.TextKey key, params ReadOnlySpan<(string Name, string Value)> values) =>
        new(turn.Text(key, values));
}
