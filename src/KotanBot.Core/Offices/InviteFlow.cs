using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Language;

namespace KotanBot.Core.Offices;

/// <summary>An invitation made in chat (<c>/undang</c>): part by part, then one line to look over and a plain word to make it.</summary>
internal sealed class InviteFlow(Turn turn, RunFlow flow)
{
    private const int MostOffices = 6;
    private const int MostLembaga = 6;
    private const string MoreKey = "lainnya";
    private const string NoLembagaKey = "tanpa-lembaga";

    private static readonly ImmutableArray<int> UsesOffered = [1, 10, 40];
    private static readonly ImmutableArray<int> DaysOffered = [7, 30, 90];

    private readonly OfficeFlow _office = new(turn, flow);

    private readonly InviteWords _words = new(turn);

    private InvitingFacts Known => turn.Facts.Office?.Inviting ?? throw new InvalidOperationException("what inviting needs was not read");

    /// <summary>A role may come with the command: <c>/undang petugas</c>.</summary>
    public void Start(string payload)
    {
        if (InvitationListFlow.IsMeant(payload))
        {
            new InvitationListFlow(turn, flow).Start();
            return;
        }

        var role = payload.Length == 0 ? null : (ChoiceReader.Read(payload, _words.Roles) as ChoiceReading.One)?.Key;
        // Whoever has one office only is not asked which.
        var draft = Known.Offices is [var only] ? In(new InviteDraft(), only) : new InviteDraft();
        Ask(draft with { Role = role });
    }

    public Prompt PromptOf(OfficeQuestion.Invite ask) => ask.Draft.Open switch
    {
        InvitePart.Satker => AskSatker(ask),
        InvitePart.Role => new(turn.Text(OfficeTexts.InviteRole, ("satker", ask.Draft.SatkerName!))) { Choices = [.. Shown(_words.Roles), ListChoice()] },
        InvitePart.Lembaga => AskLembaga(ask),
        InvitePart.Lingkungan => new(turn.Text(OfficeTexts.InviteLingkungan, ("lembaga", ask.Draft.Lembaga!))) { Choices = Shown(_words.Lingkungan) },
        InvitePart.Uses => new(turn.Text(OfficeTexts.InviteUses)) { Choices = Numbers(UsesOffered, OfficeTexts.InvitePeople), Expects = Expectation.Number },
        InvitePart.Days => new(turn.Text(OfficeTexts.InviteDays)) { Choices = Numbers(DaysOffered, OfficeTexts.InviteForDays), Expects = Expectation.Number },
        InvitePart.Nothing => new InviteConfirmation(turn).Ask(ask.Draft),
        _ => throw new UnreachableException(),
    };

    public void Answer(OfficeQuestion.Invite ask, string text)
    {
        // The office may have gone to others since it was chosen.
        if (ask.Draft.SatkerCode is { } code && Known.Offices.All(o => o.Code != code))
        {
            turn.Say(OfficeTexts.InviteNotYours);
            _office.Close();
            return;
        }

        switch (ask.Draft.Open)
        {
            case InvitePart.Satker: TakeSatker(ask, text); break;
            case InvitePart.Role: TakeRole(ask.Draft, text); break;
            case InvitePart.Lembaga: TakeLembaga(ask, text); break;
            case InvitePart.Lingkungan: TakeChoice(ask.Draft, text, _words.Lingkungan, key => ask.Draft with { Lingkungan = key }); break;
            case InvitePart.Uses: TakeNumber(NumberReader.Read(text), InvitationPlan.MostUses, uses => ask.Draft with { Uses = uses }); break;
            case InvitePart.Days: TakeNumber(DaysReading.Of(text), InvitationPlan.MostDays, days => ask.Draft with { Days = days }); break;
            case InvitePart.Nothing: TakeConfirmation(ask.Draft, text); break;
            default: throw new UnreachableException();
        }
    }

