using KotanBot.Commands;
using KotanBot.Core.Questionnaires.Banks;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>Answers to the items of a bank: one row a questionnaire with a column an item, or one row an item that was asked.</summary>
internal sealed class ResponseTable(ItemBank bank, TableShape shape)
{
    private static readonly string[] LongNames = [ResponsesReader.Respondent, ResponsesReader.Group, "item", "category", "missing"];

    public IReadOnlyList<TableCell> Names { get; } = shape == TableShape.Long
        ? [.. LongNames.Select(TableCell.Of)]
        : [TableCell.Of(ResponsesReader.Respondent), TableCell.Of(ResponsesReader.Group), .. bank.Items.Select(i => TableCell.Of(i.Id))];

    public IEnumerable<IReadOnlyList<TableCell>> Rows(QuestionnaireAnswers answers)
    {
        TableCell[] head = [TableCell.Of(answers.Respondent), TableCell.Of(answers.Group)];
        return shape == TableShape.Wide
            ? [[.. head, .. bank.Items.Select(i => Category(i, answers))]]
            : bank.Items.Where(i => answers.Options.ContainsKey(i.Id) || answers.Missing.ContainsKey(i.Id))
                .Select(i => (TableCell[])[.. head, TableCell.Of(i.Id), Category(i, answers), TableCell.Of(answers.Missing.GetValueOrDefault(i.Id))]);
    }

    /// <summary>The place of the chosen option from 1; nothing where the item was not asked, was left open, or no longer has the option.</summary>
    private static TableCell Category(BankItem item, QuestionnaireAnswers answers)
    {
        var place = answers.Options.TryGetValue(item.Id, out var key) ? item.Options.Select(o => o.Key).ToList().IndexOf(key) + 1 : 0;
        return place == 0 ? default : TableCell.Of(place);
    }
}
