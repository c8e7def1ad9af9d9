using System.Collections.Immutable;
using KotanBot.Core.Conversations;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;
using KotanBot.Core.Offices;
using KotanBot.Site.Reports;
using KotanBot.Storage;

namespace KotanBot.Site.Review;

/// <summary>What the queue and a report's own page share: which report waits for whom, and how a decision is offered and confirmed.</summary>
public sealed class ReviewDesk(OfficeStore offices, ServedDefinitions definitions)
{
    /// <summary>What can have been done a moment ago.</summary>
    private static readonly ImmutableArray<TextKey> Done =
    [
        OfficeTexts.ReviewVerified, OfficeTexts.ReviewVerifiedAlone, OfficeTexts.ReviewRejected, OfficeTexts.ReviewRejectedAlone, OfficeTexts.FixSentBack, OfficeTexts.TwinToldApart,
    ];

    /// <summary>Whoever serves an office decides for it, whichever office they look at.</summary>
    public ReviewFacts Read(SiteVisit visit, string? currentId) =>
        offices.Read(visit.Visitor, visit.Now, new OfficeNeed.ReviewQueue(currentId).With(definitions.Current)).Review!;

    /// <summary>Null where it does not wait for this visitor.</summary>
    public ReviewForm? FormFor(SiteVisit visit, string id, string from) => Read(visit, id).Current is { } report ? FormFor(visit, report, from) : null;

    public ReviewForm FormFor(SiteVisit visit, WaitingReport report, string from)
    {
        var show = new ReportShow(visit, definitions.Current);
        return new ReviewForm(report.Id, from, [.. ReviewDeeds.Reasons.Select(show.Say)]) { Parts = report.IsErased ? [] : show.Parts(report), MayAccept = ReviewDeeds.MayVerify(definitions.Current, report, visit.Looking.Scope) };
    }

    public TwinLine Twin(SiteVisit visit, TwinReport twin)
    {
        var show = new ReportShow(visit, definitions.Current);
        return new TwinLine(show.Line(new OfficeReport(twin.Report, twin.State, null, null)), show.Answers(twin.Report), show.Say(ReportWords.OfTwin(twin.State)));
    }

    public string? DoneWords(SiteVisit visit) => Done.FirstOrDefault(d => d.Id == visit.Done) is { } done ? new ReportShow(visit, definitions.Current).Say(done) : null;

    public string? LingkunganWords(SiteVisit visit, string? key) =>
        key is null ? null : new AnswerText(definitions.Current, visit.Visitor.Language).Of(definitions.Current.StepThatSaves(ProfileField.Lingkungan), new AnswerValue.Choice(key));
}
