using System.Collections.Immutable;
using System.Diagnostics;
using KotanBot.Commands;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>Does what a wish asks for, within a scope: the same tables as the verbs write.</summary>
/// <param name="named">Whether the scope's own office may read the names of its people in the list for data packages.</param>
internal sealed class ExportWork(Stores stores, ServedDefinitions definitions, Scope scope, ExportWish wish, bool named)
{
    private readonly StepCatalog _catalog = StepCatalog.Read(definitions.Current, stores.DialogVersions.List());

    /// <summary>How many submissions there are to go through; null where nobody can tell before.</summary>
    public long? Count() => wish.Kind is ExportKind.Reports or ExportKind.Answers ? stores.Exports.Count(scope, Selection().ToFilter()) : null;

    /// <returns>How many rows were written below the names of the columns.</returns>
    public Task<long> WriteAsync(ITableWriter table, Action<long> told, CancellationToken cancellation) => wish.Kind switch
    {
        ExportKind.Reports or ExportKind.Answers => new SubmissionTable(stores.Exports, _catalog, scope, Selection()) { Told = told }.WriteAsync(table, wish.Shape, cancellation),
        ExportKind.Responses => WriteResponsesAsync(table, told, cancellation),
        ExportKind.DataPackage => DataPackageTable.WriteAsync(table, stores.DataPackages.Read(scope, wish.From!.Value, wish.To!.Value, named), wish.From!.Value, wish.To!.Value, told, cancellation),
        _ => throw new UnreachableException(),
    };

    private SubmissionSelection Selection()
    {
        ImmutableArray<string> dialogs = wish.Kind == ExportKind.Reports
            ? [.. _catalog.Dialogs.Where(d => _catalog.PurposeOf(d) is DialogPurpose.Report or DialogPurpose.NullReport)]
            : [.. _catalog.Dialogs.Where(d => wish.BankId is null || _catalog.AsksBank(d, wish.BankId))];
        return new SubmissionSelection(dialogs, wish.From, wish.To, wish.BankId).SeenBy(definitions, stores.Exports, scope);
    }

    private async Task<long> WriteResponsesAsync(ITableWriter table, Action<long> told, CancellationToken cancellation)
    {
        var responses = new ResponseTable(definitions.Current.FindBank(wish.BankId!)!, wish.Shape);
        var (fromAt, toAt) = DayOption.Between(wish.From, wish.To, stores.Satkers.Find(scope.Root ?? ""));
        var (rows, people) = (0L, 0L);
        await table.AddAsync(responses.Names, cancellation);
        stores.Questionnaires.ReadAnswers(scope, new QuestionnaireFilter(wish.BankId!, From: fromAt, To: toAt), answers =>
        {
            // The reader hands them on one at a time and waits for nobody.
            foreach (var row in responses.Rows(answers))
            {
                table.AddAsync(row, cancellation).AsTask().GetAwaiter().GetResult();
                rows++;
            }

            people++;
            told(people);
            cancellation.ThrowIfCancellationRequested();
        });
        return rows;
    }
}
