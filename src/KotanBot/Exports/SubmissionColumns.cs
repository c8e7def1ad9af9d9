using KotanBot.Core.Dialogs;
using KotanBot.Storage;

namespace KotanBot.Exports;

/// <summary>
/// The columns that every row about a submission begins with. A questionnaire asks nobody's name, so its rows tell neither whose lembaga it came
/// from nor the number under which its sender knows it.
/// </summary>
internal static class SubmissionColumns
{
    public static readonly IReadOnlyList<string> Names =
    [
        "report_id", "dialog_id", "satker_code", "satker_name", "satker_region", "reporter_lembaga", "reporter_lingkungan", "review_state", "sent_on", "changed_on",
    ];

    public static IEnumerable<TableCell> Cells(StepCatalog catalog, ExportStore store, ExportedSubmission submission)
    {
        var anonymous = catalog.PurposeOf(submission.DialogId) == DialogPurpose.Questionnaire;
        return
        [
            TableCell.Of(anonymous ? store.NameWithoutTrace(submission.Id) : submission.Id),
            TableCell.Of(submission.DialogId),
            TableCell.Of(submission.SatkerCode),
            TableCell.Of(submission.SatkerName),
            TableCell.Of(submission.SatkerRegion),
            anonymous ? default : TableCell.Of(submission.Lembaga),
            anonymous ? default : TableCell.Of(submission.Lingkungan),
            TableCell.Of(submission.Review),
            TableCell.Of(submission.SentOn),
            TableCell.Of(submission.ChangedOn),
        ];
    }
}
