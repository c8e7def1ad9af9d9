using System.Collections.Immutable;
using System.Text.RegularExpressions;
using KotanBot.Core.Conversations;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Indices;
using KotanBot.Core.Language;
using KotanBot.Core.Offices;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Definitions;

/// <summary>Everything that definition files say, checked and immutable. A turn runs against one such set.</summary>
public sealed partial class DefinitionSet
{
    private readonly Behind _behind;

    internal DefinitionSet(ImmutableDictionary<string, string> sources)
        : this(new Behind(sources, [], [], OfficeForms.None))
    {
    }

    private DefinitionSet(Behind behind) => _behind = behind;

    /// <summary>What stands behind the current definitions: texts by hash, what conversations in flight still name, and whose forms there are.</summary>
    private sealed record Behind(ImmutableDictionary<string, string> Sources, ImmutableArray<Dialog> Older, ImmutableArray<BankVersion> OlderBanks, OfficeForms Forms);

    /// <summary>Every dialog that new conversations somewhere start, in the order of their files; those that offices published come last. See <see cref="Offered"/>.</summary>
    public required ImmutableArray<Dialog> Dialogs { get; init; }

    public required Texts Texts { get; init; }

    public required CommandTable Commands { get; init; }

    public required RegionIndex Regions { get; init; }

    public required IndexCatalog Indices { get; init; }

    public required TipWords Tips { get; init; }

    /// <summary>What offices are measured by, in the order of their file.</summary>
    public required ImmutableArray<Output> Outputs { get; init; }

    /// <summary>What offices follow over time, in the order of its file.</summary>
    public required ImmutableArray<Register> Registers { get; init; }

    /// <summary>The one whose entries have a status.</summary>
    public Register StatusRegister => Registers.First(r => !r.Statuses.IsEmpty);

    public Register? FindRegister(string id) => Registers.FirstOrDefault(r => r.Id == id);

    /// <summary>Where a week in numbers comes from.</summary>
    public required WeekSource Week { get; init; }

    /// <summary>Measures that are taken twice, in the order of their file.</summary>
    public required ImmutableArray<PairedChange> Changes { get; init; }

    /// <summary>The item banks that new questionnaires draw from, with their calibrations, in the order of their files.</summary>
    public required ImmutableArray<BankVersion> BankVersions { get; init; }

    public ImmutableArray<ItemBank> Banks => [.. BankVersions.Select(v => v.Bank)];

    /// <summary>The dialog as new conversations start it.</summary>
    public Dialog? Find(string id) => Dialogs.FirstOrDefault(d => d.Id == id);

    /// <summary>This very version of a dialog, current or older.</summary>
    public Dialog? Find(string id, string hash) => Dialogs.FirstOrDefault(d => d.Id == id && d.Hash == hash) ?? _behind.Older.FirstOrDefault(d => d.Id == id && d.Hash == hash);

    /// <summary>The bank as new questionnaires use it.</summary>
    public ItemBank? FindBank(string id) => FindBankVersion(id)?.Bank;

    public BankVersion? FindBankVersion(string id) => BankVersions.FirstOrDefault(v => v.Bank.Id == id);

    /// <summary>This very version of a bank, current or older.</summary>
    public BankVersion? FindBankVersion(string id, string hash) =>
        BankVersions.FirstOrDefault(v => v.Bank.Id == id && v.Hash == hash) ?? _behind.OlderBanks.FirstOrDefault(v => v.Bank.Id == id && v.Hash == hash);

    /// <summary>The question of the registration that fills this field of the person; null where none does.</summary>
    public Step? StepThatSaves(ProfileField field) => Dialogs.Where(d => d.Purpose == DialogPurpose.Registration).SelectMany(d => d.Steps).FirstOrDefault(s => s.SavesAs == field);

    /// <summary>The text of a current dialog, bank or index, to be kept with its hash.</summary>
    public string SourceOf(string hash) => _behind.Sources[hash];

    /// <summary>The same set, able to finish conversations on an older version as well.</summary>
    public DefinitionSet With(Dialog older) => With(_behind with { Older = _behind.Older.Add(older) });

    /// <summary>The same set, able to finish questionnaires on an older version as well.</summary>
    public DefinitionSet With(BankVersion older) => With(_behind with { OlderBanks = _behind.OlderBanks.Add(older) });

