using System.Collections.Immutable;
using KotanBot.Core.Definitions;
using KotanBot.Core.Dialogs;

namespace KotanBot.Core.Offices;

/// <summary>Makes the deeds of those who judge reports, the same in chat and at the site, and knows what is said of them afterwards.</summary>
public static class ReviewDeeds
{
    /// <summary>The most letters of a reason or a note.</summary>
    public const int LongestWords = 300;

    /// <summary>Why a report does not count, as nearly everybody says it.</summary>
    public static readonly ImmutableArray<TextKey> Reasons = [OfficeTexts.RejectDuplicate, OfficeTexts.RejectNoActivity, OfficeTexts.RejectTooLittle];

    /// <summary>With the reason for which it does not count, or what shall be corrected and in which answer.</summary>
    public static OfficeDeed.Review Of(DefinitionSet definitions, WaitingReport report, ReviewTrigger trigger, string? words, string? stepId) => new(report.Id, trigger, words)
    {
        Kind = ReportName.KindOf(definitions.Find(report.DialogId, report.DialogHash) ?? definitions.Find(report.DialogId), report.Answers),
        On = ReportName.DayOf(report.Answers),
        StepId = stepId,
        Sets = SettingOf(definitions, report),
        Evidence = trigger == ReviewTrigger.Verify ? ReportGains.ItemsFor(definitions, report.DialogId) : [],
    };

    /// <summary>Whether somebody with these rights may accept it: what gives an entry its status is the admin's to decide.</summary>
    public static bool MayVerify(DefinitionSet definitions, WaitingReport report, Scope scope) => SettingOf(definitions, report) is null || scope.Allows(Right.ManageKawasan);

    private static StatusSetting? SettingOf(DefinitionSet definitions, WaitingReport report) => (definitions.Find(report.DialogId, report.DialogHash) ?? definitions.Find(report.DialogId))?.SetsStatus;

    /// <summary>Nobody hears of it whose data is gone.</summary>
    public static TextKey Said(ReviewTrigger trigger, bool isErased) => trigger switch
    {
        ReviewTrigger.Verify => isErased ? OfficeTexts.ReviewVerifiedAlone : OfficeTexts.ReviewVerified,
        ReviewTrigger.Reject => isErased ? OfficeTexts.ReviewRejectedAlone : OfficeTexts.ReviewRejected,
        ReviewTrigger.AskFix => OfficeTexts.FixSentBack,
        _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "nobody who judges does this"),
    };
}