    private Prompt AskSatker(OfficeQuestion.Invite ask)
    {
        var offices = OfficesOf(ask);
        var withoutAdmin = Known.Offices.Count(o => !o.HasAdmin);
        var text = ask.Candidates.IsEmpty ? turn.Text(OfficeTexts.InviteSatker) : turn.Text(OfficeTexts.InviteSatkerSeveral);
        if (withoutAdmin > 0 && ask is { Page: 0, Candidates.IsEmpty: true })
            text += "\n" + turn.Text(OfficeTexts.InviteSatkerWithoutAdmin, ("count", Count(withoutAdmin)));
        return new(text) { Choices = [.. Page(offices, ask.Page, MostOffices).Select(o => new PromptChoice(o.Code, o.Name)), .. More(offices.Length, MostOffices), ListChoice()] };
    }

    private Prompt AskLembaga(OfficeQuestion.Invite ask)
    {
        var known = Known.Lembagas;
        return new(turn.Text(known.IsEmpty ? OfficeTexts.InviteLembagaFirst : OfficeTexts.InviteLembaga, known.IsEmpty ? [] : [("satker", ask.Draft.SatkerName!)]))
        {
            Choices =
            [
                .. Page(known, ask.Page, MostLembaga).Select(l => new PromptChoice(l.Id, l.Name)),
                .. More(known.Length, MostLembaga),
                new(NoLembagaKey, turn.Text(OfficeTexts.InviteNoLembaga)),
            ],
        };
    }

    /// <summary>A place in the list counts only for what is shown; a name may be any within the scope.</summary>
    private void TakeSatker(OfficeQuestion.Invite ask, string text)
    {
        var shown = PromptOf(ask).Choices;
        var isPlace = text.TrimEnd('.', ')').All(char.IsAsciiDigit);
        var reading = isPlace
            ? ChoiceReader.Read(text, [.. shown.Select(c => new ChoiceWords(c.Key, c.Label, []))])
            : ChoiceReader.Read(text, [.. Known.Offices.Select(_words.Office), .. shown.Where(c => c.Key is MoreKey or InvitationListFlow.Command).Select(c => new ChoiceWords(c.Key, c.Label, []))]);
        switch (reading)
        {
            case ChoiceReading.One { Key: InvitationListFlow.Command }:
                new InvitationListFlow(turn, flow).Start();
                break;
            case ChoiceReading.One { Key: MoreKey }:
                Turn(ask, OfficesOf(ask).Length, MostOffices);
                break;
            case ChoiceReading.One one:
                Ask(In(ask.Draft, Known.Offices.First(o => o.Code == one.Key)));
                break;
            case ChoiceReading.Several several:
                _office.Open(ask with { Page = 0, Candidates = [.. several.Keys.Where(k => Known.Offices.Any(o => o.Code == k))] });
                break;
            default:
                turn.Say(OfficeTexts.InviteSatkerUnknown);
                _office.Open(ask with { Page = 0, Candidates = [] });
                break;
        }
    }

    private void TakeRole(InviteDraft draft, string text)
    {
        if (ChoiceReader.Read(text, [.. _words.Roles, new(InvitationListFlow.Command, ListChoice().Label, [])]) is ChoiceReading.One { Key: InvitationListFlow.Command })
            new InvitationListFlow(turn, flow).Start();
        else
            TakeChoice(draft, text, _words.Roles, key => draft with { Role = key });
    }

    /// <summary>A name is one that is known or a new one. It is never guessed at: SMPN 2 and SMPN 3 are two schools.</summary>
    private void TakeLembaga(OfficeQuestion.Invite ask, string text)
    {
        var shown = PromptOf(ask).Choices;
        var fixedKey = FirmReader.Read(text, [.. shown.Select(c => new ChoiceWords(c.Key, c.Label, InviteWords.AliasesOf(c.Key)))]);
        if (fixedKey == MoreKey)
            Turn(ask, Known.Lembagas.Length, MostLembaga);
        else if (fixedKey == NoLembagaKey)
            Ask(ask.Draft with { Lembaga = "" });
        else if (Known.Lembagas.FirstOrDefault(l => l.Id == fixedKey || TextFolding.Fold(l.Name) == TextFolding.Fold(text)) is { } known)
            Ask(ask.Draft with { Lembaga = known.Name, Lingkungan = known.Lingkungan });
        else if (!InputText.HasWords(text) || TextFolding.Fold(text).Length < 3 || text.All(char.IsAsciiDigit))
            _office.Again(EngineTexts.NotAChoice);
        else if (text.Length > PlannedLembaga.LongestName)
            _office.Again(EngineTexts.TooLongText, ("limit", Count(PlannedLembaga.LongestName)), ("length", Count(text.Length)));
        else
            Ask(ask.Draft with { Lembaga = text.ReplaceLineEndings(" ") });
    }

