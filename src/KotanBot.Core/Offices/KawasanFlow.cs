using System.Collections.Immutable;
using System.Globalization;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>The kawasan that an office looks after (<c>/kawasan</c>): list, new ones, and a status with its history and the verdict on recovery.</summary>
internal sealed class KawasanFlow(Turn turn, RunFlow flow)
{
    private const int PageSize = 6;
    private const int LongestName = 80;
    private const int LongestReason = 300;
    private const string AddKey = "tambah";
    private const string MoreKey = "lainnya";
    private const string IkkrKey = "ikkr";

    private readonly OfficeFlow _office = new(turn, flow);

    private Register Register => turn.Definitions.StatusRegister;

    private KawasanFacts Facts => turn.Facts.Office?.Kawasan ?? throw new InvalidOperationException("the kawasan were not read");

    public void Start(int skip = 0) => _office.Open(new OfficeQuestion.PickKawasan(skip, [.. Facts.All.Skip(skip).Take(PageSize).Select(k => k.Id)]));

    public Prompt PromptOf(OfficeQuestion.PickKawasan pick) => new(Facts.All.IsEmpty ? turn.Text(OfficeTexts.KawasanNone) : turn.Text(OfficeTexts.KawasanList, ("count", NumberWords.Format(Facts.All.Length))))
    {
        Choices =
        [
            .. pick.Shown.Select(Find).Select(k => new PromptChoice(k.Id, $"{k.Name}: {StatusOf(k.Status)}")),
            .. pick.Skip + PageSize < Facts.All.Length ? new[] { new PromptChoice(MoreKey, turn.Text(OfficeTexts.KawasanMore)) } : [],
            new PromptChoice(AddKey, turn.Text(OfficeTexts.KawasanAdd)),
        ],
    };

    public Prompt PromptOf(OfficeQuestion.NewKawasanPlace _) => new(turn.Text(OfficeTexts.KawasanPlace));

    public Prompt PromptOf(OfficeQuestion.NewKawasanName name) => new(turn.Text(OfficeTexts.KawasanName, ("place", turn.Definitions.Regions.Path(name.RegionCode))));

    public Prompt PromptOf(OfficeQuestion.SetKawasan set)
    {
        var kawasan = Find(set.Id);
        var history = Facts.History.IsEmpty ? turn.Text(OfficeTexts.KawasanNoStatus) : string.Join('\n', Facts.History.Take(PageSize).Select(Line));
        return new Prompt(turn.Text(OfficeTexts.KawasanCard, ("name", kawasan.Name), ("place", turn.Definitions.Regions.Path(kawasan.RegionCode)), ("history", history + Computed(kawasan))))
        {
            Choices = [.. Register.Statuses.Select(s => new PromptChoice(s.Key, s.Label.In(turn.Language))), new PromptChoice(IkkrKey, turn.Text(OfficeTexts.KawasanFromIkkr))],
        };
    }

    public Prompt PromptOf(OfficeQuestion.KawasanIkkr _) => new(turn.Text(OfficeTexts.KawasanIkkrAsk)) { Expects = Expectation.Number };

    public Prompt PromptOf(OfficeQuestion.KawasanReason reason) => new(turn.Text(OfficeTexts.KawasanReasonAsk, ("status", StatusOf(reason.Status))))
    {
        Choices = [new(OfficeQuestion.KawasanReason.NoReasonKey, turn.Text(OfficeTexts.KawasanNoReason))],
    };

    public void Answer(OfficeQuestion.PickKawasan pick, string text)
    {
        if (pick.Picked(text) is { } id)
        {
            _office.Open(new OfficeQuestion.SetKawasan(id));
            return;
        }

        switch (Choice(PromptOf(pick), text))
        {
            case AddKey: _office.Open(new OfficeQuestion.NewKawasanPlace()); break;
            case MoreKey: Start(pick.Skip + PageSize); break;
            default: _office.Again(EngineTexts.NotAChoice); break;
        }
    }

    public void Answer(OfficeQuestion.NewKawasanPlace _, string text)
    {
        if (RegionReader.Read(text, turn.Definitions.Regions, RegionLevel.District, RegionLevel.District, turn.Facts.Satker?.RegionCode) is RegionReading.One one)
            _office.Open(new OfficeQuestion.NewKawasanName(one.Region.Code));
        else
            _office.Again(EngineTexts.NotARegion);
    }

    public void Answer(OfficeQuestion.NewKawasanName name, string text)
    {
        if (_office.IsTooLong(text, LongestName))
            return;
        // Whoever maps areas may have written it down already.
        if (EntrySearch.FindSame(Facts.All, name.RegionCode, text) is null)
            turn.Do(new Effect.Office(new OfficeDeed.AddEntry(Register.Id, turn.NewId(), text, name.RegionCode)));
        turn.Say(OfficeTexts.KawasanAdded, ("name", text));
        _office.Close();
    }

