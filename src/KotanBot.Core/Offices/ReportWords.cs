using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>How a report reads to those who judge it, the same in chat and at the site: by the dialog in which it was given, or the current one where that version is gone.</summary>
public sealed class ReportWords(DefinitionSet definitions, string language)
{
    private readonly AnswerText _answers = new(definitions, language);

    /// <summary>What somebody says of another report that may tell of the same event.</summary>
    public static TextKey OfTwin(ReviewState state) => state switch
    {
        ReviewState.Submitted => OfficeTexts.TwinWaits,
        ReviewState.NeedsFix => OfficeTexts.TwinFixes,
        _ => OfficeTexts.TwinVerified,
    };

    public Dialog? DialogOf(WaitingReport report) => definitions.Find(report.DialogId, report.DialogHash) ?? definitions.Find(report.DialogId);

    public string Title(WaitingReport report) => DialogOf(report)?.Title.In(language) ?? report.DialogId;

    /// <summary>What its reporter calls it: "Tes urine, 3 Nov 2026".</summary>
    public string Name(WaitingReport report) => ReportName.Of(definitions, language, report.DialogId, ReportName.KindOf(DialogOf(report), report.Answers), ReportName.DayOf(report.Answers));

    /// <summary>Every answer that has a name, and so can be asked for anew.</summary>
    public IEnumerable<(string StepId, string Label)> Parts(WaitingReport report) =>
        report.Answers.Select(a => (a.StepId, Label: FindLabel(report, a.StepId) ?? "")).Where(p => p.Label.Length > 0);

    /// <summary>Null where the step has no name.</summary>
    public string? FindLabel(WaitingReport report, string stepId) => DialogOf(report)?.FindStep(stepId)?.Label?.In(language);

    public string Label(WaitingReport report, string stepId) => FindLabel(report, stepId) ?? stepId;

    public string Answer(WaitingReport report, string stepId, AnswerValue value) => _answers.Of(DialogOf(report)?.FindStep(stepId), value);
}