    private void TakeChoice(InviteDraft draft, string text, ImmutableArray<ChoiceWords> words, Func<string, InviteDraft> put)
    {
        if (ChoiceReader.Read(text, words) is ChoiceReading.One one)
            Ask(put(one.Key));
        else
            _office.Again(EngineTexts.NotAChoice);
    }

    /// <summary>A rough number is its lower end; the line to look over shows what was understood.</summary>
    private void TakeNumber(NumberReading reading, int most, Func<int, InviteDraft> put)
    {
        var value = reading switch
        {
            NumberReading.Exact exact => exact.Value,
            NumberReading.Vague vague => vague.Value,
            _ => (decimal?)null,
        };
        if (value is null)
            _office.Again(reading is NumberReading.None { Reason: NumberProblem.SeveralNumbers or NumberProblem.Ambiguous } ? EngineTexts.SeveralNumbers : EngineTexts.NotANumber);
        else if (value != decimal.Truncate(value.Value))
            _office.Again(EngineTexts.NotWhole);
        else if (value < 1 || value > most)
            _office.Again(EngineTexts.OutOfRange, ("minimum", "1"), ("maximum", Count(most)));
        else
            Ask(put((int)value));
    }

    private void TakeConfirmation(InviteDraft draft, string text)
    {
        switch (new InviteConfirmation(turn).Read(text))
        {
            case InviteConfirmation.MakeKey:
                Make(draft);
                break;
            case InviteConfirmation.ChangeKey:
                Ask(new InviteDraft { SatkerCode = draft.SatkerCode, SatkerName = draft.SatkerName });
                break;
            case InviteConfirmation.DropKey:
                turn.Say(OfficeTexts.InviteDropped);
                _office.Close();
                break;
            default:
                _office.Again(EngineTexts.NotAChoice);
                break;
        }
    }

    private void Make(InviteDraft draft)
    {
        var code = InvitationCode.Derive(turn.Conversation.Seed, turn.Conversation.Id, turn.Number);
        turn.Do(new Effect.Office(new OfficeDeed.Invite(code, draft.ToPlan())));
        turn.Offer(new InvitationMessage(turn, Known.Addresses).Of(draft, code), []);
        turn.Say(draft.Role switch
        {
            Access.Admin => OfficeTexts.InviteNextAdmin,
            Access.Respondent => OfficeTexts.InviteNextRespondent,
            _ => OfficeTexts.InviteNext,
        });
        _office.Close();
    }

    private static InviteDraft In(InviteDraft draft, InvitableOffice office) => draft with { SatkerCode = office.Code, SatkerName = office.Name };

    private ImmutableArray<InvitableOffice> OfficesOf(OfficeQuestion.Invite ask) =>
        ask.Candidates.IsEmpty ? Known.Offices : [.. Known.Offices.Where(o => ask.Candidates.Contains(o.Code))];

    private static ImmutableArray<PromptChoice> Shown(ImmutableArray<ChoiceWords> words) => [.. words.Select(w => new PromptChoice(w.Key, w.Label))];

    private ImmutableArray<PromptChoice> Numbers(ImmutableArray<int> offered, TextKey label) => [.. offered.Select(n => new PromptChoice(Count(n), turn.Text(label, ("count", Count(n)))))];

    private PromptChoice ListChoice() => new(InvitationListFlow.Command, turn.Text(OfficeTexts.InviteList));

    private static IEnumerable<T> Page<T>(ImmutableArray<T> all, int page, int size) => all.Skip(page * size).Take(size);

    private ImmutableArray<PromptChoice> More(int all, int size) => all > size ? [new(MoreKey, turn.Text(OfficeTexts.InviteMore))] : [];

    /// <summary>After the last page comes the first.</summary>
    private void Turn(OfficeQuestion.Invite ask, int all, int size) => _office.Open(ask with { Page = (ask.Page + 1) * size < all ? ask.Page + 1 : 0 });

    private void Ask(InviteDraft draft) => _office.Open(new OfficeQuestion.Invite(draft));

    private static string Count(int number) => NumberWords.Format(number);
}
