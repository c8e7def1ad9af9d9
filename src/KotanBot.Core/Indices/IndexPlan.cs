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
    private const string KawasanIndex = "ikkr";

    public IEnumerable<IndexDefinition> Definitions => [.. Sheets.Select(s => s.Definition), .. Questionnaires.Select(q => q.Definition), .. Kawasan is null ? [] : new[] { Kawasan }];

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
                where dialog.Index is null
                let bank = BankOf(definitions, dialog)
                where bank is { Bank.Groups.IsEmpty: false }
                let definition = definitions.Indices.Find(bank.Bank.Index ?? bank.Bank.Id)
                where definition is not null
                select new QuestionnaireIndex(definition, bank) { HasFormula = definition.CanCompute && bank.Bank.Index is not null })
                .DistinctBy(q => (q.Definition.Id, q.Bank.Bank.Id)), // Respondents themselves, and officers who ask others.
        ],
        definitions.Indices.Find(KawasanIndex));

    private static BankVersion? BankOf(DefinitionSet definitions, Dialog dialog) =>
        dialog.Steps.OfType<QuestionnaireStep>().Select(s => definitions.FindBankVersion(s.Bank)).FirstOrDefault();
}

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
