using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Questionnaires.Banks;

namespace KotanBot.Core.Indices;

/// <summary>Which readings are made: of the default edition of every index that something collects, and nothing of an index without a definition.</summary>
/// <param name="Sheets">Indices of whole sheets, for offices and their lembaga.</param>
/// <param name="Questionnaires">Indices of questionnaires, for regions.</param>
/// <param name="Kawasan">The index whose values offices work out elsewhere and write down for a kawasan; null for none.</param>
public sealed record IndexPlan(ImmutableArray<SheetIndex> Sheets, ImmutableArray<QuestionnaireIndex> Questionnaires, IndexDefinition? Kawasan)
{
    /// <summary>Indices of questionnaires about entries of a register, for each of these.</summary>
    public ImmutableArray<EntryIndex> Entries { get; init; } = [];

    /// <summary>Indices without a formula of which only is counted how far people are with them, for offices.</summary>
    public ImmutableArray<CountedIndex> Counted { get; init; } = [];

    public IEnumerable<IndexDefinition> Definitions =>
        [.. Sheets.Select(s => s.Definition), .. Questionnaires.Select(q => q.Definition), .. Entries.Select(e => e.Index.Definition), .. Counted.Select(c => c.Definition), .. Kawasan is null ? [] : new[] { Kawasan }];

    public static IndexPlan Of(DefinitionSet definitions) => new(
        [
            .. from dialog in definitions.Dialogs
               where dialog.Index is not null
               let definition = definitions.Indices.Find(dialog.Index!)
               where definition is { CanCompute: true }
               select new SheetIndex(definition, dialog.Id, BankOf(definitions, dialog)),
        ],
        [
            .. (from dialog in definitions.Dialogs
                where EntryOf(dialog) is null
                let index = QuestionnaireOf(definitions, dialog)
                where index is not null
                select index)
                .DistinctBy(q => (q.Definition.Id, q.Bank.Bank.Id)), // Respondents themselves, and officers who ask others.
        ],
        definitions.StatusRegister.Index is { } followed ? definitions.Indices.Find(followed) : null)
    {
        Entries =
        [
            .. (from dialog in definitions.Dialogs
                let entry = EntryOf(dialog)
                where entry is not null
                let index = QuestionnaireOf(definitions, dialog)
                where index is not null
                select new EntryIndex(index, entry.Register))
                .DistinctBy(e => (e.Index.Definition.Id, e.Index.Bank.Bank.Id, e.Register)),
        ],
        Counted =
        [
            .. from definition in definitions.Indices.Definitions
               where definitions.Indices.Find(definition.Id) == definition
               let counting = definition.Counting
               where counting is not null
               let entry = definitions.Find(counting.Dialog)?.FindStep(counting.Entry) as EntryStep
               where entry is not null
               select new CountedIndex(definition, counting, entry.Register),
        ],
    };

    private static QuestionnaireIndex? QuestionnaireOf(DefinitionSet definitions, Dialog dialog) =>
        dialog.Index is null && BankOf(definitions, dialog) is { Bank.Groups.IsEmpty: false } bank && definitions.Indices.Find(bank.Bank.Index ?? bank.Bank.Id, bank.Bank.IndexEdition) is { } definition
            ? new QuestionnaireIndex(definition, bank) { HasFormula = definition.CanCompute && bank.Bank.Index is not null }
            : null;

    /// <summary>The entry that a questionnaire is about, where it names one before its items.</summary>
    private static EntryStep? EntryOf(Dialog dialog) =>
        dialog.Steps.TakeWhile(s => s is not QuestionnaireStep).OfType<EntryStep>().LastOrDefault(e => e.Required && dialog.Steps.Any(s => s is QuestionnaireStep));

    private static BankVersion? BankOf(DefinitionSet definitions, Dialog dialog) =>
        dialog.Steps.OfType<QuestionnaireStep>().Select(s => definitions.FindBankVersion(s.Bank)).FirstOrDefault();
}

/// <summary>The index of a questionnaire, for each entry of a register that it was answered about.</summary>
public sealed record EntryIndex(QuestionnaireIndex Index, string Register);

/// <summary>An index of which only progress is counted.</summary>
public sealed record CountedIndex(IndexDefinition Definition, IndexCounting Counting, string Register);

/// <summary>An index of whole sheets. Where its bank looks at reports, lembaga get drafts from them.</summary>
public sealed record SheetIndex(IndexDefinition Definition, string Dialog, BankVersion? Bank)
{
    public bool HasDrafts => Bank is not null && Bank.Bank.Items.Any(i => i.Evidence is not null);
}

/// <summary>An index of a questionnaire with groups of respondents. Without a formula only who answered is told.</summary>
public sealed record QuestionnaireIndex(IndexDefinition Definition, BankVersion Bank)
{
    public bool HasFormula { get; init; }
}
