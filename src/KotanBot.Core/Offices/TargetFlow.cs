using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>Targets and realisation of an office (<c>/target</c>): the table of a year, and the changing of one figure. Words after the command in any order: a year, an office, <c>jumlah</c>, <c>isi</c>, <c>realisasi</c>.</summary>
internal sealed class TargetFlow(Turn turn, RunFlow flow)
{
    private const int MostOnPage = 7;
    private const int MostOffices = 6;
    private const string BelowWord = "jumlah";
    private const string SetWord = "isi";
    private const string DoneWord = "realisasi";
    private const string MoreKey = "lainnya";

    private readonly OfficeFlow _office = new(turn, flow);

    private TargetsFacts Facts => turn.Facts.Office?.Targets ?? throw new InvalidOperationException("the targets were not read");

    public static OfficeNeed.Targets NeedOf(string payload)
    {
        var words = PayloadWords.Of(payload);
        return new OfficeNeed.Targets(YearIn(words), PayloadWords.OfficeIn(words), words.Contains(BelowWord));
    }

    public void Start(string payload)
    {
        var words = PayloadWords.Of(payload);
        if (Facts.Satker is not { } satker)
        {
            turn.Say(OfficeTexts.TargetNoOffice, ("satker", PayloadWords.OfficeIn(words) ?? ""));
            flow.Repeat();
        }
        else if ((words.Contains(SetWord) || words.Contains(DoneWord)) && MaySet)
        {
            _office.Open(new OfficeQuestion.PickOutput(Facts.Year, satker.Code, words.Contains(DoneWord), 0));
        }
        else
        {
            if (words.Contains(SetWord) || words.Contains(DoneWord))
                turn.Say(EngineTexts.NotForRole);
            Show(satker);
        }
    }

    public Prompt PromptOf(OfficeQuestion.PickOutput pick)
    {
        var outputs = OutputsFor(pick);
        var page = outputs.Skip(pick.Page * MostOnPage).Take(MostOnPage).Select(o => new PromptChoice(o.Id, o.Title.In(turn.Language)));
        var more = outputs.Length > MostOnPage ? new[] { new PromptChoice(MoreKey, turn.Text(OfficeTexts.TargetMore)) } : [];
        return new Prompt(turn.Text(pick.Done ? OfficeTexts.TargetPickDone : OfficeTexts.TargetPick, ("year", Year(pick.Year)), ("satker", Facts.Satker?.Name ?? pick.Satker)))
        {
            Choices = [.. page, .. more],
        };
    }

    public Prompt PromptOf(OfficeQuestion.EnterAmount enter)
    {
        var output = OutputOf(enter.Output);
        var known = Facts.Outputs.FirstOrDefault(o => o.Output == enter.Output);
        var before = enter.Done ? known?.Entered : known?.Target;
        return new Prompt(turn.Text(
            enter.Done ? OfficeTexts.TargetAskDone : OfficeTexts.TargetAsk,
            ("title", output.Title.In(turn.Language)),
            ("unit", output.Unit.In(turn.Language)),
            ("year", Year(enter.Year)),
            ("before", before is { } amount ? NumberWords.Format(amount) : turn.Text(OfficeTexts.TargetNothingYet))))
        {
            Expects = Expectation.Number,
        };
    }

    public void Answer(OfficeQuestion.PickOutput pick, string text)
    {
        var outputs = OutputsFor(pick);
        var shown = PromptOf(pick).Choices.Select(c => new ChoiceWords(c.Key, c.Label)).ToList();
        var key = (ChoiceReader.Read(text, shown) as ChoiceReading.One)?.Key
            ?? (ChoiceReader.Read(text, [.. outputs.Select(o => new ChoiceWords(o.Id, o.Title.In(turn.Language)))]) as ChoiceReading.One)?.Key;
        if (key is null)
            _office.Again(EngineTexts.NotAChoice);
        else if (key == MoreKey)
            _office.Open(pick with { Page = (pick.Page + 1) * MostOnPage >= outputs.Length ? 0 : pick.Page + 1 });
        else
            _office.Open(new OfficeQuestion.EnterAmount(pick.Year, pick.Satker, key, pick.Done));
    }

