using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Storage;

namespace KotanBot.Site.Reports;

/// <summary>A report as one line of a list.</summary>
public sealed record ReportLine(string Id, string Number, string Name, string Who, string Office, string SentAt, ReviewState? State, int Photos);

/// <summary>An answer of a report: what it is called, and what was said. <paramref name="IsPhotos"/> where photos are shown instead.</summary>
public sealed record AnswerLine(string Label, string Words, bool IsPhotos);

/// <summary>Reports in the words of a visit.</summary>
public sealed class ReportShow(SiteVisit visit, DefinitionSet definitions)
{
    private readonly ReportWords _words = new(definitions, visit.Visitor.Language);

    public ReportLine Line(OfficeReport report) => new(
        report.Report.Id,
        Ids.Short(report.Report.Id),
        Name(report.Report),
        Who(report.Report),
        report.Report.SatkerName ?? "",
        visit.Time(report.Report.SubmittedAt),
        report.Review,
        report.Report.Answers.Select(a => a.Value).OfType<AnswerValue.Photos>().Sum(p => p.Ids.Length));

    /// <summary>A null report says that it is one; of any other its first answer does.</summary>
    public string Name(WaitingReport report) => _words.DialogOf(report) is { Purpose: DialogPurpose.Report } ? _words.Name(report) : $"{_words.Title(report)}: {_words.Name(report)}";

    /// <summary>Name and lembaga, as far as they were given and are still there.</summary>
    public string Who(WaitingReport report) => report.IsErased ? visit.Say("(data dihapus)", "(data erased)")
        : string.Join(", ", new[] { report.Name, report.Lembaga }.OfType<string>()) is { Length: > 0 } who ? who
        : visit.Say("(tanpa nama)", "(no name)");

    public ImmutableArray<AnswerLine> Answers(WaitingReport report) =>
        [.. report.Answers.Select(a => new AnswerLine(_words.Label(report, a.StepId), _words.Answer(report, a.StepId, a.Value), a.Value is AnswerValue.Photos))];

    public string Label(WaitingReport report, string stepId) => _words.Label(report, stepId);

    /// <summary>An answer before or after a change.</summary>
    public string Words(WaitingReport report, string stepId, AnswerValue? value) => value is null ? visit.Say("(tidak ada)", "(none)") : _words.Answer(report, stepId, value);

    public ImmutableArray<(string StepId, string Label)> Parts(WaitingReport report) => [.. _words.Parts(report)];

    public string Say(TextKey key) => definitions.Texts.Say(key, visit.Visitor.Language);

    /// <summary>What counts as a report here.</summary>
    public static ImmutableArray<Dialog> Dialogs(DefinitionSet definitions) => [.. definitions.Dialogs.Where(d => d.Purpose is DialogPurpose.Report or DialogPurpose.NullReport)];
}
