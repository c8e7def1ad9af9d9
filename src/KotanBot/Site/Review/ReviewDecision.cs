using KotanBot.Core.Definitions;
using KotanBot.Core.Offices;

namespace KotanBot.Site.Review;

/// <summary>Turns the form of a reviewer into the deed that is done in chat as well, or says what is missing.</summary>
public static class ReviewDecision
{
    /// <summary>Null where it can be taken.</summary>
    public static string? ProblemOf(SiteVisit visit, ReviewForm form, string what) => what switch
    {
        ReviewForm.Reject when form.Reason.Length == 0 => visit.Say("Tulis alasannya dulu; pelapor akan membacanya.", "Please write the reason first; the reporter will read it."),
        ReviewForm.Reject when form.Reason.Length > ReviewForm.LongestWords => TooLong(visit, form.Reason),
        ReviewForm.Fix when form.Step.Length > 0 && form.Parts.All(p => p.StepId != form.Step) => visit.Say("Bagian itu tidak ada dalam laporan ini.", "This report has no such part."),
        ReviewForm.Fix when form.Step.Length == 0 && form.Note.Length == 0 => visit.Say("Pilih bagiannya, atau tulis apa yang perlu diperbaiki.", "Choose a part, or write what needs a correction."),
        ReviewForm.Fix when form.Note.Length > ReviewForm.LongestWords => TooLong(visit, form.Note),
        _ => null,
    };

    /// <summary>The deed, and what is said when it is done; null for what is not offered.</summary>
    public static (OfficeDeed Deed, TextKey Said)? Of(DefinitionSet definitions, WaitingReport report, ReviewForm form, string what, string? twinId)
    {
        return what switch
        {
            ReviewForm.Accept => Decide(ReviewTrigger.Verify, null, null),
            ReviewForm.Reject => Decide(ReviewTrigger.Reject, form.Reason, null),
            ReviewForm.Fix when !report.IsErased => Decide(ReviewTrigger.AskFix, form.Note.Length == 0 ? null : form.Note, form.Step.Length == 0 ? null : form.Step),
            ReviewForm.Apart when report.Twins.Any(t => t.Report.Id == twinId) => (new OfficeDeed.TellApart(report.Id, twinId!), OfficeTexts.TwinToldApart),
            _ => null,
        };

        (OfficeDeed Deed, TextKey Said)? Decide(ReviewTrigger trigger, string? words, string? stepId) =>
            (ReviewDeeds.Of(definitions, report, trigger, words, stepId), ReviewDeeds.Said(trigger, report.IsErased));
    }

    private static string TooLong(SiteVisit visit, string text) => visit.Say(
        $"Terlalu panjang: {SiteVisit.Number(text.Length)} huruf, paling banyak {SiteVisit.Number(ReviewForm.LongestWords)}.",
        $"Too long: {SiteVisit.Number(text.Length)} characters, {SiteVisit.Number(ReviewForm.LongestWords)} at most.");
}