    public void Answer(OfficeQuestion.EnterAmount enter, string text)
    {
        switch (NumberReader.Read(text))
        {
            case NumberReading.Exact { Value: >= 0 and <= TargetRealisation.Largest } exact:
                Save(enter, Math.Round(exact.Value, TargetRealisation.Decimals, MidpointRounding.AwayFromZero));
                return;
            case NumberReading.Exact:
                turn.Say(OfficeTexts.TargetRange, ("most", NumberWords.Format(TargetRealisation.Largest)));
                break;
            case NumberReading.Vague:
                turn.Say(OfficeTexts.TargetExact);
                break;
            default:
                turn.Say(EngineTexts.NotANumber);
                break;
        }

        flow.Repeat();
    }

    private bool MaySet => Access.RightsOf(turn.Facts.Role).Contains(Right.SetTargets) && !Facts.WithBelow;

    private void Save(OfficeQuestion.EnterAmount enter, decimal amount)
    {
        var known = Facts.Outputs.FirstOrDefault(o => o.Output == enter.Output) ?? new OutputTarget(enter.Output, null, null, 0);
        var now = enter.Done ? known with { Entered = amount } : known with { Target = amount };
        turn.Do(new Effect.Office(new OfficeDeed.SetTarget(enter.Satker, enter.Year, enter.Output, enter.Done, amount)));
        var place = $"/target {Year(enter.Year)} {enter.Satker}";
        turn.Offer(turn.Text(OfficeTexts.TargetSaved, ("line", new TargetTable(turn).Line(OutputOf(enter.Output), now))),
        [
            new($"{place} {(enter.Done ? DoneWord : SetWord)}", turn.Text(OfficeTexts.TargetOther)),
            new(place, turn.Text(OfficeTexts.TargetTable)),
        ]);
        _office.Close();
    }

    private void Show(OfficeName satker)
    {
        var place = $"/target {Year(Facts.Year)} {satker.Code}";
        var choices = ImmutableArray.CreateBuilder<PromptChoice>();
        if (MaySet)
        {
            choices.Add(new($"{place} {SetWord}", turn.Text(OfficeTexts.TargetSet)));
            choices.Add(new($"{place} {DoneWord}", turn.Text(OfficeTexts.TargetSetDone)));
        }

        if (!Facts.Below.IsEmpty && !Facts.WithBelow)
            choices.Add(new($"{place} {BelowWord}", turn.Text(OfficeTexts.TargetBelow)));
        choices.Add(new($"/target {Year(Facts.Year - 1)} {satker.Code}", turn.Text(OfficeTexts.TargetLastYear, ("year", Year(Facts.Year - 1)))));
        if (Facts.WithBelow)
            choices.AddRange(Facts.Below.Take(MostOffices).Select(o => new PromptChoice($"/target {Year(Facts.Year)} {o.Code}", o.Name)));
        turn.Offer(new TargetTable(turn).Of(Facts, satker), choices.ToImmutable());
        flow.Repeat();
    }

    /// <summary>What counts up from reports is never entered beside them.</summary>
    private ImmutableArray<Output> OutputsFor(OfficeQuestion.PickOutput pick) => [.. turn.Definitions.Outputs.Where(o => !pick.Done || o.IsEntered)];

    private Output OutputOf(string id) => turn.Definitions.Outputs.First(o => o.Id == id);

    private static int? YearIn(IEnumerable<string> words) =>
        words.Select(w => w.Length == 4 && int.TryParse(w, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 2000 and <= 2100 ? year : (int?)null).FirstOrDefault(y => y is not null);

    private static string Year(int year) => year.ToString(CultureInfo.InvariantCulture);
}
