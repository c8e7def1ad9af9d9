using System.Collections.Immutable;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>One row a submission or one row an answer.</summary>
public enum TableShape
{
    Wide,
    Long,
}

/// <summary>What was asked for: which dialogs, of which days, and null or the bank whose items alone are wanted.</summary>
public sealed record SubmissionSelection(ImmutableArray<string> Dialogs, DateOnly? From, DateOnly? To, string? BankId = null)
{
    public ExportFilter ToFilter() => new(Dialogs, From, To);

    /// <summary>Without the forms of offices elsewhere, whose questions are no columns here, unless somebody of the scope answered them all the same.</summary>
    public SubmissionSelection SeenBy(ServedDefinitions definitions, ExportStore store, Scope scope)
    {
        var foreign = Dialogs.Where(d => !definitions.IsSeenBy(scope, d)).ToHashSet();
        if (foreign.Count == 0)
            return this;
        foreign.ExceptWith(store.ListSteps(scope, ToFilter()).Select(s => s.DialogId));
        return this with { Dialogs = Dialogs.RemoveAll(foreign.Contains) };
    }
}

/// <summary>Sent submissions as a table. The columns follow from the definitions and not from who answered what, so that two months can be laid one below the other.</summary>
public sealed class SubmissionTable(ExportStore store, StepCatalog catalog, Scope scope, SubmissionSelection selection)
{
    private static readonly string[] AnswerNames =
        ["step_id", "step_label", "kind", "key", "label", "number", "estimated", "from", "to", "region", "region_name", "latitude", "longitude", "text", "missing"];

    /// <summary>Hears of every submission that is done, with how many there are by now.</summary>
    public Action<long>? Told { get; init; }

    /// <returns>How many rows were written below the names of the columns.</returns>
    public Task<long> WriteAsync(ITableWriter table, TableShape shape, CancellationToken cancellation) =>
        shape == TableShape.Wide ? WriteWideAsync(table, cancellation) : WriteLongAsync(table, cancellation);

    private async Task<long> WriteWideAsync(ITableWriter table, CancellationToken cancellation)
    {
        var columns = StepColumns.Of(catalog, selection.Dialogs, store.ListSteps(scope, selection.ToFilter()), Wants);
        await table.AddAsync([.. SubmissionColumns.Names.Concat(columns.Names).Select(TableCell.Of)], cancellation);
        var rows = 0L;
        foreach (var submission in Read())
        {
            var row = new TableCell[SubmissionColumns.Names.Count + columns.Names.Count];
            var head = 0;
            foreach (var cell in SubmissionColumns.Cells(catalog, store, submission))
                row[head++] = cell;
            foreach (var answer in submission.Answers)
                foreach (var (part, cell) in AnswerParts.Cells(catalog, submission.DialogId, answer))
                    if (columns.Find(answer.StepId, part) is { } place)
                        row[head + place] = cell;
            await table.AddAsync(row, cancellation);
            rows++;
            Told?.Invoke(rows);
        }

        return rows;
    }

    private async Task<long> WriteLongAsync(ITableWriter table, CancellationToken cancellation)
    {
        await table.AddAsync([.. SubmissionColumns.Names.Concat(AnswerNames).Select(TableCell.Of)], cancellation);
        var (rows, submissions) = (0L, 0L);
        foreach (var submission in Read())
        {
            var head = SubmissionColumns.Cells(catalog, store, submission).ToArray();
            foreach (var answer in submission.Answers)
            {
                await table.AddAsync([.. head, .. Cells(submission.DialogId, answer)], cancellation);
                rows++;
            }

            submissions++;
            Told?.Invoke(submissions);
        }

        return rows;
    }

    /// <summary>Those with something in it; a submission without a single answer is one all the same where all answers are wanted.</summary>
    private IEnumerable<ExportedSubmission> Read() => selection.BankId is null
        ? store.Read(scope, selection.ToFilter())
        : store.Read(scope, selection.ToFilter())
            .Select(s => s with { Answers = [.. s.Answers.Where(a => Wants(s.DialogId, a.StepId))] })
            .Where(s => !s.Answers.IsEmpty);

    private bool Wants(string dialogId, string stepId) => selection.BankId is not { } bank || catalog.IsOfBank(dialogId, stepId, bank);

    private TableCell[] Cells(string dialogId, ExportedAnswer answer)
    {
        var cells = new TableCell[AnswerNames.Length];
        cells[0] = TableCell.Of(answer.StepId);
        cells[1] = TableCell.Of(catalog.NameOf(dialogId, answer.StepId));
        cells[2] = TableCell.Of(answer.Kind);
        foreach (var (part, cell) in AnswerParts.Cells(catalog, dialogId, answer))
            cells[Array.IndexOf(AnswerNames, NameOf(part, answer.Kind))] = cell;
        return cells;
    }

    /// <summary>In the long shape each kind of value has a column of its own, so that a column holds one type.</summary>
    private static string NameOf(string part, string kind) => (part, kind) switch
    {
        (AnswerParts.Value, "choice" or "choices" or "entry") => "key",
        (AnswerParts.Name, "entry") => "label",
        (AnswerParts.Value, "number" or "photos") => "number",
        (AnswerParts.Value, "place") => "region",
        (AnswerParts.Value, _) => "text",
        (AnswerParts.Name, _) => "region_name",
        _ => part,
    };
}