    private DefinitionSet With(Behind behind, ImmutableArray<Dialog>? dialogs = null, CommandTable? commands = null, WeekSource? week = null) => new(behind)
    {
        Dialogs = dialogs ?? Dialogs,
        Texts = Texts,
        Commands = commands ?? Commands,
        Regions = Regions,
        Indices = Indices,
        Tips = Tips,
        Outputs = Outputs,
        Registers = Registers,
        Week = week ?? Week,
        Changes = Changes,
        BankVersions = BankVersions,
    };

    /// <summary>What must be looked up before this input can be decided.</summary>
    public InputMeaning Recognise(Conversation conversation, Input input)
    {
        var text = input switch
        {
            Input.Text typed => typed.Value,
            Input.Press press => press.Key,
            Input.Edit edit => edit.Value,
            Input.Reply reply => reply.Value,
            _ => "",
        };
        if (text.Length > InputLimits.LongestText)
            text = "";
        var command = Commands.Recognise(text, conversation.IsAsking);
        var presented = command is Command.StartDialog start ? start.Payload : ExpectsCode(conversation) ? text : "";
        return new InputMeaning(command is Command.Act { Action: CommandAction.Data }, CodeIn(presented) ?? conversation.Run?.Payload)
        {
            Needs = BeginningQuestionnaires.Needs(this, conversation, command, text),
            Office = OfficeNeeds(conversation, input, command, text),
            Link = LinkNeed(conversation, command, text),
            Places = input.IsMessage ? ServedPlaces.Needs(this, conversation, text) : [],
            Entries = ForeseenEntries.Needs(this, conversation, command, text, input),
        };
    }

    /// <summary>A link code may also be said to the registration, which greets whoever opens a new conversation.</summary>
    private LinkNeed? LinkNeed(Conversation conversation, Command? command, string text) => command switch
    {
        Command.Act { Action: CommandAction.Link } act => new LinkNeed(CodeIn(act.Payload)),
        Command.StartDialog { Dialog.Purpose: DialogPurpose.Registration, Payload: { Length: > 0 } payload } when CodeIn(payload) is { } code => new LinkNeed(code),
        null when conversation.Menu is Menu.ConfirmLink open => new LinkNeed(open.Code),
        null when (conversation.Run is not { } run || Find(run.DialogId)?.Purpose == DialogPurpose.Registration) && CodeIn(text) is { } code => new LinkNeed(code),
        _ => null,
    };

    private ImmutableArray<OfficeNeed> OfficeNeeds(Conversation conversation, Input input, Command? command, string text)
    {
        var asked = command is Command.Act act ? OfficeFlow.NeedOf(act.Action, act.Payload) : null;
        var open = input.IsMessage && conversation.Menu is Menu.Office office ? office.Question : null;
        var told = input is Input.Notice notice ? notice.What.Need : null;
        return [.. new[] { open?.Need, command is null ? open?.NeedFor(text) : null, asked, told }.OfType<OfficeNeed>().Distinct().Select(n => n.With(this))];
    }

    /// <summary>A code is typed where it is asked for, or as the first thing somebody says; elsewhere "rapat" is not looked up as one.</summary>
    private bool ExpectsCode(Conversation conversation) =>
        conversation.Run is not { } run || Find(run.DialogId, run.DialogHash)?.FindStep(run.StepId) is TextStep { IsInvitation: true };

    /// <summary>The code in a message such as "kode saya PZBD–2F2F.", without what stands around it.</summary>
    private static string? CodeIn(string text)
    {
        var trimmed = text.Trim();
        var grouped = Grouped().Match(trimmed);
        if (grouped.Success)
            return grouped.Groups[1].Value + grouped.Groups[2].Value;
        return Whole().IsMatch(trimmed) ? trimmed.TrimEnd('.', ',', '!') : null;
    }

    [GeneratedRegex(@"(?:^|[^A-Za-z0-9])([A-Za-z0-9]{4})[-\u2010-\u2015 ]?([A-Za-z0-9]{4})[.,!]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[A-Za-z0-9]{3,12}[.,!]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}

/// <summary>What the shell looks up for a turn: all that is held about the person, and the invitation that was presented.</summary>
public sealed record InputMeaning(bool AsksForHeldData, string? InvitationCode)
{
    /// <summary>What is counted for a questionnaire that may begin, or null.</summary>
    public QuestionnaireNeeds? Needs { get; init; }

    /// <summary>What is read of registers, because an entry may be asked for, or null.</summary>
    public EntryNeeds? Entries { get; init; }

    /// <summary>What is read of the office, within the person's scope.</summary>
    public ImmutableArray<OfficeNeed> Office { get; init; } = [];

    /// <summary>Regions whose serving offices may have to be named.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>Set when two conversations of one person may be joined.</summary>
    public LinkNeed? Link { get; init; }
}
