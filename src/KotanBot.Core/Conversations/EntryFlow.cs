using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;

namespace KotanBot.Core.Conversations;

/// <summary>Asks for an entry of a register: a list by pages, a search by name, and the writing down of a new one.</summary>
internal sealed class EntryFlow(Turn turn, EntryStep step)
{
    public const string MoreKey = "lainnya";
    public const string AddKey = "tambah";

    private readonly Register _register = turn.Definitions.FindRegister(step.Register) ?? Unknown(step.Register);

    private EntryFacts Facts => turn.Facts.Entries?.FirstOrDefault(e => e.Register == step.Register) ?? new EntryFacts(step.Register, 0, 0, [], []);

    /// <summary>One page of those that may be named, the way to the next page, and the way to a new one.</summary>
    public ImmutableArray<PromptChoice> Choices(int skip = 0) =>
    [
        .. Listed(skip).Take(EntryFacts.PageSize).Select(e => new PromptChoice(e.Id, LabelOf(e))),
        .. skip + EntryFacts.PageSize < Facts.Count ? new[] { new PromptChoice(MoreKey, turn.Text(EngineTexts.EntryMore)) } : [],
        .. step.New ? new[] { new PromptChoice(AddKey, turn.Text(EngineTexts.EntryAdd, ("entry", _register.Entry.In(turn.Language)))) } : [],
    ];

    /// <summary>Said with the question where nothing can be named and nobody may write anything down; null elsewhere.</summary>
    public string? Lack => turn.Facts.Entries is not null && Facts.Count == 0 && !step.New ? turn.Text(EngineTexts.EntryNone, ("entry", _register.Entry.In(turn.Language))) : null;

    public AnswerReading Read(string text)
    {
        var folded = TextFolding.Fold(text);
        if (step.New && (text == AddKey || folded == TextFolding.Fold(turn.Text(EngineTexts.EntryAdd, ("entry", _register.Entry.In(turn.Language))))))
            return new AnswerReading.Unsettled(new SubQuestion.NewEntryPlace());
        if (Facts.Count > EntryFacts.PageSize && (text == MoreKey || folded == TextFolding.Fold(turn.Text(EngineTexts.EntryMore))))
            return new AnswerReading.Unsettled(new SubQuestion.MoreEntries(EntryFacts.PageSize));
        return EntrySearch.Find(text, Known) switch
        {
            (EntryFit.Exact, [var one]) => Accepted(one, ""),
            (EntryFit.Part, [var one]) => Accepted(one, turn.Text(EngineTexts.NotedPlace, ("place", one.Name))),
            (_, { IsEmpty: false } several) => new AnswerReading.Unsettled(new SubQuestion.PickOne([.. several.Take(EntryFacts.PageSize).Select(e => e.Id)]), turn.Text(EngineTexts.EntryWhich)),
            _ when step.New => new AnswerReading.Refused(turn.Text(EngineTexts.EntryUnknownNew, ("entry", _register.Entry.In(turn.Language)))),
            _ => new AnswerReading.Refused(turn.Text(EngineTexts.EntryUnknown)),
        };
    }

    public Prompt PromptOf(SubQuestion.MoreEntries more) => new(step.Text.In(turn.Language)) { Choices = Choices(more.Skip).Add(Back) };

    public Prompt PromptOf(SubQuestion.NewEntryPlace _) => new(_register.AskPlace.In(turn.Language)) { Choices = [Back] };

    public Prompt PromptOf(SubQuestion.NewEntryName name) =>
        new(turn.Text(EngineTexts.EntryName, ("place", new AnswerText(turn.Definitions, turn.Language).Place(name.RegionCode)), ("question", _register.AskName.In(turn.Language)))) { Choices = [Back] };

    /// <summary>The next sub-question, or null when it is none of the page's own keys: then it is read like any answer.</summary>
    public SubQuestion? Onward(SubQuestion.MoreEntries more, string key) => key switch
    {
        MoreKey when more.Skip + EntryFacts.PageSize < Facts.Count => new SubQuestion.MoreEntries(more.Skip + EntryFacts.PageSize),
        _ => null,
    };

    /// <summary>The place of a new entry, or null where none of the right size was named.</summary>
    public string? ReadPlace(string text) =>
        RegionReader.Read(text, turn.Definitions.Regions, _register.Coarsest, _register.Finest, turn.Facts.Satker?.RegionCode) is RegionReading.One one ? one.Region.Code : null;

    /// <summary>Writes a new entry down; one that is there already under the same name and place is taken instead.</summary>
    public AnswerValue.Entry Add(string regionCode, string name)
    {
        if (EntrySearch.FindSame(Facts.Found, regionCode, name) is { } known)
        {
            turn.Say(EngineTexts.EntryKnown, ("name", known.Name));
            return new AnswerValue.Entry(known.Id, known.Name);
        }

        var id = turn.NewId();
        turn.Do(new Effect.Office(new OfficeDeed.AddEntry(step.Register, id, name, regionCode)));
        turn.Say(EngineTexts.EntryAdded, ("name", name));
        return new AnswerValue.Entry(id, name);
    }

    /// <summary>What people call it; the bare id where it was not read.</summary>
    public string NameOf(string id) => Known.FirstOrDefault(e => e.Id == id) is { } entry ? LabelOf(entry) : id;

    private PromptChoice Back => new(Questions.BackKey, turn.Text(EngineTexts.Back));

    private IEnumerable<EntryLine> Known => Facts.Listed.Concat(Facts.Found).DistinctBy(e => e.Id);

    private IEnumerable<EntryLine> Listed(int skip) => skip >= Facts.Skip ? Facts.Listed.Skip(skip - Facts.Skip) : [];

    /// <summary>Two of one name are told apart by their places.</summary>
    private string LabelOf(EntryLine entry) =>
        Known.Count(e => EntrySearch.IsSame(e.Name, entry.Name)) > 1 ? $"{entry.Name}, {turn.Definitions.Regions.Find(entry.RegionCode)?.Name ?? entry.RegionCode}" : entry.Name;

    private static AnswerReading.Accepted Accepted(EntryLine entry, string note) => new(new AnswerValue.Entry(entry.Id, entry.Name), note);

    /// <summary>Of a dialog whose register is defined no more: what was written down can still be named.</summary>
    private static Register Unknown(string id)
    {
        var name = new LocalText(id, null);
        return new Register { Id = id, Title = name, Entry = name, AskPlace = name, AskName = name };
    }
}