    public void Answer(OfficeQuestion.SetKawasan set, string text)
    {
        switch (Choice(PromptOf(set), text))
        {
            case IkkrKey: _office.Open(new OfficeQuestion.KawasanIkkr(set.Id)); break;
            case { } key: _office.Open(new OfficeQuestion.KawasanReason(set.Id, key, null)); break;
            default: _office.Again(EngineTexts.NotAChoice); break;
        }
    }

    public void Answer(OfficeQuestion.KawasanIkkr ikkr, string text)
    {
        if (NumberReader.Read(text) is NumberReading.Exact number && Recovery.Classify(turn.Definitions.Indices, Register, number.Value) is { } status)
            _office.Open(new OfficeQuestion.KawasanReason(ikkr.Id, status, number.Value));
        else
            _office.Again(OfficeTexts.KawasanIkkrBad);
    }

    public void Answer(OfficeQuestion.KawasanReason reason, string text)
    {
        if (_office.IsTooLong(text, LongestReason))
            return;
        var kawasan = Find(reason.Id);
        var words = Choice(PromptOf(reason), text) is OfficeQuestion.KawasanReason.NoReasonKey ? null : text;
        turn.Do(new Effect.Office(new OfficeDeed.SetEntryStatus(reason.Id, reason.Status, turn.Today, reason.Ikkr, words)));
        turn.Say(OfficeTexts.KawasanSet, ("name", kawasan.Name), ("status", StatusOf(reason.Status)));
        if (reason.Ikkr is not null && kawasan.Status is { } before)
            turn.Say(OfficeTexts.KawasanVerdict, ("before", StatusOf(before)), ("after", StatusOf(reason.Status)), ("verdict", turn.Text(OfficeTexts.OfVerdict(Recovery.Judge(Register, before, reason.Status)))));
        _office.Close();
    }

    /// <summary>What the questionnaires came to of late, and what it would mean; the status stays the admin's to decide.</summary>
    private string Computed(EntryLine kawasan)
    {
        if (Facts.Computed is not { } reading)
            return "";
        if (reading.Value is not { } value)
            return "\n" + turn.Text(OfficeTexts.KawasanNotComputed, ("index", reading.Index), ("reason", reading.Reason?.In(turn.Language) ?? ""));
        var after = Register.StatusOfRank(reading.Category?.Rank ?? 0);
        var verdict = kawasan.Status is { } before && after is not null ? $" {turn.Text(OfficeTexts.KawasanVerdict, ("before", StatusOf(before)), ("after", StatusOf(after.Key)), ("verdict", turn.Text(OfficeTexts.OfVerdict(Recovery.Judge(Register, before, after.Key)))))}" : "";
        return "\n" + turn.Text(OfficeTexts.KawasanComputed, ("index", reading.Index), ("value", Number(value)), ("status", after?.Label.In(turn.Language) ?? ""), ("n", $"{reading.N}")) + verdict;
    }

    private EntryLine Find(string id) => Facts.All.First(k => k.Id == id);

    private string Line(KawasanChange change) => turn.Text(
        OfficeTexts.KawasanLine,
        ("date", new AnswerText(turn.Definitions, turn.Language).Day(change.On)),
        ("status", StatusOf(change.Status)),
        ("basis", string.Join(", ", new[] { BasisOf(change), change.Reason }.OfType<string>())));

    private string BasisOf(KawasanChange change) => change switch
    {
        { Report: { } report, ReportFell: true } => turn.Text(OfficeTexts.KawasanByFallenReport, ("number", Ids.Short(report))),
        { Report: { } report } => turn.Text(OfficeTexts.KawasanByReport, ("number", Ids.Short(report))),
        { Ikkr: { } value } => turn.Text(OfficeTexts.KawasanByIkkr, ("value", Number(value))),
        _ => turn.Text(OfficeTexts.KawasanByOffice),
    };

    private string Number(decimal value) => turn.Language == Languages.English ? value.ToString("0.00", CultureInfo.InvariantCulture) : value.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    private string StatusOf(string? status) => status is null ? turn.Text(OfficeTexts.KawasanNoStatus) : Register.LabelOf(status, turn.Language);

    private static string? Choice(Prompt prompt, string text) =>
        (ChoiceReader.Read(text, prompt.Choices.Select(c => new ChoiceWords(c.Key, c.Label, [])).ToImmutableArray()) as ChoiceReading.One)?.Key;
}
